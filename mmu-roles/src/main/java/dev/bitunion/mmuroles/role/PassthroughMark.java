package dev.bitunion.mmuroles.role;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * The bit that kernels from 5.19 on have in a page role that 5.14 does not: the page is a root
 * above L1's own root table, stands for no table itself, and has one entry. Everything else is as
 * in {@link PageRole}.
 */
@BitUnion(bits = 32)
public interface PassthroughMark {
  /** A root of five levels for tables of four; only with nested NPT. */
  @Skip(18)
  @Field(bits = 1)
  boolean passthrough();
}

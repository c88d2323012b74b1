package dev.bitunion.mmuroles.role;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * The bits of a page role that 5.14 leaves unnamed, where the simulator keeps what a role would
 * need to be right: the fixed sides of two {@link Behaviour}s, and fields of a {@link ReuseKey}.
 * Bit 18 is {@link PassthroughMark}'s. Everything else is as in {@link PageRole}.
 */
@BitUnion(bits = 32)
public interface RoleExtras {
  /** 4-byte tables whose upper entries may map 4 MB pages: CR4.PSE. */
  @Skip(19)
  @Field(bits = 1)
  boolean large_short_pages();

  /** 8-byte tables walked in long mode, where bits 62:52 of entries are not reserved. */
  @Field(bits = 1)
  boolean long_mode();

  /** Fields of a candidate role, a bit each. */
  @Field(bits = 3)
  int added();
}

package dev.bitunion.mmuroles.conform;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** The nflags column of a two-stage walk vector through NPT12: L1's registers. */
@BitUnion(bits = 8)
interface NptVectorFlags {
  /** EFER.NX. */
  @Field(bits = 1, at = 0)
  boolean nx();

  /** CR4.SMEP. */
  @Field(bits = 1, at = 1)
  boolean smep();

  /** CR4.SMAP. */
  @Field(bits = 1, at = 2)
  boolean smap();
}

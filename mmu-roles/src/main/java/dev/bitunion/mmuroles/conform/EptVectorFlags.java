package dev.bitunion.mmuroles.conform;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** The nflags column of a two-stage walk vector through EPT12. */
@BitUnion(bits = 8)
interface EptVectorFlags {
  /** Entries may be execute-only. */
  @Field(bits = 1, at = 0)
  boolean execonly();

  /** The EPTP enables accessed and dirty bits. */
  @Field(bits = 1, at = 1)
  boolean ad();
}

package dev.bitunion.mmuroles.trace;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** What is counted for each gfn. */
@BitUnion(bits = 64)
interface GfnCounts {
  /** Live pages of the epoch below. */
  @Field(bits = 16)
  int live();

  /** gfn_track in the normal address space: indirect pages above level 1 that are not zapped. */
  @Field(bits = 16)
  int track();

  /** The same in system management mode's address space. */
  @Field(bits = 16)
  int trackSmm();

  /** Low bits of the epoch that {@link #live} counts in. */
  @Field(bits = 16)
  int epoch();
}

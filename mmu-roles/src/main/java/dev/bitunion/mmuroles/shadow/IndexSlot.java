package dev.bitunion.mmuroles.shadow;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.mmuroles.role.PageRole;

/**
 * Half of a slot in the {@link PageIndex}: the newest page of a gfn with its role, so that a hit on
 * it touches one cache line.
 */
@BitUnion(bits = 64)
interface IndexSlot {
  /** Role of the newest page of the gfn. */
  @Field(bits = 32)
  PageRole role();

  /** The page's number plus 1; 0: the slot is free. */
  @Field(bits = 32)
  int newest();
}

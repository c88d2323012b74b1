package dev.bitunion.mmuroles.shadow;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** Where in its page a stored entry stands, and its mark. */
@BitUnion(bits = 16)
interface EntryPlace {
  /** Index of the entry in its page. */
  @Field(bits = 9)
  int index();

  /** The entry was marked as leading to an unsync page. */
  @Field(bits = 1)
  boolean marked();
}

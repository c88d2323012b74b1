package dev.bitunion.mmuroles.shadow;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** Which entry is stored, and its mark: one word, so that a look-up compares once. */
@BitUnion(bits = 64)
interface EntryPlace {
  /** Index of the entry in its page. */
  @Field(bits = 9)
  int index();

  /** The entry was marked as leading to an unsync page. */
  @Field(bits = 1)
  boolean marked();

  /** Number of the page. */
  @Field(bits = 31)
  int owner();
}

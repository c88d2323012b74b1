package dev.bitunion.mmuroles.shadow;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** What a shadow page's number stands for at the moment, beside its role. */
@BitUnion(bits = 32)
interface PageState {
  /** The number is taken: the page exists, zapped or not. */
  @Field(bits = 1)
  boolean allocated();

  /** On the active list; pages that were zapped while they are roots are on none. */
  @Field(bits = 1)
  boolean active();

  /** The guest may write the table that this page shadows. */
  @Field(bits = 1)
  boolean unsync();

  /** The VM's generation when the page was made; it toggles between 0 and 1. */
  @Field(bits = 1)
  int generation();

  /** Emulated writes to the table since a fault last used the page. */
  @Field(bits = 12)
  int flooding();

  /** Entries marked as leading to unsync pages, stale marks included: at most 512. */
  @Field(bits = 16)
  int unsyncChildren();
}

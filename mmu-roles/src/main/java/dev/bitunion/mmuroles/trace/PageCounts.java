package dev.bitunion.mmuroles.trace;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * How many pages of one (gfn, role) are in which state.
 *
 * <p>In a raw trace at most one is live. Text leaves five fields of the role out, so up to 32 live
 * pages may share a key; those are interchangeable, so counts say all that can be known of them.
 */
@BitUnion(bits = 64)
interface PageCounts {
  /** The slot is in use, though every count may be 0: the page is known to be gone. */
  @Field(bits = 1)
  boolean used();

  /** The generation bit that live pages were made in. */
  @Field(bits = 1)
  int generation();

  /** Live pages in sync with the guest's table. */
  @Field(bits = 6)
  int liveSync();

  /** Live pages that the guest may write without KVM noticing. */
  @Field(bits = 6)
  int liveUnsync();

  /** Pages of older epochs and generation 0, in sync, not zapped yet. */
  @Field(bits = 6)
  int oldSync0();

  /** Pages of older epochs and generation 0, unsync, not zapped yet. */
  @Field(bits = 6)
  int oldUnsync0();

  /** Pages of older epochs and generation 1, in sync, not zapped yet. */
  @Field(bits = 6)
  int oldSync1();

  /** Pages of older epochs and generation 1, unsync, not zapped yet. */
  @Field(bits = 6)
  int oldUnsync1();

  /** Zapped pages that are roots still: printed once more, with {@code invalid}. */
  @Field(bits = 6)
  int pinned();

  /** Pages zapped while unsync, whose sync_page is still to come. */
  @Field(bits = 6)
  int zappedUnsync();
}

package dev.bitunion.mmuroles.shadow;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * One entry of a shadow page (SPTE) as this simulator keeps it: what the hardware entry means, not
 * its bits, which differ between EPT, NPT and ordinary paging. A zero word is an absent entry.
 */
@BitUnion(bits = 64)
public interface ShadowEntry {
  /** The entry maps a frame or links a table. */
  @Field(bits = 1)
  boolean present();

  /** Writes pass. */
  @Field(bits = 1)
  boolean writable();

  /** User accesses pass (nested EPT: reads). */
  @Field(bits = 1)
  boolean user();

  /** Fetches pass. */
  @Field(bits = 1)
  boolean executable();

  /** Accessed; clear after a prefetch or a synchronisation. */
  @Field(bits = 1)
  boolean accessed();

  /** Dirty. */
  @Field(bits = 1)
  boolean dirty();

  /** KVM itself allows writes: cleared with {@code writable} when the frame is write-protected. */
  @Field(bits = 1)
  boolean mmu_writable();

  /** The entry maps a frame; clear: it links a shadow page. */
  @Field(bits = 1)
  boolean leaf();

  /** Not present for the hardware: remembers a guest frame without memory (MMIO). */
  @Field(bits = 1)
  boolean mmio();

  /** A leaf above level 1: the processor goes no further down (the hardware's PS bit). */
  @Field(bits = 1)
  boolean large();

  /** The leaf maps the frame's memory of address space 1, which the normal one does not see. */
  @Field(bits = 1)
  boolean smram();

  /** The frame that a leaf maps, or the number of the linked page. */
  @Field(bits = 40)
  long frame();
}

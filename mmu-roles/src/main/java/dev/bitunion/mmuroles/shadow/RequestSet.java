package dev.bitunion.mmuroles.shadow;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** Requests to a vCPU that wait for its next entry into the guest (KVM_REQ_*, the MMU's part). */
@BitUnion(bits = 8)
public interface RequestSet {
  /** Unload all roots. */
  @Field(bits = 1, cName = "RELOAD")
  boolean mmu_reload();

  /** Synchronise the current root's unsync pages. */
  @Field(bits = 1, cName = "SYNC")
  boolean mmu_sync();

  /** Give the hardware the current root. */
  @Field(bits = 1, cName = "LOADPGD")
  boolean load_mmu_pgd();

  /** Flush everything from the TLB. */
  @Field(bits = 1, cName = "FLUSH")
  boolean tlb_flush();

  /** Flush the current context from the TLB. */
  @Field(bits = 1, cName = "FLUSHCUR")
  boolean tlb_flush_current();

  /** Flush the guest's own translations; without TDP that unloads all roots. */
  @Field(bits = 1, cName = "FLUSHGUEST")
  boolean tlb_flush_guest();

  /** Shut the guest down. */
  @Field(bits = 1, cName = "TRIPLE")
  boolean triple_fault();
}

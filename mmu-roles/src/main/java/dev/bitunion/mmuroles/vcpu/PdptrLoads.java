package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.PaeCr3Bits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.mmu.GuestMemory;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.shadow.VmMemory;

/** Loads the four page-directory-pointer registers of PAE paging from memory (load_pdptrs). */
final class PdptrLoads {
  private static final int ENTRIES = 4;
  private static final long ALWAYS_RESERVED = PageMath.bits(5, 8) | PageMath.bits(1, 2);
  private static final long ACCESS = PageFaultErrorBits.U_MASK | PageFaultErrorBits.W_MASK;

  private final Vcpu vcpu;
  private final long[] loaded = new long[ENTRIES];

  PdptrLoads(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /**
   * Loads the registers; the address of the table goes through the second stage if L2 runs on
   * nested tables.
   *
   * @return false, and the old values stay, if the table is in no memory or a present entry has a
   *     reserved bit
   */
  boolean load(long cr3) {
    long gfn = PageMath.gfn(cr3);
    if (vcpu.contexts().isNested()) {
      Walker secondStage = vcpu.contexts().walker().secondStage();
      if (!secondStage.walk(PageMath.gpa(gfn), ACCESS)) {
        return false;
      }
      gfn = secondStage.gfn();
    }
    VmMemory memory = vcpu.shadow().memory();
    long page = memory.find(gfn);
    if (page == GuestMemory.NO_PAGE) {
      return false;
    }
    long reserved = vcpu.cpuid().reservedAddress() | ALWAYS_RESERVED;
    int table = ENTRIES * Long.BYTES * PaeCr3Bits.table(cr3);
    for (int i = 0; i < ENTRIES; i++) {
      loaded[i] = memory.read64(page, table + Long.BYTES * i);
      if (Pte64Bits.present(loaded[i]) && (loaded[i] & reserved) != 0) {
        return false;
      }
    }
    boolean changed = false;
    for (int i = 0; i < ENTRIES; i++) {
      changed |= vcpu.contexts().walkMmu().pdptr(i) != loaded[i];
      vcpu.contexts().walkMmu().setPdptr(i, loaded[i]);
    }
    if (changed && !vcpu.config().host().tdp() && !vcpu.does(Behaviour.PDPTR_LOAD_KEEPS_ROOTS)) {
      vcpu.shadow().roots().free(vcpu.active(), true, 0);
    }
    return true;
  }
}

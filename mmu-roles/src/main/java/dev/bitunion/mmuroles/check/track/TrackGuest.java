package dev.bitunion.mmuroles.check.track;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.check.CountCase;
import dev.bitunion.mmuroles.check.Paging;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.vcpu.GuestFeatures;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuConfig;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import dev.bitunion.mmuroles.vcpu.Vendor;

/** A guest that uses one frame as a table in every way it can. */
final class TrackGuest {
  private static final long FRAMES = 0x10000;
  private static final int MAXPHYADDR = 52;
  private static final long FETCH = PageFaultErrorBits.F_MASK;
  private static final long USER = PageFaultErrorBits.U_MASK;
  private static final long LONG_MODE = EferBits.LME_MASK | EferBits.LMA_MASK;
  private static final long PAGING = Cr0Bits.PG_MASK | Cr0Bits.PE_MASK | Cr0Bits.ET_MASK;
  private static final int LONG_LEVELS = 4;
  private static final int LA57_LEVELS = 5;

  private final CountCase which;
  private final Vcpu vcpu;
  private final VcpuEvents on;
  private long events;

  TrackGuest(CountCase which, RoleModel model) {
    this.which = which;
    boolean tdp = which.paging() != Paging.SHADOW;
    boolean ept = which.paging() == Paging.NESTED_EPT;
    VcpuConfig config =
        new VcpuConfig(
            new HostMmu(
                tdp,
                tdp && which.fiveLevels() ? LA57_LEVELS : LONG_LEVELS,
                false,
                which.execonly()),
            ept ? Vendor.VMX : Vendor.SVM,
            new GuestCpuid(MAXPHYADDR, true, false),
            GuestFeatures.ALL,
            model);
    vcpu = new Vcpu(config, Cr0Bits.ET_MASK, 0, 0);
    on = new VcpuEvents(vcpu);
    vcpu.vm().slots(0).add(0, FRAMES, false);
    vcpu.vm().slots(1).add(0, FRAMES, false);
    new TrackTables(on.memory(), ept).write();
  }

  /** The machine, when it has done everything. */
  Vcpu vcpu() {
    return vcpu;
  }

  /** Register loads, transitions and faults that it took. */
  long events() {
    return events;
  }

  /** Does everything. */
  void run() {
    switch (which.paging()) {
      case SHADOW -> shadow();
      case NESTED_EPT -> ept();
      case NESTED_NPT -> npt();
    }
  }

  private void shadow() {
    if (which.addressSpace() == 1) {
      on.userSpace().setSmm(true);
      events++;
    }
    vcpu.cpu().setPrivilege(0, true); // Supervisor reads pass SMAP with EFLAGS.AC.
    for (int guest = 0; guest < which.guestModes(); guest++) {
      for (int modes = 0; modes < 16; modes++) {
        shadow(guest == 1, modes);
      }
    }
  }

  private static long cr0(int modes) {
    return PAGING | (PageMath.contains(modes, 0) == 0 ? 0 : Cr0Bits.WP_MASK);
  }

  private static long cr4(int modes) {
    return (PageMath.contains(modes, 1) == 0 ? 0 : Cr4Bits.SMEP_MASK)
        | (PageMath.contains(modes, 2) == 0 ? 0 : Cr4Bits.SMAP_MASK);
  }

  private static long nx(int modes) {
    return PageMath.contains(modes, 3) == 0 ? 0 : EferBits.NX_MASK;
  }

  /** One state of WP, SMEP, SMAP and NX, in every paging mode. */
  private void shadow(boolean guest, int modes) {
    long pae = cr4(modes) | Cr4Bits.PAE_MASK;
    long efer = nx(modes) | LONG_MODE;
    for (int levels = LONG_LEVELS;
        levels <= (which.fiveLevels() ? LA57_LEVELS : LONG_LEVELS);
        levels++) {
      long cr4 = levels == LA57_LEVELS ? pae | Cr4Bits.LA57_MASK : pae;
      enter(guest, new Registers(cr0(modes), PageMath.gpa(TrackTables.FRAME), cr4, efer));
      fault(0, 0);
      enter(guest, new Registers(cr0(modes), PageMath.gpa(TrackTables.table(levels)), cr4, efer));
      faults(levels, 0);
    }
    enter(guest, new Registers(cr0(modes), PageMath.gpa(TrackTables.POINTERS), pae, nx(modes)));
    fault(0, 0);
    enter(guest, new Registers(cr0(modes), PageMath.gpa(TrackTables.FRAME), cr4(modes), nx(modes)));
    fault(0, 0);
  }

  /** Every way to the frame below a root of so many levels. */
  private void faults(int levels, long access) {
    for (int level = 2; level < levels; level++) {
      for (int rights = 0; rights < TrackTables.RIGHTS; rights++) {
        fault(TrackTables.address(level, rights), access);
      }
    }
  }

  private void fault(long address, long access) {
    events++;
    on.entry().run();
    if (vcpu.active().root() != ShadowContext.INVALID) {
      on.memory().fault(address, access);
    }
  }

  /** Loads registers: L1's by the guest itself, L2's by a nested entry without nested paging. */
  private void enter(boolean guest, Registers registers) {
    events++;
    if (vcpu.guestMode()) {
      on.nesting().vmexit();
    }
    if (guest) {
      on.nesting().vmrun(false, 0, registers);
    } else {
      on.userSpace().setSregs(registers);
    }
  }

  private void npt() {
    for (int modes = 0; modes < 16; modes++) {
      long pae = cr4(modes) | Cr4Bits.PAE_MASK;
      Registers l2 = new Registers(PAGING, 0, Cr4Bits.PAE_MASK, LONG_MODE);
      nested(new Registers(cr0(modes), 0, pae, nx(modes) | LONG_MODE), l2, TrackTables.FRAME, 0);
      nested(
          new Registers(cr0(modes), 0, pae, nx(modes) | LONG_MODE),
          l2,
          TrackTables.table(LONG_LEVELS),
          LONG_LEVELS);
      nested(new Registers(cr0(modes), 0, pae, nx(modes)), l2, TrackTables.POINTERS, 0);
      nested(new Registers(cr0(modes), 0, cr4(modes), nx(modes)), l2, TrackTables.FRAME, 0);
    }
  }

  /** VMRUN with nested paging from an L1 in some mode; {@code levels} 0: only the root. */
  private void nested(Registers l1, Registers l2, long root, int levels) {
    events++;
    if (vcpu.guestMode()) {
      on.nesting().vmexit();
    }
    on.userSpace().setSregs(l1);
    on.nesting().vmrun(true, PageMath.gpa(root), l2);
    fault(0, USER);
    faults(levels, USER);
  }

  private void ept() {
    Registers registers = new Registers(PAGING, 0, Cr4Bits.PAE_MASK, LONG_MODE | EferBits.NX_MASK);
    on.userSpace().setSregs(registers);
    for (int ad = 0; ad <= (which.accessedDirty() ? 1 : 0); ad++) {
      for (int levels = LONG_LEVELS;
          levels <= (which.fiveLevels() ? LA57_LEVELS : LONG_LEVELS);
          levels++) {
        for (long root : new long[] {TrackTables.FRAME, TrackTables.table(levels)}) {
          events++;
          long eptp = EptpBits.withWalkLength(PageMath.gpa(root), levels - 1);
          on.nesting().vmenter(true, EptpBits.withAdBit(eptp, ad), which.execonly(), registers);
          fault(0, USER);
          if (root != TrackTables.FRAME) {
            faults(levels, USER);
            faults(levels, FETCH); // What is execute-only.
          }
          on.nesting().vmexit();
        }
      }
    }
  }
}

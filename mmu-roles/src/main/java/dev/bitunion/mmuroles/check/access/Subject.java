package dev.bitunion.mmuroles.check.access;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.GuestMemory;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.RoleMath;

/**
 * A simulated context with its walker, set up from a set of registers.
 *
 * @param registers a set of {@link PagingRules} registers
 * @param nested it walks L1's NPT, so that every access is a user's
 * @param stale CR0.WP was set before and CR4.PKE stayed set when it was cleared
 * @param keys protection keys are on
 */
record Subject(Walker walker, int registers, boolean nested, boolean stale, boolean keys) {
  private static final int TDP_LEVEL = 4;

  static Subject of(
      int levels,
      int registers,
      boolean nested,
      boolean stale,
      GuestCpuid cpuid,
      Behaviours behaviours,
      GuestMemory memory,
      CpuState cpu) {
    MmuContext.Kind kind = nested ? MmuContext.Kind.GUEST : MmuContext.Kind.ROOT;
    MmuContext context = new MmuContext(kind, cpuid, behaviours);
    if (stale) {
      init(context, levels, registers | PagingRules.WP, nested);
    }
    init(context, levels, registers, nested);
    boolean keys = levels > 3 && (registers & PagingRules.PKE) != 0;
    return new Subject(new Walker(context, memory, cpu), registers, nested, stale, keys);
  }

  private static void init(MmuContext context, int levels, int registers, boolean nested) {
    long cr4 = cr4(levels, registers);
    long efer = efer(levels, registers);
    long cr0 = nested ? RoleMath.NPT_CR0 : cr0(registers);
    context.initShadow(
        nested
            ? RoleMath.shadowNpt(cr0, cr4, efer, 0, TDP_LEVEL)
            : RoleMath.shadowRoot(cr0, cr4, efer, 0),
        RoleMath.rootLevel(cr0, cr4, efer));
  }

  /** Paging goes off: what was computed from the old registers is not computed anew. */
  void turnPagingOff(int levels) {
    long cr4 = cr4(levels, registers);
    walker.context().initShadow(RoleMath.shadowRoot(0, cr4, 0, 0), 0);
  }

  static long cr0(int registers) {
    return Cr0Bits.PG_MASK | Cr0Bits.prepWp((registers & PagingRules.WP) != 0);
  }

  static long cr4(int levels, int registers) {
    return Cr4Bits.prepSmep((registers & PagingRules.SMEP) != 0)
        | Cr4Bits.prepSmap((registers & PagingRules.SMAP) != 0)
        | Cr4Bits.prepPke((registers & PagingRules.PKE) != 0)
        | Cr4Bits.prepPse((registers & PagingRules.PSE) != 0)
        | Cr4Bits.prepPae(levels > 2)
        | Cr4Bits.prepLa57(levels == 5);
  }

  static long efer(int levels, int registers) {
    return EferBits.prepNx((registers & PagingRules.NX) != 0) | EferBits.prepLma(levels > 3);
  }
}

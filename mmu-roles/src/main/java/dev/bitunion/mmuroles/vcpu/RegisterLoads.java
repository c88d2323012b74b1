package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr3Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.shadow.RequestSetBits;
import dev.bitunion.mmuroles.shadow.ShadowContext;

/**
 * Register writes of the guest, with their checks. Each answers whether the write was accepted; if
 * not, the guest gets #GP and no register changed. Source: Linux v5.14, arch/x86/kvm/x86.c.
 */
public final class RegisterLoads {
  private static final long CR0_UPPER_HALF = PageMath.bits(32, 63);
  private static final long PDPTR_CR0 = Cr0Bits.CD_MASK | Cr0Bits.NW_MASK | Cr0Bits.PG_MASK;
  private static final long PDPTR_CR4 =
      Cr4Bits.PGE_MASK | Cr4Bits.PSE_MASK | Cr4Bits.PAE_MASK | Cr4Bits.SMEP_MASK;

  private final Vcpu vcpu;
  private final PdptrLoads pdptrs;

  RegisterLoads(Vcpu vcpu, PdptrLoads pdptrs) {
    this.vcpu = vcpu;
    this.pdptrs = pdptrs;
  }

  /** Writes CR0; reserved bits of the lower half are dropped. Assumes CS.L = 0. */
  public boolean setCr0(long value) {
    vcpu.called(KernelFunction.SET_CR0, value);
    long old = vcpu.cr0();
    if ((value & CR0_UPPER_HALF) != 0) {
      return false;
    }
    long cr0 = Cr0Bits.canonical(value) | Cr0Bits.ET_MASK;
    boolean pg = Cr0Bits.pg(cr0);
    boolean pae = Cr4Bits.pae(vcpu.cr4());
    boolean lme = EferBits.lme(vcpu.efer());
    if (Cr0Bits.nw(cr0) && !Cr0Bits.cd(cr0)
        || pg && !Cr0Bits.pe(cr0)
        || lme && pg && !Cr0Bits.pg(old) && !pae) {
      return false;
    }
    boolean pdptrsChange = !lme && pg && pae && ((cr0 ^ old) & PDPTR_CR0) != 0;
    if (pdptrsChange && !pdptrs.load(vcpu.cr3())) {
      return false;
    }
    if (!pg && Cr4Bits.pcide(vcpu.cr4())) {
      return false;
    }
    vcpu.loadCr0(cr0);
    long changed = (cr0 ^ old) & RoleMath.CR0_ROLE_BITS;
    boolean keeps =
        changed == Cr0Bits.WP_MASK
            && vcpu.config().host().tdp()
            && vcpu.does(Behaviour.WP_WRITE_KEEPS_CONTEXT);
    if (changed != 0 && !keeps) {
      vcpu.resetContext();
    }
    return true;
  }

  /** Writes CR4. A PDPTR load that a later check spoils stays in effect. */
  public boolean setCr4(long cr4) {
    vcpu.called(KernelFunction.SET_CR4, cr4);
    long old = vcpu.cr4();
    if ((cr4 & ~vcpu.config().features().cr4()) != 0) {
      return false;
    }
    if (EferBits.lma(vcpu.efer())) {
      if (!Cr4Bits.pae(cr4) || Cr4Bits.la57(cr4 ^ old)) {
        return false;
      }
    } else if (vcpu.paging()
        && Cr4Bits.pae(cr4)
        && ((cr4 ^ old) & PDPTR_CR4) != 0
        && !pdptrs.load(vcpu.cr3())) {
      return false;
    }
    if (Cr4Bits.pcide(cr4)
        && !Cr4Bits.pcide(old)
        && (Cr3Bits.pcid(vcpu.cr3()) != 0 || !EferBits.lma(vcpu.efer()))) {
      return false;
    }
    vcpu.setCr4Raw(cr4);
    boolean pcideOff = Cr4Bits.pcide(old) && !Cr4Bits.pcide(cr4);
    boolean pge = Cr4Bits.pge(cr4 ^ old);
    boolean pgeResets = vcpu.does(Behaviour.PGE_RESETS_CONTEXT);
    boolean pcideResets = vcpu.does(Behaviour.PCIDE_OFF_RESETS_CONTEXT);
    long resetting =
        pgeResets ? RoleMath.CR4_ROLE_BITS : Cr4Bits.withPge(RoleMath.CR4_ROLE_BITS, false);
    if (((cr4 ^ old) & resetting) != 0 || pcideOff && pcideResets) {
      vcpu.resetContext();
    } else if (pge && !pgeResets || pcideOff) {
      vcpu.vm().request(RequestSetBits.FLUSHGUEST_MASK);
    }
    return true;
  }

  /** Writes EFER as the guest does: LMA keeps its value. */
  public boolean setEfer(long value) {
    long old = vcpu.efer();
    if ((value & ~vcpu.config().features().efer()) != 0) {
      return false;
    }
    if (vcpu.paging() && EferBits.lme(value) != EferBits.lme(old)) {
      return false;
    }
    vcpu.setEferRaw(EferBits.withLma(value, EferBits.lma(old)));
    if (EferBits.nx(value ^ old)) {
      vcpu.resetContext();
    }
    return true;
  }

  /**
   * Writes CR3: switches the page directory of the context in use, whichever it is.
   *
   * @param value the operand, with NOFLUSH (bit 63) if CR4.PCIDE is set
   */
  public boolean setCr3(long value) {
    vcpu.called(KernelFunction.SET_CR3, value);
    boolean pcide = Cr4Bits.pcide(vcpu.cr4());
    boolean keepTlb = pcide && Cr3Bits.noflush(value);
    long cr3 = pcide ? Cr3Bits.withNoflush(value, false) : value;
    boolean same = cr3 == vcpu.cr3();
    if (!same || vcpu.paePaging()) {
      if ((cr3 & vcpu.cpuid().reservedAddress()) != 0 || vcpu.paePaging() && !pdptrs.load(cr3)) {
        return false;
      }
      if (!same) {
        vcpu.newPgd(cr3);
      }
      vcpu.setCr3Raw(cr3);
    }
    if (!keepTlb) {
      invalidatePcid(pcide ? Cr3Bits.pcid(cr3) : 0);
    }
    return true;
  }

  /** Drops what was cached for a PCID (kvm_invalidate_pcid); acts on the context in use. */
  public void invalidatePcid(int pcid) {
    if (pcidOf(vcpu.cr3()) == pcid) {
      vcpu.requestSyncAndFlush();
    }
    if (!Cr4Bits.pcide(vcpu.cr4()) && !vcpu.does(Behaviour.CR3_LOAD_DROPS_PREVIOUS_ROOTS)) {
      return;
    }
    ShadowContext context = vcpu.active();
    int set = 0;
    for (int i = 0; i < ShadowContext.PREVIOUS; i++) {
      if (pcidOf(context.previousPgd(i)) == pcid) {
        set |= (int) PageMath.setOf(i);
      }
    }
    vcpu.shadow().roots().free(context, false, set);
  }

  /** Without CR4.PCIDE every page directory has PCID 0. */
  private int pcidOf(long pgd) {
    return Cr4Bits.pcide(vcpu.cr4()) ? Cr3Bits.pcid(pgd) : 0;
  }
}

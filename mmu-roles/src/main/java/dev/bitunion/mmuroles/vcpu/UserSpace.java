package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.role.Behaviour;

/** What user space does to a vCPU through ioctls: registers, CPUID, SMM flag, reset. */
public final class UserSpace {
  /** CR0 after a reset: CD, NW and ET. */
  static final long RESET_CR0 = Cr0Bits.CD_MASK | Cr0Bits.NW_MASK | Cr0Bits.ET_MASK;

  private final Vcpu vcpu;
  private final PdptrLoads pdptrs;

  UserSpace(Vcpu vcpu, PdptrLoads pdptrs) {
    this.vcpu = vcpu;
    this.pdptrs = pdptrs;
  }

  /**
   * KVM_SET_SREGS: replaces the registers without the checks of single writes, and resets the
   * context if one differs or PAE paging reads its PDPTEs.
   *
   * @return false, and nothing changes, if the registers do not go together
   */
  public boolean setSregs(Registers registers) {
    if (!valid(registers)) {
      return false;
    }
    boolean reset =
        registers.cr3() != vcpu.cr3()
            || registers.efer() != vcpu.efer()
            || registers.cr0() != vcpu.cr0()
            || registers.cr4() != vcpu.cr4();
    vcpu.setCr3Raw(registers.cr3());
    vcpu.setEferRaw(registers.efer());
    vcpu.setCr0Raw(registers.cr0());
    vcpu.setCr4Raw(registers.cr4());
    if (vcpu.paePaging()) {
      pdptrs.load(registers.cr3());
      reset = true;
    }
    if (reset) {
      vcpu.resetContext();
    }
    return true;
  }

  private boolean valid(Registers registers) {
    boolean longPaging = EferBits.lme(registers.efer()) && Cr0Bits.pg(registers.cr0());
    boolean lma = EferBits.lma(registers.efer());
    if ((registers.cr4() & ~vcpu.config().features().cr4()) != 0) {
      return false;
    }
    if (longPaging) {
      long reserved = vcpu.cpuid().reservedAddress();
      return Cr4Bits.pae(registers.cr4()) && lma && (registers.cr3() & reserved) == 0;
    }
    return !lma;
  }

  /**
   * KVM_SET_CPUID: every role loses its {@code valid} bit and nothing else, and the context in use
   * is reset; the others are configured anew when they are next used.
   */
  public void setCpuid() {
    vcpu.called(KernelFunction.AFTER_SET_CPUID, 0);
    vcpu.contexts().invalidateRoles();
    vcpu.resetContext();
  }

  /** KVM_SET_CPUID with other values. */
  public void setCpuid(GuestCpuid cpuid) {
    boolean width = cpuid.maxphyaddr() != vcpu.cpuid().maxphyaddr();
    vcpu.setCpuidRaw(cpuid);
    boolean unnoticed =
        vcpu.does(width ? Behaviour.EXT_ROLE_LACKS_MAXPHYADDR : Behaviour.CPUID_CHANGE_KEEPS_ROLES);
    if (unnoticed) {
      vcpu.called(KernelFunction.AFTER_SET_CPUID, 0);
      vcpu.resetContext();
    } else {
      setCpuid();
    }
  }

  /** Initialises the context in use if its role changed, and nothing else (kvm_init_mmu). */
  public void initMmu() {
    vcpu.initMmu();
  }

  /** KVM_SET_VCPU_EVENTS with another SMM flag: no register changes. */
  public void setSmm(boolean smm) {
    vcpu.setSmm(smm);
    vcpu.resetContext();
  }

  /** SVM always resets the context, VMX on its way to real mode where EPT does not run that. */
  private boolean vendorResets() {
    return vcpu.config().vendor() == Vendor.SVM || !vcpu.config().host().tdp();
  }

  /**
   * INIT or RESET: registers of a new vCPU; the context is reset if paging was on, or by vendors.
   */
  public void reset() {
    boolean paging = vcpu.paging();
    if (vcpu.guestMode()) {
      vcpu.called(KernelFunction.LEAVE_NESTED, 0);
      vcpu.setGuestMode(false);
      vcpu.contexts().useRoot();
    }
    if (vcpu.smm()) {
      setSmm(false);
    }
    vcpu.setCr0Raw(RESET_CR0);
    vcpu.setCr3Raw(0);
    vcpu.setCr4Raw(0);
    vcpu.setEferRaw(0);
    if (vcpu.does(Behaviour.INIT_KEEPS_ROOTS)) {
      vcpu.initMmu();
    } else if (paging || vendorResets()) {
      vcpu.resetContext();
    }
  }
}

package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.Cr0Bits;

/** Everything that can happen to a {@link Vcpu}, wired once. */
public final class VcpuEvents {
  /** What SMM entry clears in CR0. */
  private static final long CLEARED_BY_SMI =
      Cr0Bits.PE_MASK | Cr0Bits.EM_MASK | Cr0Bits.TS_MASK | Cr0Bits.PG_MASK;

  private final Vcpu vcpu;
  private final RegisterLoads registers;
  private final Nesting nesting;
  private final GuestEntry entry;

  /** The events of a vCPU. */
  public VcpuEvents(Vcpu vcpu) {
    this.vcpu = vcpu;
    PdptrLoads pdptrs = new PdptrLoads(vcpu);
    registers = new RegisterLoads(vcpu, pdptrs);
    nesting = new Nesting(vcpu, new NestedCr3(vcpu, pdptrs));
    entry = new GuestEntry(vcpu);
  }

  /** Register writes. */
  public RegisterLoads registers() {
    return registers;
  }

  /** Nested transitions. */
  public Nesting nesting() {
    return nesting;
  }

  /** Guest entry. */
  public GuestEntry entry() {
    return entry;
  }

  /** Sets or clears the SMM flag and resets the context (kvm_smm_changed). */
  public void smmChanged(boolean smm) {
    vcpu.setSmm(smm);
    vcpu.resetContext();
  }

  /** The two steps of SMM entry that the MMU sees; CR3 keeps its value. */
  public void enterSmm() {
    smmChanged(true);
    vcpu.setCr0Raw(vcpu.cr0() & ~CLEARED_BY_SMI);
    vcpu.setCr4Raw(0);
    if (vcpu.config().features().longMode()) {
      vcpu.setEferRaw(0);
    }
    vcpu.resetContext();
  }

  /** Replaces CR0, CR4 and EFER without any check, and resets the context. */
  public void forceRegisters(long cr0, long cr4, long efer) {
    vcpu.setCr0Raw(cr0);
    vcpu.setCr4Raw(cr4);
    vcpu.setEferRaw(efer);
    vcpu.resetContext();
  }
}

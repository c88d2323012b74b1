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
  private final MemoryAccess memory;
  private final PdptrLoads pdptrs;

  /** The events of a vCPU. */
  public VcpuEvents(Vcpu vcpu) {
    this.vcpu = vcpu;
    pdptrs = new PdptrLoads(vcpu);
    registers = new RegisterLoads(vcpu, pdptrs);
    nesting = new Nesting(vcpu, new NestedCr3(vcpu, pdptrs));
    entry = new GuestEntry(vcpu);
    memory = new MemoryAccess(vcpu, registers);
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

  /** Page faults, guest writes and invalidations. */
  public MemoryAccess memory() {
    return memory;
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

  /** Replaces CR3 without any check or action; PAE paging takes its PDPTEs from memory. */
  public void forceCr3(long cr3) {
    vcpu.setCr3Raw(cr3);
    if (vcpu.paePaging()) {
      pdptrs.load(cr3);
    }
  }
}

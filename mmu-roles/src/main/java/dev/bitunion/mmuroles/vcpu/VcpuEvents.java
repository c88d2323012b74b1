package dev.bitunion.mmuroles.vcpu;

/** Everything that can happen to a {@link Vcpu}, wired once. */
public final class VcpuEvents {
  private final Vcpu vcpu;
  private final PdptrLoads pdptrs;
  private final RegisterLoads registers;
  private final Nesting nesting;
  private final GuestEntry entry;
  private final MemoryAccess memory;
  private final GuestAccess access;
  private final GuestWalk tables;
  private final Smm smm;
  private final UserSpace userSpace;

  /** The events of a vCPU. */
  public VcpuEvents(Vcpu vcpu) {
    this.vcpu = vcpu;
    pdptrs = new PdptrLoads(vcpu);
    registers = new RegisterLoads(vcpu, pdptrs);
    nesting = new Nesting(vcpu, new NestedCr3(vcpu, pdptrs));
    entry = new GuestEntry(vcpu);
    memory = new MemoryAccess(vcpu, registers);
    access = new GuestAccess(vcpu, entry, memory);
    tables = new GuestWalk(vcpu);
    smm = new Smm(vcpu, registers, nesting);
    userSpace = new UserSpace(vcpu, pdptrs);
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

  /** Whole accesses: processor, page faults, processor. */
  public GuestAccess access() {
    return access;
  }

  /** What the guest's tables say of accesses. */
  public GuestWalk tables() {
    return tables;
  }

  /** System management mode. */
  public Smm smm() {
    return smm;
  }

  /** What user space does. */
  public UserSpace userSpace() {
    return userSpace;
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

package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.role.Behaviour;

/** The CR3 load that ends every nested transition, SVM's and VMX's alike (nested_*_load_cr3). */
final class NestedCr3 {
  /** The transition failed half-way: -EINVAL. */
  static final int EINVAL = -22;

  private final Vcpu vcpu;
  private final PdptrLoads pdptrs;

  NestedCr3(Vcpu vcpu, PdptrLoads pdptrs) {
    this.vcpu = vcpu;
    this.pdptrs = pdptrs;
  }

  /**
   * Loads CR3 and initialises the context in use, unconditionally: nested transitions write CR0,
   * CR4 and EFER behind the MMU's back, and only this brings them into a role.
   *
   * @param nestedPaging L2 runs on nested tables, so CR3 is no root of KVM's
   * @param reloadPdptrs PAE paging reads its PDPTEs from memory
   * @return 0, or {@link #EINVAL} with CR3, roots and contexts as they were
   */
  int load(long cr3, boolean nestedPaging, boolean reloadPdptrs) {
    vcpu.called(KernelFunction.NESTED_LOAD_CR3, cr3, reloadPdptrs ? 1 : 0);
    if ((cr3 & vcpu.cpuid().reservedAddress()) != 0) {
      return EINVAL;
    }
    if (!nestedPaging && vcpu.paePaging() && reloadPdptrs && !pdptrs.load(cr3)) {
      return EINVAL;
    }
    boolean newPgdFirst = vcpu.does(Behaviour.NEW_PGD_BEFORE_INIT);
    if (!nestedPaging && newPgdFirst) {
      vcpu.newPgd(cr3);
    }
    vcpu.setCr3Raw(cr3);
    if (vcpu.does(Behaviour.LOAD_CR3_INITIALISES_MMU)) {
      vcpu.initMmu();
    }
    if (!nestedPaging && !newPgdFirst) {
      vcpu.newPgd(cr3);
    }
    return 0;
  }
}

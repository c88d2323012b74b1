package dev.bitunion.mmuroles.vcpu;

/** The functions of KVM whose calls a listener hears of, as probes on them would. */
public enum KernelFunction {
  /** kvm_init_mmu. */
  INIT_MMU,
  /** kvm_init_shadow_ept_mmu; the arguments are L1's EPTP and whether execute-only is offered. */
  INIT_SHADOW_EPT,
  /** kvm_mmu_reset_context. */
  RESET_CONTEXT,
  /** kvm_mmu_unload, other than as part of a reset. */
  MMU_UNLOAD,
  /** kvm_mmu_load. */
  MMU_LOAD,
  /** kvm_mmu_new_pgd; the argument is the page directory. */
  NEW_PGD,
  /** kvm_mmu_after_set_cpuid. */
  AFTER_SET_CPUID,
  /** kvm_set_cr0; the argument is the value. */
  SET_CR0,
  /** kvm_set_cr3; the argument is the value, NOFLUSH included. */
  SET_CR3,
  /** kvm_set_cr4; the argument is the value. */
  SET_CR4,
  /** L2 is about to be entered; the argument is 1 if it runs on nested tables. */
  ENTER_GUEST,
  /** KVM_SET_NESTED_STATE has put the vCPU into guest mode. */
  SET_NESTED_STATE,
  /** L2 is left for L1. */
  NESTED_VMEXIT,
  /** L2 is dropped, without an exit to L1. */
  LEAVE_NESTED,
  /** nested_svm_load_cr3 and nested_vmx_load_cr3; CR3, and whether PDPTEs are read. */
  NESTED_LOAD_CR3
}

package dev.bitunion.mmuroles.trace;

/** The events that a replay reads; everything else in a trace is {@link #OTHER}. */
public enum EventKind {
  // Tracepoints of system kvmmmu.
  GET_PAGE("kvm_mmu_get_page"),
  SYNC_PAGE("kvm_mmu_sync_page"),
  UNSYNC_PAGE("kvm_mmu_unsync_page"),
  PREPARE_ZAP_PAGE("kvm_mmu_prepare_zap_page"),
  ZAP_ALL_FAST("kvm_mmu_zap_all_fast"),
  TDP_MMU_SPTE_CHANGED("kvm_tdp_mmu_spte_changed"),
  PAGETABLE_WALK("kvm_mmu_pagetable_walk"),
  PAGING_ELEMENT("kvm_mmu_paging_element"),
  SET_ACCESSED_BIT("kvm_mmu_set_accessed_bit"),
  SET_DIRTY_BIT("kvm_mmu_set_dirty_bit"),
  WALKER_ERROR("kvm_mmu_walker_error"),
  SPTE_REQUESTED("kvm_mmu_spte_requested"),
  // Tracepoints of system kvm.
  KVM_PAGE_FAULT("kvm_page_fault"),
  KVM_EXIT("kvm_exit"),
  KVM_CR("kvm_cr"),
  KVM_MSR("kvm_msr"),
  NESTED_VMRUN("kvm_nested_vmrun"),
  NESTED_VMENTER("kvm_nested_vmenter"),
  NESTED_VMEXIT_INJECT("kvm_nested_vmexit_inject"),
  // What the guest says about itself.
  MARK("tracing_mark_write"),
  PRINT("print"),
  // Probes on KVM's functions.
  INIT_MMU("init_mmu"),
  INIT_CTX_RECONFIG("init_ctx_reconfig"),
  SHADOW_MMU_INIT_CTX("shadow_mmu_init_ctx"),
  INIT_SHADOW_NPT("init_shadow_npt"),
  INIT_SHADOW_EPT("init_shadow_ept"),
  UPDATE_PERMISSIONS("upd_perm"),
  RESET_CONTEXT("reset_context"),
  AFTER_SET_CPUID("after_set_cpuid"),
  CALC_COMMON("calc_common_b"),
  CALC_SHADOW("calc_shadow_b"),
  GETPG_514("getpg_514"),
  MMU_LOAD("mmu_load"),
  MMU_UNLOAD("mmu_unload"),
  SYNC_ROOTS("sync_roots"),
  SYNC_PREVIOUS_ROOTS("sync_prev_roots"),
  FREE_ROOTS("free_roots"),
  VCPU_PUT("vcpu_put"),
  NEW_PGD("new_pgd"),
  NEW_PGD_INNER("new_pgd_i"),
  TRACK_ADD("track_add"),
  TRACK_DEL("track_del"),
  SET_CR0("set_cr0"),
  POST_SET_CR0("post_set_cr0"),
  SET_CR3("set_cr3"),
  SET_CR4("set_cr4"),
  NSVM_LOAD_CR3("nsvm_load_cr3"),
  ENTER_GUEST("enter_guest"),
  NVMX_LOAD_CR3("nvmx_load_cr3"),
  NVMEXIT("nvmexit"),
  SET_NESTED_STATE("set_nested_state"),
  LEAVE_NESTED("leave_nested"),
  /** An event that a replay has no use for. */
  OTHER("");

  private final String eventName;

  EventKind(String eventName) {
    this.eventName = eventName;
  }

  /** The event's name in a trace. */
  public String eventName() {
    return eventName;
  }

  /** Not {@link #OTHER} and not something that any program can write into a trace. */
  public boolean isOfKvm() {
    return this != OTHER && this != MARK && this != PRINT;
  }

  /** One of the events that a walk of the guest's tables leaves. */
  public boolean isOfWalk() {
    return compareTo(PAGETABLE_WALK) >= 0 && compareTo(WALKER_ERROR) <= 0;
  }

  /** One of the four events that carry a shadow page. */
  public boolean isPage() {
    return compareTo(PREPARE_ZAP_PAGE) <= 0;
  }
}

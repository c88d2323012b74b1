package dev.bitunion.mmuroles.vcpu;

/**
 * How the hardware's TLB tells L2's translations from L1's on VMX, which decides what a transition
 * flushes. Source: Linux v5.14, arch/x86/kvm/vmx/nested.c (nested_vmx_transition_tlb_flush).
 */
public enum VpidUse {
  /** Nobody asked: transitions request no flush and serve none. */
  LEFT_OUT,
  /** L1 gives L2 no VPID, so that it expects every transition to flush everything. */
  NONE,
  /** L1 gives L2 a VPID, and KVM has none of its own left for it. */
  SHARED,
  /** L1 gives L2 a VPID, and KVM has one for it. */
  OWN
}

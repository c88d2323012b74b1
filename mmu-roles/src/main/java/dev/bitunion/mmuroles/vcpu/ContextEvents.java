package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.mmu.MmuContext;

/** Who hears when a context's role is computed, and which functions of KVM are called. */
@FunctionalInterface
public interface ContextEvents {
  /** Nobody listens. */
  ContextEvents NONE = (context, before, configured) -> {};

  /**
   * A role was computed and compared with the stored one.
   *
   * @param context the context, as it is now
   * @param before its role before
   * @param configured whether the role had changed, so that the context was configured anew
   */
  void computed(MmuContext context, long before, boolean configured);

  /**
   * A function is called; nothing of what it does has happened yet.
   *
   * @param vcpu the vCPU
   * @param function the function
   * @param argument its argument, 0 if it has none
   * @param second its second argument, 0 if it has none
   */
  default void called(Vcpu vcpu, KernelFunction function, long argument, long second) {}

  /**
   * kvm_init_shadow_npt_mmu is called.
   *
   * @param vcpu the vCPU
   * @param l1 L1's registers as its own VMCB keeps them
   * @param nestedCr3 L1's nested CR3
   */
  default void initsShadowNpt(Vcpu vcpu, Registers l1, long nestedCr3) {}
}

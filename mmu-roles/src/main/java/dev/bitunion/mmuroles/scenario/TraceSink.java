package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.vcpu.KernelFunction;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;

/** Takes a simulation's events as a trace; each as it begins, unless it says otherwise. */
public interface TraceSink {
  /** Keeps nothing. */
  TraceSink NONE = new TraceSink() {};

  /** The vCPU leaves its guest: an event of a scenario begins. */
  default void exit() {}

  /** A page fault begins. */
  default void fault(Vcpu vcpu, long address, long error) {}

  /** A walk of the guest's tables ended, well or not. */
  default void walked(Walker walker) {}

  /** Something happened to a page. */
  default void page(PageChange change) {}

  /** gfn_track of a frame goes up or down. */
  default void track(long gfn, int space, boolean up) {}

  /** All pages of a generation become obsolete. */
  default void zapAllFast(int generation, int used) {}

  /** A function of KVM is called. */
  default void called(Vcpu vcpu, KernelFunction function, long argument, long second) {}

  /** guest_mmu is initialised for L1's NPT. */
  default void initsShadowNpt(Vcpu vcpu, Registers l1, long nestedCr3) {}

  /** A context was looked at and, if its role had changed, configured anew. */
  default void computed(MmuContext context, boolean configured) {}

  /** Unsync pages below the roots in use are synchronised. */
  default void syncRoots(Vcpu vcpu) {}

  /** Roots of a context go. */
  default void freeRoots(ShadowContext context, boolean current, int previous) {}

  /** The last event has happened. */
  default void end(Vcpu vcpu) {}

  /** The guest wrote EFER. */
  default void efer(long value, boolean accepted) {}

  /** The guest's protection-key rights or privilege changed, which no event of KVM shows. */
  default void privilege(int pkru, int cpl, boolean ac) {}
}

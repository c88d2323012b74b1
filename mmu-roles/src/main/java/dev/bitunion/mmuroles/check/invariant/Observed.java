package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.mmu.GuestMemory;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowVm;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A machine after a step, with what the step did as far as invariants ask for it.
 *
 * @param vcpu the machine
 * @param on its events, which know the last fault
 * @param faulted whether the step was a fault
 * @param links keys of the links that the step made
 * @param versions what pages of memory held since the TLB was last coherent, besides what they hold
 *     now
 * @param invalidated whether the step invalidated a single address
 */
record Observed(
    Vcpu vcpu,
    VcpuEvents on,
    boolean faulted,
    Set<Long> links,
    Map<Long, List<long[]>> versions,
    boolean invalidated) {

  ShadowVm vm() {
    return vcpu.vm();
  }

  ShadowContext active() {
    return vcpu.active();
  }

  GuestMemory memory() {
    return vcpu.shadow().memory();
  }

  boolean tdp() {
    return vcpu.config().host().tdp();
  }

  /** What the context in use ought to be. */
  Reference reference() {
    return reference(active().mmu());
  }

  Reference reference(MmuContext context) {
    return new Reference(vcpu, on, context);
  }

  /** A page as {@code page 3 0x00003714@0x1000}. */
  String name(int page) {
    return String.format(
        "page %d 0x%08x@0x%x",
        vm().pages().serial(page), words().page(vm().pages().role(page)), vm().pages().gfn(page));
  }

  /** How the machine's kernel writes roles. */
  KernelWords words() {
    return vcpu().config().model().words();
  }
}

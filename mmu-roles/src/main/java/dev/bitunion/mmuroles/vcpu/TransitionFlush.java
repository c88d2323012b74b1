package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.shadow.RequestSetBits;

/** What entering and leaving L2 flushes on VMX; SVM asks for the same at every transition. */
final class TransitionFlush {
  private final Vcpu vcpu;
  private VpidUse vpid = VpidUse.LEFT_OUT;

  TransitionFlush(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /** Says how L2 is tagged from the next entry on. */
  void use(VpidUse vpid) {
    this.vpid = vpid;
  }

  /** A flush that is pending belongs to the side that is left, and is done before. */
  void before() {
    if (vpid != VpidUse.LEFT_OUT) {
      vcpu.vm().clearRequests(RequestSetBits.FLUSHCUR_MASK);
    }
  }

  /**
   * The transition's own flush. Without a VPID of L1's it is one of the guest's translations, which
   * under shadow paging are the roots; two-dimensional paging tags L2 by its root.
   */
  void request() {
    if (vpid == VpidUse.NONE) {
      vcpu.vm().request(RequestSetBits.FLUSHGUEST_MASK);
    } else if (vpid == VpidUse.SHARED && !vcpu.config().host().tdp()) {
      vcpu.vm().request(RequestSetBits.FLUSHCUR_MASK);
    }
  }

  /** Another EPT pointer under the same VPID: nothing, for the TLB knows the pointer. */
  void requestForEptp() {
    if (vpid == VpidUse.NONE) {
      vcpu.vm().request(RequestSetBits.FLUSHGUEST_MASK);
    }
  }
}

package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.shadow.RequestSetBits;
import dev.bitunion.mmuroles.shadow.Roots;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowVm;

/**
 * What happens before a vCPU enters its guest: pending requests are served in KVM's order, then a
 * root is loaded if there is none (kvm_mmu_reload).
 */
public final class GuestEntry {
  private static final int WITHOUT_EFFECT =
      RequestSetBits.LOADPGD_MASK | RequestSetBits.FLUSH_MASK | RequestSetBits.FLUSHCUR_MASK;

  private final Vcpu vcpu;
  private long entries;

  GuestEntry(Vcpu vcpu) {
    this.vcpu = vcpu;
  }

  /**
   * Enters the guest.
   *
   * @return 0, or what {@link Roots#load} gave
   */
  public int run() {
    entries++;
    serve();
    return vcpu.active().root() == ShadowContext.INVALID ? vcpu.load() : Roots.OK;
  }

  /** How often the guest was entered. */
  public long entries() {
    return entries;
  }

  private void serve() {
    if (take(RequestSetBits.RELOAD_MASK)) {
      reload();
    }
    if (take(RequestSetBits.SYNC_MASK)) {
      vcpu.shadow().sync().syncRoots(vcpu.active());
    }
    vcpu.vm().clearRequests(WITHOUT_EFFECT);
    if (take(RequestSetBits.FLUSHGUEST_MASK) && !vcpu.config().host().tdp()) {
      flushGuest();
    }
    vcpu.vm().clearRequests(RequestSetBits.TRIPLE_MASK);
  }

  /** A root was zapped. */
  private void reload() {
    if (vcpu.does(Behaviour.ROOT_ZAP_FREES_EVERY_ROOT)) {
      vcpu.unload();
      return;
    }
    vcpu.shadow().roots().freeObsolete(vcpu.root());
    vcpu.shadow().roots().freeObsolete(vcpu.guest());
  }

  /** Without two-dimensional paging the guest's translations are in the shadow pages. */
  private void flushGuest() {
    if (vcpu.does(Behaviour.GUEST_FLUSH_FREES_EVERY_ROOT)) {
      vcpu.unload();
      return;
    }
    vcpu.shadow().sync().syncRoots(vcpu.active());
    vcpu.shadow().roots().freeUnsyncPrevious(vcpu.active());
  }

  private boolean take(int request) {
    ShadowVm vm = vcpu.vm();
    boolean pending = (vm.requests() & request) != 0;
    vm.clearRequests(request);
    return pending;
  }
}

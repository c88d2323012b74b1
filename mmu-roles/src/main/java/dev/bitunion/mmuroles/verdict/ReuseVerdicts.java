package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import java.util.HashMap;
import java.util.Map;

/**
 * Predicts which root is loaded after kvm_mmu_new_pgd: the current one, one of the three previous,
 * or none. Source: Linux v5.14, arch/x86/kvm/mmu/mmu.c, cached_root_available and fast_pgd_switch.
 */
final class ReuseVerdicts {
  /** A root page by its address in the host: what it is, and whether it may still be used. */
  private record Root(long gfn, int role, boolean valid) {}

  private final Tallies tallies;
  private final Map<Long, Root> roots = new HashMap<>();

  ReuseVerdicts(Tallies tallies) {
    this.tallies = tallies;
  }

  /** kvm_mmu_new_pgd begins; the roots that it finds are those last printed. */
  void ask(VcpuTrack vcpu, long pgd, boolean fromSetCr3, long line) {
    vcpu.change.ask(pgd, fromSetCr3, line);
  }

  /** Computes what became of it, now that the registers which it used are known. */
  void compute(VcpuTrack vcpu, long cr0, long cr4, long efer, int hflags) {
    if (!vcpu.change.isAsked()) {
      return;
    }
    if (vcpu.contexts() == null || !vcpu.rolesKnown) {
      vcpu.change.computed(true);
      return;
    }
    HostMmu host = vcpu.contexts().host();
    int base =
        host.tdp()
            ? vcpu.model().tdpNewPgd(cr0, efer, hflags, host.tdpLevel(), host.adDisabled())
            : vcpu.model().shadowNewPgd(cr0, cr4, efer, hflags);
    boolean dropsPrevious = vcpu.change.bySetCr3() && !Cr4Bits.pcide(cr4);
    change(vcpu, vcpu.contexts().mmu(), base, dropsPrevious);
  }

  /** Nested paging: the root of guest_mmu changes to L1's nested CR3. */
  void nested(VcpuTrack vcpu, MmuContext guest, long nestedCr3, long role, long line) {
    if (vcpu.guestRoots.isKnown()) {
      vcpu.change.ask(nestedCr3, false, line);
      change(vcpu, guest, MmuRoleBits.base(role), false);
    }
  }

  private void change(VcpuTrack vcpu, MmuContext context, int base, boolean dropsPrevious) {
    RootCache after = vcpu.change.expected;
    after.copy(vcpu.roots());
    boolean known = after.isKnown();
    boolean fast = context.shadowRootLevel() >= 4 && context.rootLevel() >= 4;
    boolean hit = false;
    if (fast) {
      hit = isUsable(after, vcpu.change.pgd(), base);
      for (int place = 1; !hit && place <= RootCache.PREVIOUS; place++) {
        after.swap(place);
        hit = isUsable(after, vcpu.change.pgd(), base);
      }
    }
    if (!hit) {
      after.freeCurrent();
    }
    if (dropsPrevious) {
      after.freePrevious();
    }
    vcpu.change.computed(!known);
    vcpu.roots().copy(after);
  }

  private boolean isUsable(RootCache cache, long pgd, int base) {
    Root root = roots.get(cache.addresses[0]);
    return cache.addresses[0] != RootCache.INVALID
        && root != null
        && root.valid()
        && root.role() == base
        && (PageRoleBits.direct(base) || cache.pgds[0] == pgd);
  }

  /** The kernel printed the roots of the context in use. */
  void printed(VcpuTrack vcpu, RootCache seen) {
    vcpu.change.settle(seen, vcpu.unknownReason(), tallies);
    vcpu.roots().copy(seen);
    vcpu.roots().learn();
  }

  /** All roots of the vCPU are freed. */
  void unload(VcpuTrack vcpu) {
    vcpu.change.lose(tallies);
    for (RootCache cache : new RootCache[] {vcpu.rootRoots, vcpu.guestRoots}) {
      cache.freePrevious();
      cache.freeCurrent();
    }
  }

  /** A load ended: the root at this address is the page that was made or found last. */
  void loaded(long address, long gfn, int role) {
    roots.put(address, new Root(gfn, role, true));
  }

  /** A page is zapped: as a root it is found no more. */
  void zapped(long gfn, int role, int printed) {
    if (!roots.isEmpty()) {
      roots.replaceAll(
          (address, root) ->
              root.gfn() == gfn && (root.role() & printed) == role
                  ? new Root(gfn, role, false)
                  : root);
    }
  }
}

package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.arch.Cr3Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
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
  private record Root(long gfn, int role, boolean valid) {
    /** A table that is no shadow page, and so fits no page directory. */
    static final Root SPECIAL = new Root(0, 0, false);
  }

  private static final int NO_PCID = -1;
  private static final int EVERY_PCID = -2;

  private final boolean newPgdFirst;
  private final boolean needsGuestLevels;
  private final boolean invalidTakesSlot;
  private final boolean dropsPrevious;
  private final boolean zapFreesAll;
  private final Tallies tallies;
  private boolean freesArePrinted;
  private boolean unknownRoot;
  private boolean rootZapped;
  private boolean previousSynced;
  private final Map<Long, Root> roots = new HashMap<>();

  ReuseVerdicts(Behaviours behaviours, Tallies tallies) {
    newPgdFirst = behaviours.has(Behaviour.NEW_PGD_BEFORE_INIT);
    needsGuestLevels = behaviours.has(Behaviour.FAST_SWITCH_NEEDS_GUEST_LEVELS);
    invalidTakesSlot = behaviours.has(Behaviour.INVALID_ROOT_TAKES_A_SLOT);
    dropsPrevious = behaviours.has(Behaviour.CR3_LOAD_DROPS_PREVIOUS_ROOTS);
    zapFreesAll = behaviours.has(Behaviour.ROOT_ZAP_FREES_EVERY_ROOT);
    this.tallies = tallies;
  }

  /** kvm_mmu_new_pgd begins; the roots that it finds are those last printed. */
  void ask(VcpuTrack vcpu, long pgd, boolean fromSetCr3, long line) {
    vcpu.change().ask(pgd, fromSetCr3, line);
  }

  /** Computes what became of it, now that the registers which it used are known. */
  void compute(VcpuTrack vcpu, long cr0, long cr4, long efer, int hflags) {
    if (!vcpu.change().isAsked()) {
      return;
    }
    if (vcpu.contexts() == null || !vcpu.rolesKnown) {
      vcpu.change().computed(true);
      return;
    }
    int drops = vcpu.change().bySetCr3() ? droppedBy(vcpu.writtenCr3(), cr4) : NO_PCID;
    MmuContext mmu = vcpu.contexts().mmu();
    int asked = newPgdFirst ? computed(vcpu, cr0, cr4, efer, hflags) : mmu.pages();
    change(vcpu, mmu, asked, drops);
  }

  /**
   * The PCID of the previous roots that a CR3 load drops once its root is found: its own, unless it
   * asks for no flush. Without CR4.PCIDE every root has PCID 0.
   */
  private int droppedBy(long value, long cr4) {
    boolean pcide = Cr4Bits.pcide(cr4);
    if (pcide ? Cr3Bits.noflush(value) : !dropsPrevious) {
      return NO_PCID;
    }
    return pcide ? Cr3Bits.pcid(value) : EVERY_PCID;
  }

  private static void drop(RootCache cache, int pcid) {
    for (int place = 1; place <= RootCache.PREVIOUS; place++) {
      if (pcid == EVERY_PCID || pcid == Cr3Bits.pcid(cache.pgds[place])) {
        cache.free(place);
      }
    }
  }

  /**
   * CR3 was written and no root asked for: its value is the old one, or was refused, as PAE paging
   * does if its PDPTEs cannot be loaded.
   */
  void sameCr3(VcpuTrack vcpu) {
    if (freesArePrinted || Cr4Bits.pae(vcpu.cr4) && !EferBits.lma(vcpu.efer)) {
      return;
    }
    boolean pcide = Cr4Bits.pcide(vcpu.cr4);
    long value = vcpu.writtenCr3();
    if (vcpu.registersKnown && (pcide ? Cr3Bits.withNoflush(value, false) : value) == vcpu.cr3) {
      int pcid = droppedBy(value, vcpu.cr4);
      drop(vcpu.roots(), pcid);
      drop(vcpu.change().expected, pcid);
    }
  }

  /**
   * Roots go.
   *
   * @param pages the page role of their context
   * @param set a bit for the current root and for each previous one
   * @param before the roots as printed before they go; null if they are not
   */
  void freed(VcpuTrack vcpu, int pages, long set, RootCache before) {
    freesArePrinted |= before != null;
    if (vcpu.predictsFrees) {
      return;
    }
    RootCache cache = vcpu.rootsOf(pages);
    if (before != null) {
      printed(vcpu, cache, before);
    }
    for (int place = 0; place <= RootCache.PREVIOUS; place++) {
      if (PageMath.contains(set, place) != 0) {
        cache.free(place);
        vcpu.changeOf(cache).expected.free(place);
      }
    }
  }

  /** The role of root_mmu's roots, whatever context is in use. */
  private static int computed(VcpuTrack vcpu, long cr0, long cr4, long efer, int hflags) {
    HostMmu host = vcpu.contexts().host();
    return host.tdp()
        ? vcpu.model().tdpNewPgd(cr0, efer, hflags, host.tdpLevel(), host.adDisabled())
        : vcpu.model().shadowNewPgd(cr0, cr4, efer, hflags);
  }

  /** Nested paging: the root of guest_mmu changes to L1's nested CR3. */
  void nested(VcpuTrack vcpu, MmuContext guest, long nestedCr3, long role, long line) {
    if (vcpu.guestRoots.isKnown()) {
      vcpu.change().ask(nestedCr3, false, line);
      change(vcpu, guest, MmuRoleBits.base(role), NO_PCID);
    }
  }

  private void change(VcpuTrack vcpu, MmuContext context, int base, int droppedPcid) {
    RootCache after = vcpu.change().expected;
    after.copy(vcpu.roots());
    boolean known = after.isKnown();
    boolean fast = context.shadowRootLevel() >= 4 && context.rootLevel() >= 4;
    if (!needsGuestLevels) {
      fast = true;
      if (roots.get(after.addresses[0]) == Root.SPECIAL) {
        after.freeCurrent();
      }
    }
    unknownRoot = false;
    boolean hit = fast && find(after, vcpu.change().pgd(), base);
    known &= !unknownRoot;
    if (!hit) {
      after.freeCurrent();
    }
    drop(after, droppedPcid);
    vcpu.change().computed(!known);
    vcpu.roots().copy(after);
  }

  /** Makes the usable root the current one; if there is none, the oldest. */
  private boolean find(RootCache cache, long pgd, int base) {
    if (cache.addresses[0] == RootCache.INVALID && !invalidTakesSlot) {
      for (int place = 1; place <= RootCache.PREVIOUS; place++) {
        if (isUsable(cache, place, pgd, base)) {
          cache.takePrevious(place);
          return true;
        }
      }
      return false;
    }
    boolean hit = isUsable(cache, 0, pgd, base);
    for (int place = 1; !hit && place <= RootCache.PREVIOUS; place++) {
      cache.swap(place);
      hit = isUsable(cache, 0, pgd, base);
    }
    return hit;
  }

  private boolean isUsable(RootCache cache, int place, long pgd, int base) {
    long address = cache.addresses[place];
    boolean fits = PageRoleBits.direct(base) || cache.pgds[place] == pgd;
    if (address == RootCache.INVALID || !fits) {
      return false;
    }
    Root root = roots.get(address);
    unknownRoot |= root == null;
    return root != null && root.valid() && root.role() == base;
  }

  /** The kernel printed the roots of the context in use. */
  void printed(VcpuTrack vcpu, RootCache seen) {
    printed(vcpu, vcpu.roots(), seen);
  }

  /**
   * The kernel printed the roots of a context.
   *
   * @param of what is known of them
   */
  void printed(VcpuTrack vcpu, RootCache of, RootCache seen) {
    PendingSwitch change = vcpu.changeOf(of);
    RootCache expected = change.expected;
    if (rootZapped && !zapFreesAll) {
      for (int place = 0; place <= RootCache.PREVIOUS; place++) {
        Root root = roots.get(expected.addresses[place]);
        if (root != null && !root.valid() && seen.addresses[place] == RootCache.INVALID) {
          expected.free(place);
        }
      }
    }
    if (previousSynced) {
      for (int place = 1; place <= RootCache.PREVIOUS; place++) {
        if (seen.addresses[place] == RootCache.INVALID) {
          expected.free(place);
        }
      }
    }
    rootZapped = false;
    previousSynced = false;
    change.settle(seen, vcpu.unknownReason(), tallies);
    of.copy(seen);
    of.learn();
  }

  /** All roots of the vCPU are freed; if the freeing is printed with roots, it is that. */
  void unload(VcpuTrack vcpu) {
    if (freesArePrinted) {
      return;
    }
    for (RootCache cache : new RootCache[] {vcpu.rootRoots, vcpu.guestRoots}) {
      vcpu.changeOf(cache).lose(tallies);
      cache.freePrevious();
      cache.freeCurrent();
    }
  }

  /**
   * A load ended.
   *
   * @param address of the root
   * @param single whether it is a page: the one that was made or found last
   */
  void loaded(long address, boolean single, long gfn, int role) {
    if (address != RootCache.INVALID) {
      roots.put(address, single ? new Root(gfn, role, true) : Root.SPECIAL);
    }
  }

  /** Previous roots with unsync pages below them are freed; which those are is not printed. */
  void syncsPrevious() {
    previousSynced = true;
  }

  /** Every page is obsolete: none is found as a root. */
  void zappedAll() {
    rootZapped = true;
    roots.replaceAll(
        (address, root) -> root == Root.SPECIAL ? root : new Root(root.gfn(), root.role(), false));
  }

  /**
   * A page is zapped: as a root it is found no more.
   *
   * @param printed the bits of its role that the trace prints
   * @param isRoot whether it is one
   */
  void zapped(long gfn, int role, int printed, boolean isRoot) {
    rootZapped |= isRoot;
    if (!roots.isEmpty()) {
      roots.replaceAll(
          (address, root) ->
              root != Root.SPECIAL && root.gfn() == gfn && (root.role() & printed) == role
                  ? new Root(gfn, role, false)
                  : root);
    }
  }
}

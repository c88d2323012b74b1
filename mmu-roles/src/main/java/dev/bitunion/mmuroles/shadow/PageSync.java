package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.access;
import static dev.bitunion.mmuroles.role.PageRoleBits.direct;
import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.role.PageRoleBits.quadrant;
import static dev.bitunion.mmuroles.shadow.ShadowContext.INVALID;
import static dev.bitunion.mmuroles.shadow.ShadowContext.PAE_ENTRIES;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.mmio;

import dev.bitunion.mmuroles.mmu.GuestEntries;
import dev.bitunion.mmuroles.mmu.GuestMemory;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.PageRoleBits;

/** Brings unsync pages up to date with the guest's tables. */
public final class PageSync {
  private static final int FOUR_LEVELS = 4;

  /** The page cannot be synchronised and has to go. */
  private static final int REFUSED = -1;

  /** Bits in which a page may differ from its context's role: its place in the tree. */
  private static final int PLACE =
      PageRoleBits.LEVEL_MASK | PageRoleBits.ACCESS_MASK | PageRoleBits.QUADRANT_MASK;

  private final ShadowVm vm;
  private final UnsyncPages unsync;
  private final PageZapper zapper;
  private final LeafEntries leaves;
  private final GuestMemory memory;
  private final boolean emptyZaps;

  PageSync(
      ShadowVm vm, UnsyncPages unsync, PageZapper zapper, LeafEntries leaves, GuestMemory memory) {
    this.vm = vm;
    this.unsync = unsync;
    this.zapper = zapper;
    this.leaves = leaves;
    this.memory = memory;
    this.emptyZaps = vm.behaviours.has(Behaviour.EMPTY_SYNC_ZAPS);
  }

  /**
   * Synchronises the unsync pages below the current root of a context (kvm_mmu_sync_roots). Nothing
   * for a direct map or without a root.
   */
  public void syncRoots(ShadowContext context) {
    vm.events.syncRoots();
    if (context.mmu.directMap() || context.root == INVALID) {
      return;
    }
    if (context.mmu.rootLevel() >= FOUR_LEVELS) {
      if (context.root >= 0) {
        syncBelow(context, context.root);
      }
    } else {
      for (int i = 0; i < PAE_ENTRIES; i++) {
        if (context.paeRoot[i] != INVALID) {
          syncBelow(context, context.paeRoot[i]);
        }
      }
    }
    zapper.commit();
  }

  /** Synchronises the unsync pages below a page, which stays. */
  void syncBelow(ShadowContext context, int top) {
    UnsyncWalk walk = unsync.borrowWalk();
    while (walk.gather(top)) {
      for (int at = walk.first(); at < walk.size(); at = walk.next(at)) {
        unsync.writeProtect(vm.pages.gfn(walk.page(at)), vm.space());
      }
      for (int at = walk.first(); at < walk.size(); at = walk.next(at)) {
        unsync.end(walk.page(at));
        syncOrZap(context, walk.page(at));
        walk.clearParents();
      }
    }
    unsync.giveBack(walk);
  }

  /**
   * Re-reads the guest entry behind every entry of a page, and zaps a page of which nothing is
   * left.
   *
   * @return whether the page is still good; a zapped one waits for a commit
   */
  boolean syncOrZap(ShadowContext context, int page) {
    int kept = sync(context, page);
    if (kept > 0 || kept == 0 && !emptyZaps) {
      return true;
    }
    zapper.prepare(page);
    return false;
  }

  /** Returns how many entries were kept, or {@link #REFUSED}. */
  private int sync(ShadowContext context, int page) {
    int role = vm.pages.role(page);
    if (direct(role)
        || level(role) > 1
        || (vm.key.difference(role, vm.key.of(context, context.mmu.pages())) & ~PLACE) != 0) {
      vm.stats.syncRoleWarnings++;
      return REFUSED;
    }
    long table = memory.find(vm.pages.gfn(page));
    int first = firstIndex(context.mmu, role);
    int kept = 0;
    for (int at = vm.entries.nextStored(page, 0);
        at < ShadowEntries.PER_PAGE;
        at = vm.entries.nextStored(page, at + 1)) {
      long old = vm.entries.get(page, at);
      if (old == 0) {
        continue;
      }
      if (table == GuestMemory.NO_PAGE) {
        return REFUSED;
      }
      long entry = GuestEntries.read(context.mmu, memory, table, first + at);
      kept += syncEntry(context.mmu, page, at, old, entry);
    }
    return kept;
  }

  /** Returns 1 if the entry was kept. */
  private int syncEntry(MmuContext mmu, int page, int at, long old, long entry) {
    long gfn = GuestEntries.frame(entry);
    if (!GuestEntries.mappable(mmu, entry) || gfn != frame(old)) {
      vm.entries.set(page, at, 0);
      return 0;
    }
    int allowed = access(vm.pages.role(page)) & GuestEntries.rights(mmu, entry);
    if (mmio(old)) {
      vm.entries.set(page, at, LeafEntries.mmio(gfn, allowed));
    } else {
      leaves.refresh(page, at, allowed);
    }
    return 1;
  }

  /** Index of the guest entry behind entry 0 of a level-1 page. */
  static int firstIndex(MmuContext mmu, int role) {
    return GuestEntries.size(mmu) == Integer.BYTES ? quadrant(role) * ShadowEntries.PER_PAGE : 0;
  }

  /**
   * Fills an entry from its guest entry without being asked to.
   *
   * @return false if the guest entry maps nothing; the entry is then absent
   */
  boolean prefetch(ShadowContext context, int page, int at) {
    MmuContext mmu = context.mmu;
    long table = memory.find(vm.pages.gfn(page));
    if (table == GuestMemory.NO_PAGE) {
      return false;
    }
    int role = vm.pages.role(page);
    long entry = GuestEntries.read(mmu, memory, table, firstIndex(mmu, role) + at);
    if (!GuestEntries.mappable(mmu, entry)) {
      vm.entries.set(page, at, 0);
      return false;
    }
    long gfn = GuestEntries.frame(entry);
    if (!vm.mappable(gfn)) {
      return false;
    }
    int allowed = access(role) & GuestEntries.rights(mmu, entry);
    leaves.fill(page, at, 1, allowed, false, gfn, true);
    return true;
  }
}

package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.guest_mode;
import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.role.PageRoleBits.smm;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;
import static dev.bitunion.mmuroles.shadow.ShadowPages.NONE;

import dev.bitunion.mmuroles.role.Behaviour;

/**
 * Takes shadow pages away: single ones, all of a frame, the oldest when the quota is reached, all
 * of a generation. Zapping has two steps as in KVM: {@link #prepare} unlinks and uncounts a page,
 * {@link #commit} frees those that nothing refers to.
 */
public final class PageZapper {
  private final ShadowVm vm;
  private final ShadowPages pages;
  private final UnsyncPages unsync;
  private final boolean checksRootBefore;
  private int doomed = NONE;

  PageZapper(ShadowVm vm, UnsyncPages unsync) {
    this.vm = vm;
    this.pages = vm.pages;
    this.unsync = unsync;
    this.checksRootBefore = vm.behaviours.has(Behaviour.ROOT_CHECKED_BEFORE_RECLAIM);
  }

  /**
   * Unlinks a page from everything and stops counting it; a page that is a root stays until its
   * last reference drops, and every vCPU must reload.
   *
   * @return how many pages were queued for freeing, this one included if no root holds it
   */
  public int prepare(int page) {
    vm.events.prepareZap(page);
    vm.stats.mmuShadowZapped++;
    int zapped = zapUnsyncBelow(page) + unlinkChildren(page);
    unlinkParents(page);
    int role = pages.role(page);
    boolean zappedBefore = pages.invalid(page);
    if (!zappedBefore) {
      vm.index.remove(page);
      if (ShadowVm.shadowsTable(role)) {
        unaccount(page);
      }
    }
    if (pages.unsync(page)) {
      unsync.end(page);
    }
    pages.removeActive(page);
    if (pages.rootCount(page) == 0) {
      zapped++;
      pages.setOlder(page, doomed);
      doomed = page;
      vm.used--;
    } else if (!vm.obsolete(page)) {
      vm.request(RequestSetBits.RELOAD_MASK);
    }
    pages.setInvalid(page);
    return zapped;
  }

  /** Frees what {@link #prepare} queued, after one remote flush. */
  public void commit() {
    if (doomed == NONE) {
      return;
    }
    vm.stats.remoteTlbFlush++;
    while (doomed != NONE) {
      int page = doomed;
      doomed = pages.older(page);
      vm.entries.dropPage(page);
      pages.free(page);
    }
  }

  /** Zaps one page and frees it. */
  public void zap(int page) {
    prepare(page);
    commit();
  }

  /**
   * Zaps all valid indirect pages of a frame, in both address spaces and of all roles
   * (kvm_mmu_unprotect_page).
   *
   * @return whether there was one
   */
  public boolean unprotect(long gfn) {
    boolean any = false;
    int page = vm.index.newestOf(gfn);
    while (page != NONE) {
      int next = pages.older(page);
      if (ShadowVm.shadowsTable(pages.role(page))) {
        prepare(page);
        any = true;
      }
      page = next;
    }
    commit();
    return any;
  }

  /** Counts one more root reference to a page, and returns the count. */
  public int pin(int page) {
    return pages.addRootCount(page, 1);
  }

  /** Drops a root reference and returns the count; a zapped page is freed with its last one. */
  public int unpin(int page) {
    int left = dropRoot(page);
    commit();
    return left;
  }

  /** As {@link #unpin}, but leaves freeing to a later {@link #commit}. */
  int dropRoot(int page) {
    int left = pages.addRootCount(page, -1);
    if (left == 0 && pages.invalid(page)) {
      prepare(page);
    }
    return left;
  }

  /**
   * Makes every page obsolete by toggling the generation, and zaps them oldest first
   * (kvm_mmu_zap_all_fast).
   */
  public void zapAllFast() {
    vm.events.zapAllFast(vm.generation, vm.used);
    vm.generation = 1 - vm.generation;
    vm.request(RequestSetBits.RELOAD_MASK);
    for (int page = pages.oldestActive();
        page != NONE && vm.obsolete(page);
        page = pages.oldestActive()) {
      prepare(page);
    }
    commit();
  }

  /**
   * Makes room for the pages that one fault or root load may need.
   *
   * @return whether at least one page may be made now
   */
  public boolean makeRoom() {
    int available = available();
    if (available >= ShadowVm.MIN_FREE) {
      return true;
    }
    zapOldest(ShadowVm.REFILL - available);
    return available() > 0;
  }

  /**
   * As {@link #makeRoom}, for a fault of a context whose root may be among the pages that go.
   *
   * @return false also if the root went and the kernel looks again
   */
  boolean makeRoomFor(ShadowContext context) {
    return makeRoom() && (checksRootBefore || !rootGone(context));
  }

  private boolean rootGone(ShadowContext context) {
    if (context.root >= 0) {
      return vm.obsolete(context.root);
    }
    boolean gone = false;
    for (int i = 0; i < ShadowContext.PAE_ENTRIES; i++) {
      gone |= context.paeRoot(i) >= 0 && vm.obsolete(context.paeRoot(i));
    }
    return gone;
  }

  /** Pages that may still be made. */
  public int available() {
    return Math.max(0, vm.max - vm.used);
  }

  /** Zaps at least {@code count} of the oldest pages that are no roots, if there are as many. */
  public int zapOldest(int count) {
    int zapped = 0;
    int page = pages.oldestActive();
    while (page != NONE && zapped < count) {
      if (pages.rootCount(page) != 0) {
        page = pages.newerActive(page);
        continue;
      }
      int next = pages.newerActive(page);
      zapped += prepare(page);
      page = next != NONE && !pages.isActive(next) ? pages.oldestActive() : next;
    }
    commit();
    vm.stats.mmuRecycled += zapped;
    return zapped;
  }

  /**
   * Makes an entry absent; a linked child only loses this link.
   *
   * @param mayZapChild whether a nested page that this leaves without parents goes too
   * @return pages queued for freeing
   */
  int zapEntry(int page, int at, boolean mayZapChild) {
    long entry = vm.entries.get(page, at);
    vm.entries.set(page, at, 0);
    if (!present(entry) || leaf(entry)) {
      return 0;
    }
    int child = (int) frame(entry);
    boolean orphan = vm.entries.firstParent(child) == NONE;
    if (mayZapChild && vm.tdpEnabled && orphan && guest_mode(pages.role(child))) {
      return prepare(child);
    }
    return 0;
  }

  private int zapUnsyncBelow(int page) {
    int zapped = 0;
    if (level(pages.role(page)) > 1) {
      UnsyncWalk walk = unsync.borrowWalk();
      while (walk.gather(page)) {
        for (int at = walk.first(); at < walk.size(); at = walk.next(at)) {
          prepare(walk.page(at));
          walk.clearParents();
          zapped++;
        }
      }
      unsync.giveBack(walk);
    }
    return zapped;
  }

  private int unlinkChildren(int page) {
    int zapped = 0;
    for (int at = vm.entries.nextStored(page, 0);
        at < ShadowEntries.PER_PAGE;
        at = vm.entries.nextStored(page, at + 1)) {
      zapped += zapEntry(page, at, true);
    }
    return zapped;
  }

  private void unlinkParents(int page) {
    for (int entry = vm.entries.firstParent(page);
        entry != NONE;
        entry = vm.entries.firstParent(page)) {
      vm.entries.set(vm.entries.ownerOf(entry), vm.entries.indexOf(entry), 0);
    }
  }

  private void unaccount(int page) {
    int role = pages.role(page);
    long gfn = pages.gfn(page);
    vm.indirect--;
    if (level(role) > 1) {
      vm.events.trackDel(gfn, smm(role));
      vm.tracking.addTrack(gfn, smm(role), -1);
    }
    vm.tracking.addDisallow(gfn, smm(role), -1);
  }
}

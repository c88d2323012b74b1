package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.mmu_writable;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.withMmuWritable;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.withWritable;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.writable;
import static dev.bitunion.mmuroles.shadow.ShadowPages.NONE;

import dev.bitunion.mmuroles.mmu.PageMath;

/**
 * Which shadowed tables the guest may write without KVM noticing, the marks that lead to them, and
 * write protection, their opposite.
 */
final class UnsyncPages {
  /** Largest level whose entries map guest memory (1 GB). */
  private static final int MAX_LEAF_LEVEL = 3;

  private final ShadowVm vm;
  private final UnsyncWalk walk;
  private boolean walkInUse;

  UnsyncPages(ShadowVm vm) {
    this.vm = vm;
    this.walk = new UnsyncWalk(vm);
  }

  /** A gatherer: the one at hand, or a new one while that is in use further out. */
  UnsyncWalk borrowWalk() {
    if (walkInUse) {
      return new UnsyncWalk(vm);
    }
    walkInUse = true;
    return walk;
  }

  /** The gatherer is free again. */
  void giveBack(UnsyncWalk borrowed) {
    if (borrowed == walk) {
      walkInUse = false;
    }
  }

  /**
   * Decides whether an entry that maps {@code gfn} may be writable; if the frame is a level-1 table
   * its pages become unsync.
   *
   * @param mayUnsync false while a page is being synchronised
   * @return whether writes may pass
   */
  boolean tryUnsync(long gfn, boolean mayUnsync) {
    if (vm.tracked(gfn)) {
      return false;
    }
    for (int page = vm.index.newestOf(gfn); page != NONE; page = vm.pages.older(page)) {
      if (!ShadowVm.shadowsTable(vm.pages.role(page))) {
        continue;
      }
      if (!mayUnsync) {
        return false;
      }
      if (!vm.pages.unsync(page)) {
        begin(page);
      }
    }
    return true;
  }

  private void begin(int page) {
    if (level(vm.pages.role(page)) != 1) {
      vm.stats.unsyncLevelWarnings++;
    }
    vm.events.unsyncPage(page);
    vm.stats.mmuUnsync++;
    vm.pages.setUnsync(page, true);
    markParents(page);
  }

  /** The page's unsync state ends: it is synchronised or zapped. */
  void end(int page) {
    vm.events.syncPage(page);
    vm.pages.setUnsync(page, false);
    vm.stats.mmuUnsync--;
  }

  /** Marks every entry that links the page as leading to something unsync. */
  void markParents(int page) {
    for (int entry = vm.entries.firstParent(page);
        entry != ShadowEntries.NONE;
        entry = vm.entries.nextInList(entry)) {
      mark(vm.entries.ownerOf(entry), vm.entries.indexOf(entry));
    }
  }

  /** Marks one entry; goes on upwards only from the first mark of a page. */
  void mark(int page, int at) {
    if (vm.entries.isMarked(page, at)) {
      return;
    }
    vm.entries.mark(page, at, true);
    if (vm.pages.addUnsyncChildren(page, 1) == 1) {
      markParents(page);
    }
  }

  /**
   * Takes write permission from every entry that maps the frame, seen from an address space.
   *
   * @return whether anything changed, so that TLBs must be flushed
   */
  boolean writeProtect(long gfn, int space) {
    boolean changed = false;
    for (int atLevel = 1; atLevel <= MAX_LEAF_LEVEL; atLevel++) {
      long first = PageMath.alignToEntry(gfn, atLevel, PageMath.LONG_INDEX_BITS);
      for (int entry = vm.entries.firstMapper(first, atLevel, space);
          entry != ShadowEntries.NONE;
          entry = vm.entries.nextInList(entry)) {
        long word = vm.entries.valueOf(entry);
        if (writable(word) || mmu_writable(word)) {
          vm.entries.setRights(entry, withMmuWritable(withWritable(word, false), false));
          changed = true;
        }
      }
    }
    if (changed) {
      vm.stats.remoteTlbFlush++;
    }
    return changed;
  }
}

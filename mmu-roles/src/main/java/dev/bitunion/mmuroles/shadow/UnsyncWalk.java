package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;
import static dev.bitunion.mmuroles.shadow.ShadowPages.NONE;

/**
 * One gathering of the unsync pages below a page, at most 16 entries deep-first, with the way back
 * to the top for each. Marks that lead nowhere any more are cleared on the way.
 */
final class UnsyncWalk {
  /** Entries that one gathering holds, the starting page included. */
  private static final int CAPACITY = 16;

  /** Levels of page tables, and one for the sentinel above the top. */
  private static final int LEVELS = 6;

  private final ShadowVm vm;
  private final int[] page = new int[CAPACITY];
  private final int[] index = new int[CAPACITY];
  private final boolean[] isLeaf = new boolean[CAPACITY];
  private final int[] parent = new int[LEVELS];
  private final int[] parentIndex = new int[LEVELS];
  private int size;
  private boolean full;
  private int leafLevel;

  UnsyncWalk(ShadowVm vm) {
    this.vm = vm;
  }

  /**
   * Gathers anew.
   *
   * @return whether there is anything to do
   */
  boolean gather(int top) {
    size = 0;
    full = false;
    if (vm.pages.unsyncChildren(top) == 0) {
      return false;
    }
    add(top, -1, false);
    return descend(top) != 0 || full;
  }

  int size() {
    return size;
  }

  int page(int at) {
    return page[at];
  }

  /** Position of the first gathered unsync page. */
  int first() {
    if (size == 0) {
      return 0;
    }
    int topLevel = level(vm.pages.role(page[0]));
    parent[topLevel - 2] = page[0];
    parent[topLevel - 1] = NONE;
    return next(0);
  }

  /**
   * Position of the next gathered unsync page after {@code at}; remembers the way to it.
   *
   * <p>KVM stops at level 1 only. An upper-level page can be unsync too, after a warning: a frame
   * that is a table in the other address space only. KVM would then gather it for ever.
   */
  int next(int at) {
    int n = at + 1;
    for (; n < size; n++) {
      int tableLevel = level(vm.pages.role(page[n]));
      parentIndex[tableLevel - 1] = index[n];
      if (isLeaf[n]) {
        leafLevel = tableLevel;
        break;
      }
      parent[tableLevel - 2] = page[n];
    }
    return n;
  }

  /** Clears the mark that leads to the page just visited, and upwards where a count became 0. */
  void clearParents() {
    for (int depth = leafLevel - 1; parent[depth] != NONE; depth++) {
      clearMark(parent[depth], parentIndex[depth]);
      if (vm.pages.unsyncChildren(parent[depth]) != 0) {
        return;
      }
    }
  }

  private int descend(int table) {
    int found = 0;
    for (int at = vm.entries.nextStored(table, 0);
        at < ShadowEntries.PER_PAGE && !full;
        at = vm.entries.nextStored(table, at + 1)) {
      if (vm.entries.isMarked(table, at)) {
        found += visit(table, at);
      }
    }
    return found;
  }

  private int visit(int table, int at) {
    long entry = vm.entries.get(table, at);
    if (!present(entry) || leaf(entry)) {
      clearMark(table, at);
      return 0;
    }
    int child = (int) frame(entry);
    if (vm.pages.unsyncChildren(child) != 0) {
      add(child, at, false);
      int below = full ? 0 : descend(child);
      if (below == 0 && !full) {
        clearMark(table, at);
      }
      return below;
    }
    if (vm.pages.unsync(child)) {
      add(child, at, true);
      return 1;
    }
    clearMark(table, at);
    return 0;
  }

  private void add(int added, int at, boolean leaf) {
    if (vm.pages.unsync(added)) {
      for (int i = 0; i < size; i++) {
        if (page[i] == added) {
          return;
        }
      }
    }
    page[size] = added;
    index[size] = at;
    isLeaf[size] = leaf;
    size++;
    full = size == CAPACITY;
  }

  private void clearMark(int table, int at) {
    if (vm.entries.isMarked(table, at)) {
      vm.entries.mark(table, at, false);
      vm.pages.addUnsyncChildren(table, -1);
    }
  }
}

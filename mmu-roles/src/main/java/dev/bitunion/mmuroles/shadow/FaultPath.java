package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.shadow.ShadowContext.INVALID;
import static dev.bitunion.mmuroles.shadow.ShadowContext.SPECIAL;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.PageRoleBits;

/** Where a fault's way through the shadow pages begins, and what direct and shadow faults share. */
final class FaultPath {
  private final ShadowVm vm;

  FaultPath(ShadowVm vm) {
    this.vm = vm;
  }

  /** The topmost page on the way of an address below a root, or {@link ShadowContext#INVALID}. */
  int top(ShadowContext context, int root, long address) {
    return root == SPECIAL ? context.paeRoot[PageMath.pdptrIndex(address)] : root;
  }

  int level(int page) {
    return PageRoleBits.level(vm.pages.role(page));
  }

  static int index(long address, int level) {
    return PageMath.tableIndex(address, level, PageMath.LONG_INDEX_BITS);
  }

  static long align(long gfn, int level) {
    return PageMath.alignToEntry(gfn, level, PageMath.LONG_INDEX_BITS);
  }

  /** The linked child at an entry; drops a large leaf that is in the way. */
  int childAt(int page, int at) {
    long entry = vm.entries.get(page, at);
    if (!present(entry)) {
      return ShadowPages.NONE;
    }
    if (leaf(entry)) {
      vm.entries.set(page, at, 0);
      return ShadowPages.NONE;
    }
    return (int) frame(entry);
  }

  /** A write to a present page whose frame is a tracked table must be emulated. */
  boolean tracked(long gfn, long error) {
    return PageFaultErrorBits.present(error)
        && PageFaultErrorBits.write(error)
        && vm.tracking.tracked(gfn, vm.space());
  }

  /** Level at which the host lets a frame be mapped: its own page size, and what counters allow. */
  int mappingLevel(long gfn, int most) {
    int level = Math.min(most, vm.hostLevel);
    while (level > 1 && vm.tracking.disallow(gfn, level, vm.space()) != 0) {
      level--;
    }
    return vm.mappable(gfn) ? level : 1;
  }

  /** Sets the flood counts of all pages on the way of an address to 0. */
  void clearFlooding(ShadowContext context, long address) {
    int page = context.root == INVALID ? INVALID : top(context, context.root, address);
    while (page != INVALID) {
      vm.pages.clearFlooding(page);
      int level = level(page);
      long entry = vm.entries.get(page, index(address, level));
      page = level > 1 && present(entry) && !leaf(entry) ? (int) frame(entry) : INVALID;
    }
  }
}

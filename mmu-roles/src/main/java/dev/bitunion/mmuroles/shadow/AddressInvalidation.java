package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.shadow.ShadowContext.INVALID;
import static dev.bitunion.mmuroles.shadow.ShadowContext.SPECIAL;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;

import dev.bitunion.mmuroles.mmu.MmuContext;

/**
 * Invalidates one address below a root: an unsync page's entry for it is read anew. Nothing else is
 * synchronised, zapped or created.
 */
public final class AddressInvalidation {
  private static final int FOUR_LEVELS = 4;

  private final ShadowVm vm;
  private final PageSync sync;
  private final FaultPath path;

  AddressInvalidation(ShadowVm vm, PageSync sync, FaultPath path) {
    this.vm = vm;
    this.sync = sync;
    this.path = path;
  }

  /** Invalidates below the current root; nothing for a direct map. */
  public void current(ShadowContext context, long address) {
    below(context, context.root, address);
  }

  /** Invalidates below a previous root. */
  public void previous(ShadowContext context, int which, long address) {
    MmuContext mmu = context.mmu;
    // A previous root is a single page; a context that now starts from four has no way into it.
    if (mmu.rootLevel() >= FOUR_LEVELS && context.previousRoot[which] != SPECIAL) {
      below(context, context.previousRoot[which], address);
    }
  }

  private void below(ShadowContext context, int root, long address) {
    if (context.mmu.directMap() || root == INVALID) {
      return;
    }
    int page = path.top(context, root, address);
    while (page != INVALID) {
      int level = path.level(page);
      int at = FaultPath.index(address, level);
      long entry = vm.entries.get(page, at);
      if (level == 1) {
        if (vm.pages.unsync(page)) {
          vm.entries.set(page, at, 0);
          sync.prefetch(context, page, at);
        }
        return;
      }
      boolean descends = present(entry) && !leaf(entry) && vm.pages.unsyncChildren(page) != 0;
      page = descends ? (int) frame(entry) : INVALID;
    }
  }
}

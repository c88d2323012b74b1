package dev.bitunion.mmuroles.check.invariant;

import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;

import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowVm;
import java.util.function.Consumer;

/** Goes through the entries of shadow pages. */
final class Entries {
  static final int PER_PAGE = 512;

  private Entries() {}

  /** The first present entry of a page; 512 if there is none. */
  static int first(ShadowVm vm, int page) {
    int at = vm.nextEntry(page, 0);
    while (at < PER_PAGE && !present(vm.entry(page, at))) {
      at = vm.nextEntry(page, at + 1);
    }
    return at;
  }

  /** One number for an entry and the page it links. */
  static long linkKey(ShadowVm vm, int page, int at) {
    int child = (int) frame(vm.entry(page, at));
    return PageMath.entryKey(vm.pages().serial(page), at) * 0x9e3779b97f4a7c15L
        + vm.pages().serial(child);
  }

  /**
   * A leaf below a root.
   *
   * @param address the lowest address that it maps
   * @param linked whether a new link leads to it
   */
  record Leaf(int page, int at, long address, boolean linked) {}

  /** Every leaf below the current root of a context, with a way to tell which links are new. */
  static void leaves(Observed observed, Consumer<Leaf> leaves) {
    ShadowContext context = observed.active();
    if (context.root() >= 0) {
      below(observed, context.root(), 0, false, leaves);
    } else if (context.root() == ShadowContext.SPECIAL) {
      for (int i = 0; i < ShadowContext.PAE_ENTRIES; i++) {
        if (context.paeRoot(i) >= 0) {
          below(observed, context.paeRoot(i), span(i, PageMath.PAE_LEVELS), false, leaves);
        }
      }
    }
  }

  private static void below(
      Observed observed, int page, long base, boolean linked, Consumer<Leaf> leaves) {
    ShadowVm vm = observed.vm();
    int level = PageRoleBits.level(vm.pages().role(page));
    for (int at = vm.nextEntry(page, 0); at < PER_PAGE; at = vm.nextEntry(page, at + 1)) {
      long entry = vm.entry(page, at);
      long address = base + span(at, level);
      if (present(entry) && leaf(entry)) {
        leaves.accept(new Leaf(page, at, address, linked));
      } else if (present(entry)) {
        boolean now = linked || observed.links().contains(linkKey(vm, page, at));
        below(observed, (int) frame(entry), address, now, leaves);
      }
    }
  }

  private static long span(int index, int level) {
    return PageMath.gpa(index * PageMath.framesPerEntry(level, PageMath.LONG_INDEX_BITS));
  }
}

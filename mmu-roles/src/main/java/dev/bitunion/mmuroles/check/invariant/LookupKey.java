package dev.bitunion.mmuroles.check.invariant;

import static dev.bitunion.mmuroles.role.PageRoleBits.level;

import dev.bitunion.mmuroles.role.PassthroughMarkBits;
import dev.bitunion.mmuroles.shadow.ShadowPages;

/**
 * A valid page is found by its frame and role, and its key stands for one meaning: a root that
 * stands above the guest's own root table is marked as such.
 */
final class LookupKey {
  private static final int FOUR_LEVELS = 4;

  private LookupKey() {}

  static void check(Observed observed, Findings findings) {
    ShadowPages pages = observed.vm().pages();
    for (int page = 0; page < pages.limit(); page++) {
      if (pages.isAllocated(page) && !pages.invalid(page)) {
        int found = observed.vm().find(pages.gfn(page), pages.role(page));
        if (found != page) {
          findings.add(observed.name(page), "a look-up by its key finds another page or none");
        }
      }
    }
    int root = observed.active().root();
    if (root >= 0 && !observed.active().mmu().directMap()) {
      int role = pages.role(root);
      int guestLevel = observed.reference().context().rootLevel();
      if (guestLevel >= FOUR_LEVELS
          && level(role) > guestLevel
          && !PassthroughMarkBits.passthrough(role)) {
        findings.add(
            observed.name(root),
            "it stands above the level-%d table of frame 0x%x and has the key of a level-%d table:"
                + " once the guest uses the frame as one, its accesses go through this page's"
                + " entries",
            guestLevel,
            pages.gfn(root),
            level(role));
      }
    }
  }
}

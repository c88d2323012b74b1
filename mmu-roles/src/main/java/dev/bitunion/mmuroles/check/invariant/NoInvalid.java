package dev.bitunion.mmuroles.check.invariant;

import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;

import dev.bitunion.mmuroles.shadow.ShadowPages;

/** No invalid page is on the active list, and none leads to a page. */
final class NoInvalid {
  private NoInvalid() {}

  static void check(Observed observed, Findings findings) {
    ShadowPages pages = observed.vm().pages();
    for (int page = pages.newestActive();
        page != ShadowPages.NONE;
        page = pages.olderActive(page)) {
      if (pages.invalid(page)) {
        findings.add(observed.name(page), "it is invalid and on the active list");
      }
    }
    for (int page = 0; page < pages.limit(); page++) {
      if (pages.isAllocated(page) && pages.invalid(page)) {
        int at = Entries.first(observed.vm(), page);
        if (at < Entries.PER_PAGE) {
          long entry = observed.vm().entry(page, at);
          boolean link = present(entry) && !leaf(entry);
          findings.add(
              observed.name(page),
              "it was zapped, and a fault went on below it: entry %d %s",
              at,
              link
                  ? "links a new page, which no look-up of a valid root accounts for"
                  : "maps a frame that a zap of the page no longer takes away");
        }
      }
    }
  }
}

package dev.bitunion.mmuroles.check.invariant;

import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;

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
          findings.addVictim(
              observed.name(page),
              "an access through it reaches memory that no later zap takes away",
              "it was zapped, and entry %d %s: ",
              at,
              leaf(entry) ? "maps a frame" : "links a page");
        }
      }
    }
  }
}

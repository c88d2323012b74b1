package dev.bitunion.mmuroles.check.invariant;

import static dev.bitunion.mmuroles.role.PageRoleBits.direct;
import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.role.PageRoleBits.smm;

import dev.bitunion.mmuroles.role.PassthroughMarkBits;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import java.util.Map;
import java.util.TreeMap;

/** gfn_track of a frame counts its valid upper-level indirect pages; none of them is unsync. */
final class TrackCounts {
  private TrackCounts() {}

  static void check(Observed observed, Findings findings) {
    ShadowPages pages = observed.vm().pages();
    for (int space = 0; space <= 1; space++) {
      Map<Long, Integer> counts = new TreeMap<>();
      for (long gfn : observed.vm().tracking().trackedGfns(space)) {
        counts.put(gfn, 0);
      }
      for (int page = 0; page < pages.limit(); page++) {
        if (counted(pages, page) && smm(pages.role(page)) == space) {
          counts.merge(pages.gfn(page), 1, Integer::sum);
        }
      }
      for (Map.Entry<Long, Integer> frame : counts.entrySet()) {
        int kept = observed.vm().tracking().track(frame.getKey(), space);
        if (kept != frame.getValue()) {
          findings.add(
              String.format("gfn_track of frame 0x%x in address space %d", frame.getKey(), space),
              "it is %d, and %d pages are to be counted",
              kept,
              frame.getValue());
        }
      }
    }
    for (int page = 0; page < pages.limit(); page++) {
      if (counted(pages, page) && pages.unsync(page)) {
        findings.addVictim(
            observed.name(page),
            String.format(
                "a write to frame 0x%x changes the table, and nothing zaps what is linked below",
                pages.gfn(page)),
            "it is an upper-level page and unsync: ");
      }
    }
  }

  private static boolean counted(ShadowPages pages, int page) {
    int role = pages.role(page);
    return pages.isAllocated(page)
        && !pages.invalid(page)
        && !direct(role)
        && !PassthroughMarkBits.passthrough(role)
        && level(role) > 1;
  }
}

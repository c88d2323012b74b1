package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.trace.PageEvent;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Predicts when gfn_track changes: up with each new indirect page above level 1, just before the
 * page is printed; down with its zap. Only traces with probes on both show it.
 */
final class TrackVerdicts {
  private record Change(long gfn, long line) {}

  private final Tallies tallies;
  private final Deque<Change> added = new ArrayDeque<>();
  private final Deque<Change> zapped = new ArrayDeque<>();
  private boolean probed;
  private boolean noGfns;
  private long before;
  private long firstBefore;

  TrackVerdicts(Tallies tallies) {
    this.tallies = tallies;
  }

  private void probed() {
    if (!probed) {
      probed = true;
      if (before > 0) {
        disagree(firstBefore, before + " changes of gfn_track", "none before this line");
      }
    }
  }

  /** The plug-in prints zaps without a gfn: nothing can be compared. */
  private void noGfnsIfByPlugin(PageEvent page) {
    if (page.byPlugin() && !noGfns) {
      noGfns = true;
      gap();
    }
  }

  void add(long gfn, long line) {
    if (noGfns) {
      tallies.undecidable(Level.GFN_TRACK, Reason.GFN_NOT_PRINTED);
      return;
    }
    probed();
    missingPages();
    added.add(new Change(gfn, line));
  }

  void remove(long gfn, long line) {
    if (noGfns) {
      tallies.undecidable(Level.GFN_TRACK, Reason.GFN_NOT_PRINTED);
      return;
    }
    probed();
    for (Change change : zapped) {
      if (change.gfn() == gfn) {
        zapped.remove(change);
        tallies.agree(Level.GFN_TRACK);
        return;
      }
    }
    disagree(line, "no zap of an indirect page above level 1", "gfn_track goes down" + of(gfn));
  }

  void got(PageEvent page, long line) {
    noGfnsIfByPlugin(page);
    missingRemovals();
    if (noGfns) {
      return;
    }
    if (!page.created() || !isTracked(page)) {
      missingPages();
      return;
    }
    if (!probed) {
      notProbedYet(line);
      return;
    }
    Change change = added.pollFirst();
    if (change != null && change.gfn() == page.gfn()) {
      tallies.agree(Level.GFN_TRACK);
    } else {
      String seen = change == null ? "it does not" : "it goes up" + of(change.gfn());
      disagree(line, "gfn_track goes up" + of(page.gfn()), seen);
    }
    missingPages();
  }

  void zap(PageEvent page, long line) {
    noGfnsIfByPlugin(page);
    if (!noGfns && isTracked(page) && !PageRoleBits.invalid(page.role())) {
      if (probed) {
        zapped.add(new Change(page.gfn(), line));
      } else {
        notProbedYet(line);
      }
    }
  }

  private void notProbedYet(long line) {
    before++;
    firstBefore = before == 1 ? line : firstBefore;
  }

  /** The vCPU goes on to something else, or the trace ends. */
  void settle() {
    missingRemovals();
    missingPages();
  }

  /** Events are missing. */
  void gap() {
    added.clear();
    zapped.clear();
  }

  private void missingPages() {
    for (Change change = added.poll(); change != null; change = added.poll()) {
      disagree(change.line(), "a new page of the gfn follows", "none" + of(change.gfn()));
    }
  }

  private void missingRemovals() {
    for (Change change = zapped.poll(); change != null; change = zapped.poll()) {
      disagree(change.line(), "gfn_track goes down" + of(change.gfn()), "it does not");
    }
  }

  private void disagree(long line, String expected, String seen) {
    tallies.disagree(Level.GFN_TRACK, line, expected, seen, "");
  }

  private static String of(long gfn) {
    return " for gfn 0x" + Long.toHexString(gfn);
  }

  private static boolean isTracked(PageEvent page) {
    return !PageRoleBits.direct(page.role()) && PageRoleBits.level(page.role()) > 1;
  }
}

package dev.bitunion.mmuroles.verdict;

/** An initialisation of a context whose outcome, configured anew or not, is still to be seen. */
final class PendingInit {
  private boolean waiting;
  private boolean expected;
  private Reason undecidable;
  private long line;
  private String why = "";

  void expect(boolean reconfiguration, long atLine, String because) {
    waiting = true;
    expected = reconfiguration;
    undecidable = null;
    line = atLine;
    why = because;
  }

  void cannotTell(Reason reason, long atLine) {
    waiting = true;
    undecidable = reason;
    line = atLine;
  }

  void drop() {
    waiting = false;
  }

  boolean isWaiting() {
    return waiting;
  }

  /** What happened is known now. */
  void settle(boolean seen, Tallies tallies) {
    if (!waiting) {
      return;
    }
    waiting = false;
    if (undecidable != null) {
      tallies.undecidable(Level.RECONFIGURATIONS, undecidable);
    } else if (seen == expected) {
      tallies.agree(Level.RECONFIGURATIONS);
    } else {
      tallies.disagree(Level.RECONFIGURATIONS, line, text(expected), text(seen), why);
    }
  }

  private static String text(boolean reconfigured) {
    return reconfigured ? "configured anew" : "skipped";
  }
}

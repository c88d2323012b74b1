package dev.bitunion.mmuroles.verdict;

/** A change of the page-table root whose outcome is still to be computed, or to be printed. */
final class PendingSwitch {
  private enum State {
    NONE,
    ASKED,
    COMPUTED
  }

  final RootCache expected = new RootCache();
  private State state = State.NONE;
  private boolean unknown;
  private boolean bySetCr3;
  private long pgd;
  private long line;

  void ask(long newPgd, boolean fromSetCr3, long atLine) {
    state = State.ASKED;
    pgd = newPgd;
    bySetCr3 = fromSetCr3;
    line = atLine;
  }

  void computed(boolean rootUnknown) {
    state = State.COMPUTED;
    unknown = rootUnknown;
  }

  void drop() {
    state = State.NONE;
  }

  boolean isAsked() {
    return state == State.ASKED;
  }

  long pgd() {
    return pgd;
  }

  boolean bySetCr3() {
    return bySetCr3;
  }

  /** The kernel printed its roots. */
  void settle(RootCache seen, Reason whyUnknown, Tallies tallies) {
    if (state == State.COMPUTED) {
      if (unknown) {
        tallies.undecidable(Level.REUSE, whyUnknown);
      } else if (expected.same(seen)) {
        tallies.agree(Level.REUSE);
      } else {
        tallies.disagree(Level.REUSE, line, expected.toString(), seen.toString(), "");
      }
    }
    state = State.NONE;
  }

  /** The roots went away before the kernel printed them. */
  void lose(Tallies tallies) {
    if (state != State.NONE) {
      tallies.undecidable(Level.REUSE, Reason.NOT_PRINTED_AFTERWARDS);
    }
    state = State.NONE;
  }
}

package dev.bitunion.mmuroles.check.invariant;

/**
 * An unsync page that a new link leads to is in step with the guest's tables. The place was not
 * present before, so that no TLB holds anything for it and the guest need not flush.
 */
final class SyncBeforeLink {
  private SyncBeforeLink() {}

  static void check(Observed observed, Findings findings) {
    if (observed.links().isEmpty() || observed.active().mmu().directMap()) {
      return;
    }
    AccessComparison comparison = new AccessComparison(observed);
    Entries.leaves(
        observed,
        leaf -> {
          boolean behind = leaf.linked() && observed.vm().pages().unsync(leaf.page());
          String wrong = behind ? comparison.wrong(leaf.address(), true) : null;
          if (wrong != null && comparison.wrong(leaf.address(), false) == null) {
            findings.add(
                observed.name(leaf.page()) + " entry " + leaf.at(),
                "%s; the way there is new, so no flush is owed, and another vCPU may go it before"
                    + " this one synchronises",
                wrong);
          }
        });
  }
}

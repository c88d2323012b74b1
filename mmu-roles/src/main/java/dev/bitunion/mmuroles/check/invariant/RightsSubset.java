package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.shadow.RequestSetBits;
import dev.bitunion.mmuroles.shadow.ShadowContext;

/**
 * What shadow entries let pass, the guest's tables let pass too: every leaf below the current root,
 * each kind of access. Tables that the guest changed may be taken as they were until the TLB must
 * be coherent again.
 */
final class RightsSubset {
  private RightsSubset() {}

  static void check(Observed observed, Findings findings) {
    boolean syncs = (observed.vm().requests() & RequestSetBits.SYNC_MASK) != 0;
    if (observed.active().root() == ShadowContext.INVALID || syncs) {
      return; // Nothing runs before the root is loaded and synchronised.
    }
    AccessComparison comparison = new AccessComparison(observed);
    Entries.leaves(
        observed,
        leaf -> {
          String wrong = comparison.wrong(leaf.address(), false);
          if (wrong != null) {
            findings.add(observed.name(leaf.page()) + " entry " + leaf.at(), "%s", wrong);
          }
        });
    if (observed.invalidated() && !observed.active().mmu().directMap()) {
      long address = observed.on().memory().lastInvalidated();
      String wrong = comparison.wrong(address, true);
      if (wrong != null) {
        findings.add(String.format("address 0x%x, just invalidated", address), "%s", wrong);
      }
    }
  }
}

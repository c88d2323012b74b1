package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.mmu.GuestCpuid;

/**
 * What no event of a trace says.
 *
 * @param npt two-dimensional paging is in use; null: the trace's roles tell
 * @param maxphyaddr the guest's physical address bits; 0: not stated
 * @param tdpLevel levels of two-dimensional paging; 0: the trace's roles tell
 */
public record StaticFacts(Boolean npt, int maxphyaddr, int tdpLevel) {
  /** Nothing is known. */
  public static final StaticFacts UNKNOWN = new StaticFacts(null, 0, 0);

  /** What a guest has that was given nothing else. */
  private static final int USUAL_MAXPHYADDR = 40;

  private static final int[] OTHER_MAXPHYADDR = {36, 39, 42, 43, 44, 45, 46, 48, 52};

  /** What is assumed of the guest's CPUID at first. */
  GuestCpuid cpuid() {
    return new GuestCpuid(maxphyaddr == 0 ? USUAL_MAXPHYADDR : maxphyaddr, true, false);
  }

  /** What else its CPUID may be, as far as nobody stated it, the likeliest first. */
  GuestCpuid[] alternatives() {
    GuestCpuid usual = cpuid();
    int widths = maxphyaddr == 0 ? OTHER_MAXPHYADDR.length : 0;
    GuestCpuid[] all = new GuestCpuid[2 + 2 * widths];
    all[0] = new GuestCpuid(usual.maxphyaddr(), true, true);
    all[1] = new GuestCpuid(usual.maxphyaddr(), false, false);
    for (int i = 0; i < widths; i++) {
      all[2 + 2 * i] = new GuestCpuid(OTHER_MAXPHYADDR[i], true, false);
      all[3 + 2 * i] = new GuestCpuid(OTHER_MAXPHYADDR[i], true, true);
    }
    return all;
  }
}

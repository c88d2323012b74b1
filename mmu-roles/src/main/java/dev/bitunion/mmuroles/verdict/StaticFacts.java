package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.mmu.GuestCpuid;
import java.util.ArrayList;
import java.util.List;

/**
 * What no event of a trace says.
 *
 * @param npt two-dimensional paging is in use; null: the trace's roles tell
 * @param maxphyaddr the guest's physical address bits; 0: not stated
 * @param tdpLevel levels of two-dimensional paging; 0: the trace's roles tell
 * @param adDisabled two-dimensional paging has no accessed and dirty bits
 * @param gbPages whether the guest has pages of 1 GB; null: not stated
 * @param amd whether the guest's CPUID is AMD's; null: not stated
 */
public record StaticFacts(
    Boolean npt, int maxphyaddr, int tdpLevel, boolean adDisabled, Boolean gbPages, Boolean amd) {
  /** Nothing is known. */
  public static final StaticFacts UNKNOWN = stated(null, 0);

  /** What a guest has that was given nothing else. */
  private static final int USUAL_MAXPHYADDR = 40;

  private static final int[] OTHER_MAXPHYADDR = {36, 39, 42, 43, 44, 45, 46, 48, 52};

  /**
   * What a user states.
   *
   * @param npt two-dimensional paging is in use; null: not stated
   * @param maxphyaddr the guest's physical address bits; 0: not stated
   */
  public static StaticFacts stated(Boolean npt, int maxphyaddr) {
    return new StaticFacts(npt, maxphyaddr, 0, false, null, null);
  }

  /** What is assumed of the guest's CPUID at first. */
  GuestCpuid cpuid() {
    return new GuestCpuid(
        maxphyaddr == 0 ? USUAL_MAXPHYADDR : maxphyaddr,
        gbPages == null || gbPages,
        amd != null && amd);
  }

  /** What else its CPUID may be, as far as nobody stated it, the likeliest first. */
  List<GuestCpuid> alternatives() {
    GuestCpuid usual = cpuid();
    List<GuestCpuid> all = new ArrayList<>();
    add(all, usual.maxphyaddr(), true, true);
    add(all, usual.maxphyaddr(), false, false);
    if (maxphyaddr == 0) {
      for (int width : OTHER_MAXPHYADDR) {
        add(all, width, true, false);
        add(all, width, true, true);
      }
    }
    return all;
  }

  private void add(List<GuestCpuid> all, int width, boolean large, boolean isAmd) {
    if ((gbPages == null || gbPages == large) && (amd == null || amd == isAmd)) {
      all.add(new GuestCpuid(width, large, isAmd));
    }
  }
}

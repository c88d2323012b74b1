package dev.bitunion.mmuroles.trace;

import static dev.bitunion.mmuroles.trace.Bytes.ascii;

/** Decides, at the first page event, whether pages may exist that the trace has not shown. */
final class Start {
  private static final byte[] START_NOTHING = ascii("start=nothing");
  private static final byte[] START_MID_LIFE = ascii("start=mid-life");

  private final FieldReader fields = new FieldReader();
  private ReplayOptions.Start stated;
  private boolean sawFreshVcpu;
  private boolean sawUsedVcpu;
  private boolean sawGap;
  private String why = "no page event";

  Start(ReplayOptions.Start stated) {
    this.stated = stated;
  }

  /** A kvm_init_mmu before the first page: the stored role is 0 only while a vCPU is created. */
  void initMmu(long role, boolean readable) {
    if (readable && role == 0) {
      sawFreshVcpu = true;
    } else if (readable && !sawFreshVcpu) {
      sawUsedVcpu = true;
    }
  }

  /** Events were lost before the first page. */
  void gap() {
    sawGap = true;
  }

  void facts(byte[] bytes, int from, int to) {
    if (stated == ReplayOptions.Start.AUTO) {
      if (fields.over(bytes, from, to).has(START_NOTHING)) {
        stated = ReplayOptions.Start.NOTHING;
      } else if (fields.has(START_MID_LIFE)) {
        stated = ReplayOptions.Start.MID_LIFE;
      }
    }
  }

  boolean isFromNothing(EventKind kind, PageEvent first) {
    if (stated != ReplayOptions.Start.AUTO) {
      why = "as stated";
      return stated == ReplayOptions.Start.NOTHING;
    }
    if (sawGap) {
      why = "events before the first page were lost";
      return false;
    }
    if (sawFreshVcpu) {
      why = "a vCPU is created before the first page";
      return true;
    }
    if (sawUsedVcpu) {
      why = "a vCPU that has run is seen before the first page";
      return false;
    }
    if (kind == EventKind.GET_PAGE && isRootAfterReset(first)) {
      why = "the first page is the root of a vCPU after reset";
      return true;
    }
    why = "the first page is not the root of a vCPU after reset";
    return false;
  }

  /** A new direct root of gfn 0 that allows everything: what a vCPU without paging loads first. */
  private static boolean isRootAfterReset(PageEvent page) {
    int role = page.role();
    TracedLayout layout = page.layout();
    return page.created()
        && page.gfn() == 0
        && page.rootCount() == 0
        && layout.isDirect(role)
        && layout.allowsAll(role)
        && !layout.isSmm(role)
        && !layout.isGuestMode(role)
        && layout.isAtLeast(role, 2)
        && (layout.isAtLeast(role, 4) || !layout.isAtLeast(role, 3));
  }

  /** What the decision rests on, as a clause. */
  String why() {
    return why;
  }
}

package dev.bitunion.mmuroles.trace;

/**
 * The identity rules of shadow pages, applied to one VM's page events in the order of the trace.
 *
 * <p>A page is live from the kvm_mmu_get_page that made it until it is zapped or a
 * kvm_mmu_zap_all_fast starts a new epoch; pages of older epochs are zapped later and never found
 * again. {@code new} means that no live page had this gfn and role, {@code existing} that one had.
 * What a trace that starts mid-life, or has gaps, meets for the first time is learned. After a
 * violation the table follows the trace, so that one wrong event is reported once.
 *
 * <p>In text traces a gfn and the printed part of the role stand for up to {@value #TEXT_LIVE}
 * pages. These are interchangeable, so counting them per state finds exactly the contradictions
 * that hold for every completion of the fields that are not printed.
 */
final class PageRules {
  /** Completions of the five fields that text does not print, smm being 0 or 1. */
  static final int TEXT_LIVE = 32;

  private static final int UNKNOWN = -1;

  private final LivePages pages = new LivePages();
  private final ViolationLog log;

  private boolean midLife;
  private boolean tdpMmu;
  private boolean usedKnown;
  private int generation = UNKNOWN;
  private boolean sawZapAllFast;

  /** The last page was of another generation. */
  private boolean foreign;

  private long learned;

  /** A page was zapped while unsync on this line; its thread's next page event must sync it. */
  private long pendingLine;

  private int pendingPid;
  private long pendingGfn;
  private int pendingRole;

  PageRules(ViolationLog log) {
    this.log = log;
  }

  /** Said once, before the first page: whether pages may exist that the trace has not shown. */
  void start(boolean isMidLife) {
    midLife = isMidLife;
    usedKnown = !isMidLife;
  }

  /** Events were lost: whatever is not seen again may have changed. */
  void gap() {
    pages.gap();
    generation = UNKNOWN;
    usedKnown = false;
    pendingLine = 0;
  }

  /** The TDP MMU is in use: its roots are freed without an event and its pages not counted. */
  void tdpMmu() {
    tdpMmu = true;
    usedKnown = false;
  }

  /** Whether a page may be live; before the first page of a trace nobody knows. */
  boolean mayBeLive(long gfn, int key) {
    return midLife || pages.hasGaps() || PageStates.live(pages.counts(pages.slot(gfn, key))) > 0;
  }

  /** Applies a page event. */
  void page(EventKind kind, PageEvent page, EventLine line, long number) {
    if (pendingLine != 0) {
      settlePending(kind, page, line);
    }
    if (kind == EventKind.GET_PAGE) {
      followGeneration(page, number);
    }
    int key = page.key();
    int slot = pages.slot(page.gfn(), key);
    if (page.role() != key && kind != EventKind.PREPARE_ZAP_PAGE) {
      report(ViolationKind.INVALID, number, page, slot);
    }
    switch (kind) {
      case GET_PAGE -> get(page, key, slot, number);
      case PREPARE_ZAP_PAGE -> zap(page, key, slot, line, number);
      case UNSYNC_PAGE -> unsync(page, key, slot, number);
      case SYNC_PAGE -> sync(page, key, slot, number);
      default -> throw new IllegalArgumentException(kind.name());
    }
  }

  /** kvm_mmu_zap_all_fast, which is printed before the generation toggles. */
  void zapAllFast(int printedGeneration, long printedUsed, long number) {
    if (generation != UNKNOWN && sawZapAllFast && generation != printedGeneration) {
      report(ViolationKind.GENERATION, number, 0, 0, 0);
    }
    if (usedKnown && printedUsed != pages.used()) {
      if (printedUsed == pages.usedIndirect()) {
        tdpMmu();
      } else {
        report(ViolationKind.USED_PAGES, number, 0, 0, 0);
      }
    }
    sawZapAllFast = true;
    generation = printedGeneration == 0 ? 1 : 0;
    pages.newEpoch();
  }

  /** Pages that kvm_mmu_get_page returns are always of the current generation. */
  private void followGeneration(PageEvent page, long number) {
    // The TDP MMU does not fill the field in; its pages are direct.
    if (!page.hasGeneration() || page.layout().isDirect(page.role())) {
      return;
    }
    if (generation == UNKNOWN || generation == page.generation()) {
      generation = page.generation();
      foreign = false;
      return;
    }
    if (sawZapAllFast && !foreign) {
      // One wrong event, or the first after a kvm_mmu_zap_all_fast that is missing: the next tells.
      report(ViolationKind.GENERATION, number, page, -1);
      foreign = true;
      return;
    }
    pages.newEpoch();
    generation = page.generation();
    foreign = false;
  }

  private void get(PageEvent page, int key, int slot, long number) {
    if (page.created()) {
      create(page, key, slot, number);
    } else {
      reuse(page, key, slot, number);
    }
  }

  private void create(PageEvent page, int key, int slot, long number) {
    int most = page.hidden() ? TEXT_LIVE : 1;
    if (PageStates.live(pages.counts(slot)) >= most) {
      boolean freedSilently = pages.isStale(slot) || tdpMmu && page.layout().isAtLeast(key, 4);
      if (!freedSilently) {
        report(ViolationKind.CREATED_WHILE_LIVE, number, page, slot);
      }
      pages.dropLive(slot, page);
    }
    int at = pages.slotOrNew(slot, page.gfn(), key);
    pages.addLive(at, page, page.unsync());
    pages.see(at, number);
  }

  private void reuse(PageEvent page, int key, int slot, long number) {
    long counts = pages.counts(slot);
    int at = slot;
    if (PageStates.live(counts) == 0) {
      learnOrReport(ViolationKind.REUSED_NOT_LIVE, page, slot, number);
      at = pages.slotOrNew(slot, page.gfn(), key);
      pages.addLive(at, page, page.unsync());
    } else if (PageStates.live(counts, page.unsync()) == 0) {
      reportUnlessStale(ViolationKind.UNSYNC_FLAG, page, slot, number);
      pages.moveLive(slot, page.unsync());
    }
    pages.see(at, number);
  }

  private void unsync(PageEvent page, int key, int slot, long number) {
    long counts = pages.counts(slot);
    int at = slot;
    if (PageStates.live(counts) == 0) {
      learnOrReport(ViolationKind.UNSYNC_NOT_LIVE, page, slot, number);
      at = pages.slotOrNew(slot, page.gfn(), key);
      pages.addLive(at, page, true);
    } else if (PageCountsBits.liveSync(counts) > 0) {
      pages.moveLive(slot, true);
    } else {
      reportUnlessStale(ViolationKind.UNSYNC_TWICE, page, slot, number);
    }
    pages.see(at, number);
  }

  private void sync(PageEvent page, int key, int slot, long number) {
    long counts = pages.counts(slot);
    int at = slot;
    if (PageCountsBits.zappedUnsync(counts) > 0) {
      pages.setCounts(slot, PageStates.addZappedUnsync(counts, -1));
      forgetIfGone(slot);
      return;
    }
    if (PageCountsBits.liveUnsync(counts) > 0) {
      pages.moveLive(slot, false);
    } else if (PageStates.live(counts) > 0) {
      reportUnlessStale(ViolationKind.SYNC_NOT_UNSYNC, page, slot, number);
    } else if (PageStates.oldUnsync(counts) > 0) {
      pages.setCounts(slot, PageStates.syncOld(counts));
    } else {
      learnOrReport(ViolationKind.SYNC_NOT_LIVE, page, slot, number);
      at = pages.slotOrNew(slot, page.gfn(), key);
      pages.addLive(at, page, false);
    }
    pages.see(at, number);
  }

  private void zap(PageEvent page, int key, int slot, EventLine line, long number) {
    if (page.role() != key) {
      free(page, slot, number);
      return;
    }
    int at = slot;
    if (zapOld(page, slot) || zapLive(page, slot, number)) {
      pages.see(at, number);
    } else {
      learnOrReport(ViolationKind.ZAPPED_NOT_LIVE, page, slot, number);
      at = pages.slotOrNew(slot, page.gfn(), key);
      pages.see(at, number);
      if (page.generation() != generation) {
        // An older epoch's page: a live one of the same role may exist beside it.
        pages.doubt(at);
      }
    }
    if (page.unsync()) {
      pages.setCounts(at, PageStates.addZappedUnsync(pages.counts(at), 1));
      pendingLine = number;
      pendingPid = line.pid();
      pendingGfn = page.gfn();
      pendingRole = key;
    }
    if (page.rootCount() > 0) {
      pages.setCounts(at, PageStates.addPinned(pages.counts(at), 1));
    }
    forgetIfGone(at);
  }

  /** A zapped root's last user is gone: it is printed once more, with {@code invalid}. */
  private void free(PageEvent page, int slot, long number) {
    if (PageCountsBits.pinned(pages.counts(slot)) > 0) {
      pages.free(slot, page);
      forgetIfGone(slot);
    } else {
      learnOrReport(ViolationKind.FREED_NOT_ZAPPED, page, slot, number);
    }
  }

  /** Zaps a page of an older epoch if one fits: those go first. */
  private boolean zapOld(PageEvent page, int slot) {
    return page.hasGeneration()
        ? pages.zapOld(slot, page, page.generation() == 0 ? 0 : 1)
        : pages.zapOld(slot, page, 0) || pages.zapOld(slot, page, 1);
  }

  private boolean zapLive(PageEvent page, int slot, long number) {
    long counts = pages.counts(slot);
    boolean fits = !page.hasGeneration() || page.generation() == PageCountsBits.generation(counts);
    if (!fits || PageStates.live(counts) == 0) {
      return false;
    }
    boolean asPrinted = PageStates.live(counts, page.unsync()) > 0;
    if (!asPrinted) {
      reportUnlessStale(ViolationKind.UNSYNC_FLAG, page, slot, number);
    }
    pages.zapLive(slot, page, page.unsync() == asPrinted);
    return true;
  }

  private void settlePending(EventKind kind, PageEvent page, EventLine line) {
    if (line.pid() == pendingPid) {
      boolean settled =
          kind == EventKind.SYNC_PAGE && page.gfn() == pendingGfn && page.role() == pendingRole;
      if (!settled) {
        report(ViolationKind.SYNC_MISSING, pendingLine, pendingGfn, pendingRole, 0);
        int slot = pages.slot(pendingGfn, pendingRole);
        if (slot >= 0) {
          pages.setCounts(slot, PageStates.addZappedUnsync(pages.counts(slot), -1));
          forgetIfGone(slot);
        }
      }
      pendingLine = 0;
    }
  }

  /** What is gone is worth a slot only where absence would otherwise mean ignorance. */
  private void forgetIfGone(int slot) {
    if (!midLife && !pages.hasGaps()) {
      pages.forgetIfGone(slot);
    }
  }

  private void learnOrReport(ViolationKind kind, PageEvent page, int slot, long number) {
    boolean mayExist = slot < 0 ? midLife || pages.hasGaps() : pages.isStale(slot);
    if (mayExist) {
      learned++;
    } else {
      report(kind, number, page, slot);
    }
  }

  private void reportUnlessStale(ViolationKind kind, PageEvent page, int slot, long number) {
    if (!pages.isStale(slot)) {
      report(kind, number, page, slot);
    }
  }

  private void report(ViolationKind kind, long number, PageEvent page, int slot) {
    report(kind, number, page.gfn(), page.role(), pages.lastLine(slot));
  }

  private void report(ViolationKind kind, long number, long gfn, int role, long earlier) {
    // What the table holds may be off by one from here on.
    usedKnown = false;
    log.add(new Violation(number, kind, gfn, role, earlier));
  }

  /** Pages met for the first time that must have existed before. */
  long learned() {
    return learned;
  }

  LivePages pages() {
    return pages;
  }
}

package dev.bitunion.mmuroles.trace;

/**
 * The pages of one VM as a trace shows them: by (gfn, role) and summed by gfn, in the current
 * epoch. Only moves pages; what is allowed is {@link PageRules}' business.
 */
final class LivePages {
  private final PageTable pages = new PageTable();
  private final GfnTable gfns = new GfnTable();
  private int epoch;
  private int gaps;
  private long used;
  private long usedIndirect;

  /** kvm_mmu_zap_all_fast: what was live is of an older epoch now. */
  void newEpoch() {
    epoch++;
    if ((epoch & GfnCountsBits.EPOCH_MAX) == 0) {
      gfns.forgetLive();
    }
  }

  /** Events were lost: what is in the table is stale until it is seen again. */
  void gap() {
    gaps = gaps == PageSeenBits.GAP_MAX ? 1 : gaps + 1;
  }

  /** The slot of (gfn, role) with its pages counted in the current epoch, or -1. */
  int slot(long gfn, int key) {
    int slot = pages.find(gfn, key);
    if (slot >= 0 && pages.epoch(slot) != epoch) {
      pages.setCounts(slot, PageStates.age(pages.counts(slot)));
      pages.setEpoch(slot, epoch);
    }
    return slot;
  }

  /** The slot, added with no page if there is none. */
  int slotOrNew(int slot, long gfn, int key) {
    return slot < 0 ? pages.add(gfn, key, epoch) : slot;
  }

  /** The {@link PageCounts} of a slot; 0 for -1. */
  long counts(int slot) {
    return slot < 0 ? 0 : pages.counts(slot);
  }

  void setCounts(int slot, long counts) {
    pages.setCounts(slot, counts);
  }

  /** One more live page, as printed. */
  void addLive(int slot, PageEvent page, boolean unsync) {
    long counts = PageStates.addLive(pages.counts(slot), unsync, 1);
    if (page.hasGeneration()) {
      counts = PageCountsBits.withGenerationTruncated(counts, page.generation());
    }
    pages.setCounts(slot, counts);
    gfns.addLive(page.gfn(), epoch);
    countUsed(page, 1);
    if (isTracked(page)) {
      gfns.addTrack(page.gfn(), page.layout().isSmm(page.role()));
    }
  }

  /** One live page less, whatever its state, that no event freed. */
  void dropLive(int slot, PageEvent page) {
    long counts = pages.counts(slot);
    boolean unsync = PageCountsBits.liveUnsync(counts) > 0;
    pages.setCounts(slot, PageStates.addLive(counts, unsync, -1));
    gfns.removeLive(page.gfn(), epoch);
    account(page);
  }

  void moveLive(int slot, boolean toUnsync) {
    long counts = PageStates.addLive(pages.counts(slot), !toUnsync, -1);
    pages.setCounts(slot, PageStates.addLive(counts, toUnsync, 1));
  }

  /** Zaps a live page that is in this state. */
  void zapLive(int slot, PageEvent page, boolean unsync) {
    pages.setCounts(slot, PageStates.addLive(pages.counts(slot), unsync, -1));
    gfns.removeLive(page.gfn(), epoch);
    account(page);
  }

  /** Zaps a page of an older epoch, in the state that is printed; false if there is none. */
  boolean zapOld(int slot, PageEvent page, int generation) {
    long counts = counts(slot);
    if (PageStates.old(counts, generation, page.unsync()) == 0) {
      return false;
    }
    pages.setCounts(slot, PageStates.addOld(counts, generation, page.unsync(), -1));
    account(page);
    return true;
  }

  /** A page is zapped: gfn_track goes down, and unless it is a root still it is free. */
  private void account(PageEvent page) {
    if (page.rootCount() == 0) {
      countUsed(page, -1);
    }
    if (isTracked(page)) {
      gfns.removeTrack(page.gfn(), page.layout().isSmm(page.role()));
    }
  }

  private static boolean isTracked(PageEvent page) {
    return page.layout().isTracked(page.role());
  }

  /** A zapped root is free at last. */
  void free(int slot, PageEvent page) {
    pages.setCounts(slot, PageStates.addPinned(pages.counts(slot), -1));
    countUsed(page, -1);
  }

  private void countUsed(PageEvent page, int change) {
    used += change;
    usedIndirect += page.layout().isDirect(page.role()) ? 0 : change;
  }

  /** A line spoke of the slot's pages. */
  void see(int slot, long line) {
    pages.setSeen(slot, PageSeenBits.withGap(PageSeenBits.withLineTruncated(0, line), gaps));
  }

  /** Makes a slot stale, as if a gap had followed its last line. */
  void doubt(int slot) {
    int other = gaps == 0 ? PageSeenBits.GAP_MAX : gaps - 1;
    pages.setSeen(slot, PageSeenBits.withGap(pages.seen(slot), other));
  }

  /** Whether events were lost since a line last spoke of the slot's pages. */
  boolean isStale(int slot) {
    return PageSeenBits.gap(pages.seen(slot)) != gaps;
  }

  /** Line that last spoke of the slot's pages; 0 for -1. */
  long lastLine(int slot) {
    return slot < 0 ? 0 : PageSeenBits.line(pages.seen(slot));
  }

  /** Drops a slot that counts no page. */
  void forgetIfGone(int slot) {
    if (PageTable.isGone(pages.counts(slot))) {
      pages.remove(slot);
    }
  }

  boolean hasGaps() {
    return gaps > 0;
  }

  int epoch() {
    return epoch;
  }

  /** Pages that are not free: KVM's n_used_mmu_pages, where no TDP MMU makes pages of its own. */
  long used() {
    return used;
  }

  /** Those of them that are not direct. */
  long usedIndirect() {
    return usedIndirect;
  }

  GfnTable gfns() {
    return gfns;
  }

  /** Slots in use. */
  int size() {
    return pages.size();
  }
}

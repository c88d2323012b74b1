package dev.bitunion.mmuroles.trace;

/** Moves of pages between the states that a {@link PageCounts} word counts. */
final class PageStates {
  private PageStates() {}

  static int live(long counts) {
    return PageCountsBits.liveSync(counts) + PageCountsBits.liveUnsync(counts);
  }

  static int live(long counts, boolean unsync) {
    return unsync ? PageCountsBits.liveUnsync(counts) : PageCountsBits.liveSync(counts);
  }

  /** Adds to the live pages; at most {@link PageCountsBits#LIVE_SYNC_MAX} are counted. */
  static long addLive(long counts, boolean unsync, int change) {
    int now = inRange(live(counts, unsync) + change);
    return unsync
        ? PageCountsBits.withLiveUnsync(counts, now)
        : PageCountsBits.withLiveSync(counts, now);
  }

  static int old(long counts, int generation, boolean unsync) {
    if (generation == 0) {
      return unsync ? PageCountsBits.oldUnsync0(counts) : PageCountsBits.oldSync0(counts);
    }
    return unsync ? PageCountsBits.oldUnsync1(counts) : PageCountsBits.oldSync1(counts);
  }

  static long addOld(long counts, int generation, boolean unsync, int change) {
    int now = inRange(old(counts, generation, unsync) + change);
    if (generation == 0) {
      return unsync
          ? PageCountsBits.withOldUnsync0(counts, now)
          : PageCountsBits.withOldSync0(counts, now);
    }
    return unsync
        ? PageCountsBits.withOldUnsync1(counts, now)
        : PageCountsBits.withOldSync1(counts, now);
  }

  static int oldUnsync(long counts) {
    return PageCountsBits.oldUnsync0(counts) + PageCountsBits.oldUnsync1(counts);
  }

  /** An older epoch's page is synced. */
  static long syncOld(long counts) {
    int generation = PageCountsBits.oldUnsync0(counts) > 0 ? 0 : 1;
    return addOld(addOld(counts, generation, true, -1), generation, false, 1);
  }

  static long addPinned(long counts, int change) {
    return PageCountsBits.withPinned(counts, inRange(PageCountsBits.pinned(counts) + change));
  }

  static long addZappedUnsync(long counts, int change) {
    return PageCountsBits.withZappedUnsync(
        counts, inRange(PageCountsBits.zappedUnsync(counts) + change));
  }

  /** A new epoch began: what was live is old. */
  static long age(long counts) {
    if (live(counts) == 0) {
      return counts;
    }
    int generation = PageCountsBits.generation(counts);
    int sync = PageCountsBits.liveSync(counts);
    int unsync = PageCountsBits.liveUnsync(counts);
    long aged = PageCountsBits.withLiveUnsync(PageCountsBits.withLiveSync(counts, 0), 0);
    return addOld(addOld(aged, generation, false, sync), generation, true, unsync);
  }

  private static int inRange(int count) {
    return Math.max(0, Math.min(count, PageCountsBits.LIVE_SYNC_MAX));
  }
}

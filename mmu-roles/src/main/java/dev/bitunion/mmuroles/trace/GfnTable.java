package dev.bitunion.mmuroles.trace;

/**
 * Live pages and gfn_track by gfn, with the highest values ever seen. It grows with the gfns that
 * have pages.
 */
final class GfnTable {
  private static final int FIRST_CAPACITY = 1024;
  private static final int WORDS = 2;
  private static final int COUNTS = 1;

  private long[] words = new long[FIRST_CAPACITY * WORDS];
  private int capacity = FIRST_CAPACITY;
  private int used;
  private int mostLive;
  private long mostLiveGfn = -1;
  private int peakTrack;
  private long peakTrackGfn = -1;

  /** Counts a live page in, in this epoch; older epochs' pages of the gfn are live no more. */
  void addLive(long gfn, int epoch) {
    int base = slotOf(gfn) * WORDS;
    long counts = inEpoch(words[base + COUNTS], epoch);
    int live = Math.min(GfnCountsBits.live(counts) + 1, GfnCountsBits.LIVE_MAX);
    words[base + COUNTS] = GfnCountsBits.withLive(counts, live);
    if (live > mostLive) {
      mostLive = live;
      mostLiveGfn = gfn;
    }
  }

  /** Counts a live page out. */
  void removeLive(long gfn, int epoch) {
    int slot = find(gfn);
    if (slot >= 0) {
      long counts = inEpoch(words[slot * WORDS + COUNTS], epoch);
      int live = Math.max(GfnCountsBits.live(counts) - 1, 0);
      store(slot, GfnCountsBits.withLive(counts, live));
    }
  }

  /** gfn_track goes up in the normal or in SMM's address space. */
  void addTrack(long gfn, boolean smm) {
    int base = slotOf(gfn) * WORDS;
    long counts = words[base + COUNTS];
    int old = smm ? GfnCountsBits.trackSmm(counts) : GfnCountsBits.track(counts);
    int track = Math.min(old + 1, GfnCountsBits.TRACK_MAX);
    words[base + COUNTS] = withTrack(counts, smm, track);
    if (track > peakTrack) {
      peakTrack = track;
      peakTrackGfn = gfn;
    }
  }

  /** gfn_track goes down. */
  void removeTrack(long gfn, boolean smm) {
    int slot = find(gfn);
    if (slot >= 0) {
      long counts = words[slot * WORDS + COUNTS];
      int old = smm ? GfnCountsBits.trackSmm(counts) : GfnCountsBits.track(counts);
      store(slot, withTrack(counts, smm, Math.max(old - 1, 0)));
    }
  }

  private static long withTrack(long counts, boolean smm, int track) {
    return smm ? GfnCountsBits.withTrackSmm(counts, track) : GfnCountsBits.withTrack(counts, track);
  }

  /** gfn_track of a gfn in one address space. */
  int track(long gfn, boolean smm) {
    int slot = find(gfn);
    if (slot < 0) {
      return 0;
    }
    long counts = words[slot * WORDS + COUNTS];
    return smm ? GfnCountsBits.trackSmm(counts) : GfnCountsBits.track(counts);
  }

  /** Live pages of a gfn in this epoch. */
  int live(long gfn, int epoch) {
    int slot = find(gfn);
    return slot < 0 ? 0 : GfnCountsBits.live(inEpoch(words[slot * WORDS + COUNTS], epoch));
  }

  private static long inEpoch(long counts, int epoch) {
    int low = epoch & GfnCountsBits.EPOCH_MAX;
    return GfnCountsBits.epoch(counts) == low
        ? counts
        : GfnCountsBits.withEpoch(GfnCountsBits.withLive(counts, 0), low);
  }

  /**
   * Only 16 bits of an epoch are kept: called when they wrap, so that none is taken for another.
   */
  void forgetLive() {
    for (int at = COUNTS; at < words.length; at += WORDS) {
      words[at] = GfnCountsBits.withLive(words[at], 0);
    }
    rebuild(capacity);
  }

  private static boolean isEmpty(long counts) {
    return GfnCountsBits.withEpoch(counts, 0) == 0;
  }

  private void store(int slot, long counts) {
    words[slot * WORDS + COUNTS] = counts;
    if (isEmpty(counts)) {
      remove(slot);
    }
  }

  private int find(long gfn) {
    int mask = capacity - 1;
    for (int slot = Hash.of(gfn, 0) & mask; ; slot = (slot + 1) & mask) {
      if (isEmpty(words[slot * WORDS + COUNTS])) {
        return -1;
      }
      if (words[slot * WORDS] == gfn) {
        return slot;
      }
    }
  }

  /** The gfn's slot, added with zero counts if need be; the caller then counts something in. */
  private int slotOf(long gfn) {
    int slot = find(gfn);
    if (slot >= 0) {
      return slot;
    }
    if ((used + 1) * 5L > capacity * 3L) {
      rebuild(Math.multiplyExact(capacity, 2));
    }
    used++;
    slot = free(gfn);
    words[slot * WORDS] = gfn;
    words[slot * WORDS + COUNTS] = 0;
    return slot;
  }

  private int free(long gfn) {
    int mask = capacity - 1;
    int slot = Hash.of(gfn, 0) & mask;
    while (!isEmpty(words[slot * WORDS + COUNTS])) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void rebuild(int newCapacity) {
    long[] old = words;
    capacity = newCapacity;
    words = new long[Math.multiplyExact(capacity, WORDS)];
    used = 0;
    for (int base = 0; base < old.length; base += WORDS) {
      if (!isEmpty(old[base + COUNTS])) {
        System.arraycopy(old, base, words, free(old[base]) * WORDS, WORDS);
        used++;
      }
    }
  }

  private void remove(int slot) {
    int mask = capacity - 1;
    int hole = slot;
    for (int next = (hole + 1) & mask;
        !isEmpty(words[next * WORDS + COUNTS]);
        next = (next + 1) & mask) {
      int home = Hash.of(words[next * WORDS], 0) & mask;
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        System.arraycopy(words, next * WORDS, words, hole * WORDS, WORDS);
        hole = next;
      }
    }
    words[hole * WORDS + COUNTS] = 0;
    used--;
  }

  /** Most live pages of one gfn at one moment. */
  int mostLive() {
    return mostLive;
  }

  /** The gfn that had them first; -1 if there was no page. */
  long mostLiveGfn() {
    return mostLiveGfn;
  }

  /** Highest gfn_track of a gfn in one address space. */
  int peakTrack() {
    return peakTrack;
  }

  /** The gfn that reached it first; -1 if none was tracked. */
  long peakTrackGfn() {
    return peakTrackGfn;
  }
}

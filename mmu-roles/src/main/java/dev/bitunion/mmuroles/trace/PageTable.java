package dev.bitunion.mmuroles.trace;

/**
 * The pages of one VM by (gfn, role): open addressing over one {@code long[]}, four words a slot,
 * so that a look-up touches one cache line. It grows with the pages that are not freed, not with
 * the trace.
 *
 * <p>Slots are named by index; an index is valid until the next {@link #add} or {@link #remove}.
 */
final class PageTable {
  private static final int WORDS = 4;
  private static final int KEY = 1;
  private static final int COUNTS = 2;
  private static final int SEEN = 3;
  private static final int FIRST_CAPACITY = 1024;

  /** Slots known to be gone that are kept beyond one for each page that is not. */
  private static final int SPARE_GONE = 65536;

  private long[] words = new long[FIRST_CAPACITY * WORDS];
  private int capacity = FIRST_CAPACITY;
  private int used;
  private int gone;

  /** The slot of (gfn, role), or -1. */
  int find(long gfn, int role) {
    long[] table = words;
    int mask = capacity - 1;
    for (int slot = home(gfn, role, mask); ; slot = (slot + 1) & mask) {
      int base = slot * WORDS;
      if (table[base + COUNTS] == 0) {
        return -1;
      }
      if (table[base] == gfn && PageKeyBits.role(table[base + KEY]) == role) {
        return slot;
      }
    }
  }

  /** Adds (gfn, role), which must not be in the table, with no page counted. */
  int add(long gfn, int role, int epoch) {
    if ((used + 1) * 5L > capacity * 3L) {
      rebuild();
    }
    int slot = free(gfn, role);
    int base = slot * WORDS;
    words[base] = gfn;
    words[base + KEY] = PageKeyBits.withEpoch(PageKeyBits.withRole(0, role), epoch);
    words[base + COUNTS] = PageCountsBits.withUsed(0, true);
    words[base + SEEN] = 0;
    used++;
    gone++;
    return slot;
  }

  private int free(long gfn, int role) {
    int mask = capacity - 1;
    int slot = home(gfn, role, mask);
    while (words[slot * WORDS + COUNTS] != 0) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Empties a slot and closes the gap, so that look-ups never meet a tombstone. */
  void remove(int slot) {
    if (isGone(words[slot * WORDS + COUNTS])) {
      gone--;
    }
    int mask = capacity - 1;
    int hole = slot;
    for (int next = (hole + 1) & mask;
        words[next * WORDS + COUNTS] != 0;
        next = (next + 1) & mask) {
      int base = next * WORDS;
      int home = home(words[base], PageKeyBits.role(words[base + KEY]), mask);
      if (((next - home) & mask) >= ((next - hole) & mask)) {
        System.arraycopy(words, base, words, hole * WORDS, WORDS);
        hole = next;
      }
    }
    words[hole * WORDS + COUNTS] = 0;
    used--;
  }

  /** Makes room: forgets what is gone when that is most of the table, else doubles it. */
  private void rebuild() {
    boolean forget = gone > used - gone + SPARE_GONE;
    long[] old = words;
    int oldCapacity = capacity;
    if (!forget) {
      capacity = Math.multiplyExact(capacity, 2);
    }
    words = new long[Math.multiplyExact(capacity, WORDS)];
    if (forget) {
      used -= gone;
      gone = 0;
    }
    for (int slot = 0; slot < oldCapacity; slot++) {
      int base = slot * WORDS;
      long counts = old[base + COUNTS];
      if (counts != 0 && !(forget && isGone(counts))) {
        int to = free(old[base], PageKeyBits.role(old[base + KEY]));
        System.arraycopy(old, base, words, to * WORDS, WORDS);
      }
    }
  }

  /** Whether no page is counted. */
  static boolean isGone(long counts) {
    return PageCountsBits.withGeneration(PageCountsBits.withUsed(counts, false), 0) == 0;
  }

  long gfn(int slot) {
    return words[slot * WORDS];
  }

  int epoch(int slot) {
    return PageKeyBits.epoch(words[slot * WORDS + KEY]);
  }

  void setEpoch(int slot, int epoch) {
    int at = slot * WORDS + KEY;
    words[at] = PageKeyBits.withEpoch(words[at], epoch);
  }

  /** The {@link PageCounts} word. */
  long counts(int slot) {
    return words[slot * WORDS + COUNTS];
  }

  void setCounts(int slot, long counts) {
    int at = slot * WORDS + COUNTS;
    gone += (isGone(counts) ? 1 : 0) - (isGone(words[at]) ? 1 : 0);
    words[at] = counts;
  }

  /** The {@link PageSeen} word. */
  long seen(int slot) {
    return words[slot * WORDS + SEEN];
  }

  void setSeen(int slot, long seen) {
    words[slot * WORDS + SEEN] = seen;
  }

  /** Slots in use. */
  int size() {
    return used;
  }

  private static int home(long gfn, int role, int mask) {
    return Hash.of(gfn, role) & mask;
  }
}

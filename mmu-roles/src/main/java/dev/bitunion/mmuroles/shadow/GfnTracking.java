package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.Arrays;

/**
 * The counters that a memslot keeps for each guest frame and address space: gfn_track (how many
 * upper-level indirect pages shadow the frame) and how many pages forbid a 2 MB or 1 GB mapping
 * around it. Only non-zero counters take space.
 */
public final class GfnTracking {
  /** gfn_track is a u16 in v5.14. */
  public static final int TRACK_MAX = 65535;

  private final LongIntMap[] track = {new LongIntMap(), new LongIntMap()};
  private final LongIntMap disallow = new LongIntMap();
  private final boolean refuses;
  private int refused;

  /**
   * All counters 0.
   *
   * @param refuses whether an update beyond the counter's range is refused; else it wraps
   */
  GfnTracking(boolean refuses) {
    this.refuses = refuses;
  }

  /** gfn_track of a frame in an address space (0 normal, 1 SMM). */
  public int track(long gfn, int space) {
    return track[space].get(gfn);
  }

  /** Whether a write to the frame must be caught, as seen from an address space. */
  public boolean tracked(long gfn, int space) {
    return track[space].get(gfn) != 0;
  }

  /** Pages that forbid a mapping of {@code level} (2 = 2 MB, 3 = 1 GB) over the frame. */
  public int disallow(long gfn, int level, int space) {
    return disallow.get(PageMath.frameKey(PageMath.spanOf(gfn, level), level, space));
  }

  /** Updates refused because the counter would have left 0..65535; the kernel warns. */
  public int refused() {
    return refused;
  }

  /** Frames with a non-zero gfn_track in an address space. */
  public int trackedFrames(int space) {
    return track[space].size();
  }

  /**
   * Changes gfn_track by {@code delta}; an update that would leave 0..65535 is refused with a
   * warning.
   *
   * @return whether the counter changed
   */
  public boolean addTrack(long gfn, int space, int delta) {
    int count = track[space].get(gfn) + delta;
    if (count < 0 || count > TRACK_MAX) {
      refused++;
      if (refuses) {
        return false;
      }
    }
    track[space].put(gfn, count & TRACK_MAX);
    return true;
  }

  /** Changes both disallow counters of a frame. */
  public void addDisallow(long gfn, int space, int delta) {
    for (int level = 2; level <= 3; level++) {
      long key = PageMath.frameKey(PageMath.spanOf(gfn, level), level, space);
      disallow.put(key, disallow.get(key) + delta);
    }
  }

  /** The frames with a non-zero gfn_track in an address space, in ascending order. */
  public long[] trackedGfns(int space) {
    LongIntMap counters = track[space];
    long[] gfns = new long[counters.size()];
    int found = 0;
    for (int slot = 0; slot < counters.capacity(); slot++) {
      if (counters.valueAt(slot) != 0) {
        gfns[found++] = counters.keyAt(slot);
      }
    }
    Arrays.sort(gfns);
    return gfns;
  }

  /** How many disallow counters are not 0. */
  int disallowCounters() {
    return disallow.size();
  }

  /** A disallow counter by its key. */
  int disallowAt(long key) {
    return disallow.get(key);
  }
}

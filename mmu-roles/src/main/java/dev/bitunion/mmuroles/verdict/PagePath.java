package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.trace.KnownPages;

/**
 * The pages that a fault or a root load may ask for, in the order in which it would. A page that is
 * linked already is not asked for: it can be left out if it may be live, and not below a page that
 * was just made, which is empty.
 */
final class PagePath {
  /** A frame that the trace does not show. */
  static final long ANY = -1;

  private static final int MOST = 16;

  private final long[] gfns = new long[MOST];
  private final int[] roles = new int[MOST];
  private int count;
  private int next;
  private boolean everyOne;
  private boolean belowNew;

  /** Starts a list of which any page may be there already and not be asked for. */
  void clear() {
    count = 0;
    next = 0;
    everyOne = false;
    belowNew = false;
  }

  /** Starts a list of which each page is asked for, one after another. */
  void clearForAll() {
    clear();
    everyOne = true;
  }

  void add(long gfn, int role) {
    gfns[count] = gfn;
    roles[count] = role;
    count++;
  }

  /**
   * The place of the next page that has this gfn, and this role if one has both; those before it
   * were there already. Only the {@code printed} bits of a role are compared. -1 if none has the
   * gfn.
   */
  int find(long gfn, int role, int printed, KnownPages known) {
    int found = -1;
    for (int i = next; i < count; i++) {
      if (gfns[i] == gfn || gfns[i] == ANY) {
        if ((roles[i] & printed) == role) {
          return i;
        }
        found = found < 0 ? i : found;
      }
      boolean linked = gfns[i] == ANY || known.mayBeLive(gfns[i], roles[i] & printed);
      if (everyOne || belowNew || !linked) {
        break;
      }
    }
    return found;
  }

  /** A page of the list was made or found. */
  void take(int place, boolean created) {
    next = place + 1;
    belowNew = created;
  }

  int role(int place) {
    return roles[place];
  }

  /** The frame of the first page. */
  long firstGfn() {
    return gfns[0];
  }

  /** The role that was due next; 0 if none was. */
  int nextRole() {
    return next < count ? roles[next] : 0;
  }

  /** The role that was computed for the page taken last; 0 if none was. */
  int lastRole() {
    return next > 0 ? roles[next - 1] : 0;
  }

  boolean isEmpty() {
    return count == 0;
  }
}

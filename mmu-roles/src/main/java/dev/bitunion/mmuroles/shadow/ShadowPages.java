package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.mmu.PageMath.chunk;
import static dev.bitunion.mmuroles.mmu.PageMath.inChunk;
import static dev.bitunion.mmuroles.shadow.PageStateBits.ACTIVE_MASK;
import static dev.bitunion.mmuroles.shadow.PageStateBits.ALLOCATED_MASK;
import static dev.bitunion.mmuroles.shadow.PageStateBits.withActive;
import static dev.bitunion.mmuroles.shadow.PageStateBits.withGeneration;
import static dev.bitunion.mmuroles.shadow.PageStateBits.withUnsync;

import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.PageRoleBits;
import java.util.Arrays;

/**
 * Every shadow page of a VM, as parallel primitive arrays: a page is a small number, its fields are
 * elements. The arrays come in chunks, of which only the first grows, so that millions of pages
 * need no huge array and growing copies none. Also the active list, newest page first. Frees a
 * number for reuse; the serial number says which page it is.
 */
public final class ShadowPages {
  /** No page. */
  public static final int NONE = -1;

  private static final int MIN_CAPACITY = 16;

  private long[][] gfn = {new long[MIN_CAPACITY]};
  private int[][] role = {new int[MIN_CAPACITY]};
  private int[][] serial = {new int[MIN_CAPACITY]};
  private int[][] rootCount = {new int[MIN_CAPACITY]};
  private short[][] unsyncChildren = {new short[MIN_CAPACITY]};
  private byte[][] flooding = {new byte[MIN_CAPACITY]};
  private byte[][] state = {new byte[MIN_CAPACITY]};
  private int[][] older = {new int[MIN_CAPACITY]};
  private int[][] listNewer = {new int[MIN_CAPACITY]};
  private int[][] listOlder = {new int[MIN_CAPACITY]};
  private int[][] parents = {new int[MIN_CAPACITY]};
  private long[][] groups = {new long[MIN_CAPACITY]};

  private int capacity = MIN_CAPACITY;
  private int top;
  private int freeHead = NONE;
  private int allocated;
  private int created;
  private int listHead = NONE;
  private int listTail = NONE;

  /** Takes a number for a new page, on no list and with no entry. */
  int allocate(long pageGfn, int roleWord, int generation) {
    int page = freeHead;
    if (page == NONE) {
      page = top++;
      if (page == capacity) {
        grow();
      }
    } else {
      freeHead = older[chunk(page)][inChunk(page)];
    }
    gfn[chunk(page)][inChunk(page)] = pageGfn;
    role[chunk(page)][inChunk(page)] = roleWord;
    serial[chunk(page)][inChunk(page)] = created++;
    rootCount[chunk(page)][inChunk(page)] = 0;
    unsyncChildren[chunk(page)][inChunk(page)] = 0;
    flooding[chunk(page)][inChunk(page)] = 0;
    state[chunk(page)][inChunk(page)] = (byte) withGeneration(ALLOCATED_MASK, generation);
    parents[chunk(page)][inChunk(page)] = NONE;
    groups[chunk(page)][inChunk(page)] = 0;
    allocated++;
    pushNewest(page);
    return page;
  }

  /** Gives the number of a page back; it must be on no list. */
  void free(int page) {
    state[chunk(page)][inChunk(page)] = 0;
    older[chunk(page)][inChunk(page)] = freeHead;
    freeHead = page;
    allocated--;
  }

  /** Guest frame that the page shadows, or for a direct page the first that it maps. */
  public long gfn(int page) {
    return gfn[chunk(page)][inChunk(page)];
  }

  /** The page's role word. */
  public int role(int page) {
    return role[chunk(page)][inChunk(page)];
  }

  /** Order of creation in this VM, from 0. */
  public int serial(int page) {
    return serial[chunk(page)][inChunk(page)];
  }

  /** How many roots, current and previous, hold the page. */
  public int rootCount(int page) {
    return rootCount[chunk(page)][inChunk(page)];
  }

  /** Raw count of entries marked as leading to unsync pages, stale marks included. */
  public int unsyncChildren(int page) {
    return unsyncChildren[chunk(page)][inChunk(page)];
  }

  /** Emulated writes to the table since a fault last used the page. */
  public int flooding(int page) {
    return flooding[chunk(page)][inChunk(page)];
  }

  /** The page was zapped and is only kept by its root references. */
  public boolean invalid(int page) {
    return PageRoleBits.invalid(role[chunk(page)][inChunk(page)]);
  }

  /** The guest may write the table without KVM noticing. */
  public boolean unsync(int page) {
    return PageStateBits.unsync(state[chunk(page)][inChunk(page)]);
  }

  /** Generation (0 or 1) that the page was made in. */
  public int generation(int page) {
    return PageStateBits.generation(state[chunk(page)][inChunk(page)]);
  }

  /** The number is in use. */
  public boolean isAllocated(int page) {
    return PageStateBits.allocated(state[chunk(page)][inChunk(page)]);
  }

  /** The page is on the active list. */
  public boolean isActive(int page) {
    return PageStateBits.active(state[chunk(page)][inChunk(page)]);
  }

  /** Pages that exist, zapped roots included. */
  public int count() {
    return allocated;
  }

  /** One more than the highest number ever used. */
  public int limit() {
    return top;
  }

  /** Newest page of the active list. */
  public int newestActive() {
    return listHead;
  }

  /** Oldest page of the active list. */
  public int oldestActive() {
    return listTail;
  }

  /** Next newer page of the active list. */
  public int newerActive(int page) {
    return listNewer[chunk(page)][inChunk(page)];
  }

  /** Next older page of the active list. */
  public int olderActive(int page) {
    return listOlder[chunk(page)][inChunk(page)];
  }

  /** Next older valid page of the same gfn. */
  int older(int page) {
    return older[chunk(page)][inChunk(page)];
  }

  void setOlder(int page, int next) {
    older[chunk(page)][inChunk(page)] = next;
  }

  void setInvalid(int page) {
    role[chunk(page)][inChunk(page)] =
        PageRoleBits.withInvalid(role[chunk(page)][inChunk(page)], true);
  }

  void setUnsync(int page, boolean unsync) {
    state[chunk(page)][inChunk(page)] =
        (byte) withUnsync(state[chunk(page)][inChunk(page)], unsync);
  }

  int addRootCount(int page, int delta) {
    rootCount[chunk(page)][inChunk(page)] += delta;
    if (rootCount[chunk(page)][inChunk(page)] < 0) {
      throw new IllegalStateException(
          "page " + serial[chunk(page)][inChunk(page)] + " has a negative root count");
    }
    return rootCount[chunk(page)][inChunk(page)];
  }

  int addUnsyncChildren(int page, int delta) {
    unsyncChildren[chunk(page)][inChunk(page)] += (short) delta;
    return unsyncChildren[chunk(page)][inChunk(page)];
  }

  int flood(int page) {
    return ++flooding[chunk(page)][inChunk(page)];
  }

  void clearFlooding(int page) {
    flooding[chunk(page)][inChunk(page)] = 0;
  }

  /** Head of the list of entries that link this page. */
  int parents(int page) {
    return parents[chunk(page)][inChunk(page)];
  }

  void setParents(int page, int entry) {
    parents[chunk(page)][inChunk(page)] = entry;
  }

  /** A bit for every group of eight entries of which one may be stored. */
  long groups(int page) {
    return groups[chunk(page)][inChunk(page)];
  }

  void setGroups(int page, long mask) {
    groups[chunk(page)][inChunk(page)] = mask;
  }

  /** Takes a page off the active list; nothing if it is on none. */
  void removeActive(int page) {
    if (!isActive(page)) {
      return;
    }
    int newer = listNewer[chunk(page)][inChunk(page)];
    int next = listOlder[chunk(page)][inChunk(page)];
    if (newer == NONE) {
      listHead = next;
    } else {
      listOlder[chunk(newer)][inChunk(newer)] = next;
    }
    if (next == NONE) {
      listTail = newer;
    } else {
      listNewer[chunk(next)][inChunk(next)] = newer;
    }
    state[chunk(page)][inChunk(page)] = (byte) withActive(state[chunk(page)][inChunk(page)], false);
  }

  private void pushNewest(int page) {
    listOlder[chunk(page)][inChunk(page)] = listHead;
    listNewer[chunk(page)][inChunk(page)] = NONE;
    if (listHead == NONE) {
      listTail = page;
    } else {
      listNewer[chunk(listHead)][inChunk(listHead)] = page;
    }
    listHead = page;
    state[chunk(page)][inChunk(page)] |= (byte) ACTIVE_MASK;
  }

  private void grow() {
    if (capacity < PageMath.CHUNK) {
      capacity *= 2;
      gfn[0] = Arrays.copyOf(gfn[0], capacity);
      role[0] = Arrays.copyOf(role[0], capacity);
      serial[0] = Arrays.copyOf(serial[0], capacity);
      rootCount[0] = Arrays.copyOf(rootCount[0], capacity);
      unsyncChildren[0] = Arrays.copyOf(unsyncChildren[0], capacity);
      flooding[0] = Arrays.copyOf(flooding[0], capacity);
      state[0] = Arrays.copyOf(state[0], capacity);
      older[0] = Arrays.copyOf(older[0], capacity);
      listNewer[0] = Arrays.copyOf(listNewer[0], capacity);
      listOlder[0] = Arrays.copyOf(listOlder[0], capacity);
      parents[0] = Arrays.copyOf(parents[0], capacity);
      groups[0] = Arrays.copyOf(groups[0], capacity);
      return;
    }
    int chunk = chunk(capacity);
    if (chunk == gfn.length) {
      growTables(2 * chunk);
    }
    gfn[chunk] = new long[PageMath.CHUNK];
    role[chunk] = new int[PageMath.CHUNK];
    serial[chunk] = new int[PageMath.CHUNK];
    rootCount[chunk] = new int[PageMath.CHUNK];
    unsyncChildren[chunk] = new short[PageMath.CHUNK];
    flooding[chunk] = new byte[PageMath.CHUNK];
    state[chunk] = new byte[PageMath.CHUNK];
    older[chunk] = new int[PageMath.CHUNK];
    listNewer[chunk] = new int[PageMath.CHUNK];
    listOlder[chunk] = new int[PageMath.CHUNK];
    parents[chunk] = new int[PageMath.CHUNK];
    groups[chunk] = new long[PageMath.CHUNK];
    capacity += PageMath.CHUNK;
  }

  private void growTables(int chunks) {
    gfn = Arrays.copyOf(gfn, chunks);
    role = Arrays.copyOf(role, chunks);
    serial = Arrays.copyOf(serial, chunks);
    rootCount = Arrays.copyOf(rootCount, chunks);
    unsyncChildren = Arrays.copyOf(unsyncChildren, chunks);
    flooding = Arrays.copyOf(flooding, chunks);
    state = Arrays.copyOf(state, chunks);
    older = Arrays.copyOf(older, chunks);
    listNewer = Arrays.copyOf(listNewer, chunks);
    listOlder = Arrays.copyOf(listOlder, chunks);
    parents = Arrays.copyOf(parents, chunks);
    groups = Arrays.copyOf(groups, chunks);
  }
}

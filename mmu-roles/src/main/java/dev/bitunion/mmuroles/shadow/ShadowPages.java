package dev.bitunion.mmuroles.shadow;

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
 * elements. Also the active list, newest page first. Frees a number for reuse; the serial number
 * says which page it is.
 */
public final class ShadowPages {
  /** No page. */
  public static final int NONE = -1;

  private static final int MIN_CAPACITY = 16;

  private long[] gfn = new long[MIN_CAPACITY];
  private int[] role = new int[MIN_CAPACITY];
  private int[] serial = new int[MIN_CAPACITY];
  private int[] rootCount = new int[MIN_CAPACITY];
  private short[] unsyncChildren = new short[MIN_CAPACITY];
  private byte[] flooding = new byte[MIN_CAPACITY];
  private byte[] state = new byte[MIN_CAPACITY];
  private int[] older = new int[MIN_CAPACITY];
  private int[] listNewer = new int[MIN_CAPACITY];
  private int[] listOlder = new int[MIN_CAPACITY];
  private int[] parents = new int[MIN_CAPACITY];
  private long[] groups = new long[MIN_CAPACITY];

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
      if (page == gfn.length) {
        grow();
      }
    } else {
      freeHead = older[page];
    }
    gfn[page] = pageGfn;
    role[page] = roleWord;
    serial[page] = created++;
    rootCount[page] = 0;
    unsyncChildren[page] = 0;
    flooding[page] = 0;
    state[page] = (byte) withGeneration(ALLOCATED_MASK, generation);
    parents[page] = NONE;
    groups[page] = 0;
    allocated++;
    pushNewest(page);
    return page;
  }

  /** Gives the number of a page back; it must be on no list. */
  void free(int page) {
    state[page] = 0;
    older[page] = freeHead;
    freeHead = page;
    allocated--;
  }

  /** Guest frame that the page shadows, or for a direct page the first that it maps. */
  public long gfn(int page) {
    return gfn[page];
  }

  /** The page's role word. */
  public int role(int page) {
    return role[page];
  }

  /** Order of creation in this VM, from 0. */
  public int serial(int page) {
    return serial[page];
  }

  /** How many roots, current and previous, hold the page. */
  public int rootCount(int page) {
    return rootCount[page];
  }

  /** Raw count of entries marked as leading to unsync pages, stale marks included. */
  public int unsyncChildren(int page) {
    return unsyncChildren[page];
  }

  /** Emulated writes to the table since a fault last used the page. */
  public int flooding(int page) {
    return flooding[page];
  }

  /** The page was zapped and is only kept by its root references. */
  public boolean invalid(int page) {
    return PageRoleBits.invalid(role[page]);
  }

  /** The guest may write the table without KVM noticing. */
  public boolean unsync(int page) {
    return PageStateBits.unsync(state[page]);
  }

  /** Generation (0 or 1) that the page was made in. */
  public int generation(int page) {
    return PageStateBits.generation(state[page]);
  }

  /** The number is in use. */
  public boolean isAllocated(int page) {
    return PageStateBits.allocated(state[page]);
  }

  /** The page is on the active list. */
  public boolean isActive(int page) {
    return PageStateBits.active(state[page]);
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
    return listNewer[page];
  }

  /** Next older page of the active list. */
  public int olderActive(int page) {
    return listOlder[page];
  }

  /** Next older valid page of the same gfn. */
  int older(int page) {
    return older[page];
  }

  void setOlder(int page, int next) {
    older[page] = next;
  }

  void setInvalid(int page) {
    role[page] = PageRoleBits.withInvalid(role[page], true);
  }

  void setUnsync(int page, boolean unsync) {
    state[page] = (byte) withUnsync(state[page], unsync);
  }

  int addRootCount(int page, int delta) {
    rootCount[page] += delta;
    if (rootCount[page] < 0) {
      throw new IllegalStateException("page " + serial[page] + " has a negative root count");
    }
    return rootCount[page];
  }

  int addUnsyncChildren(int page, int delta) {
    unsyncChildren[page] += (short) delta;
    return unsyncChildren[page];
  }

  int flood(int page) {
    return ++flooding[page];
  }

  void clearFlooding(int page) {
    flooding[page] = 0;
  }

  /** Head of the list of entries that link this page. */
  int parents(int page) {
    return parents[page];
  }

  void setParents(int page, int entry) {
    parents[page] = entry;
  }

  /** A bit for every group of eight entries of which one may be stored. */
  long groups(int page) {
    return groups[page];
  }

  void setGroups(int page, long mask) {
    groups[page] = mask;
  }

  /** Takes a page off the active list; nothing if it is on none. */
  void removeActive(int page) {
    if (!isActive(page)) {
      return;
    }
    int newer = listNewer[page];
    int next = listOlder[page];
    if (newer == NONE) {
      listHead = next;
    } else {
      listOlder[newer] = next;
    }
    if (next == NONE) {
      listTail = newer;
    } else {
      listNewer[next] = newer;
    }
    state[page] = (byte) withActive(state[page], false);
  }

  private void pushNewest(int page) {
    listOlder[page] = listHead;
    listNewer[page] = NONE;
    if (listHead == NONE) {
      listTail = page;
    } else {
      listNewer[listHead] = page;
    }
    listHead = page;
    state[page] |= (byte) ACTIVE_MASK;
  }

  private void grow() {
    int capacity = PageMath.grownTightly(gfn.length);
    gfn = Arrays.copyOf(gfn, capacity);
    role = Arrays.copyOf(role, capacity);
    serial = Arrays.copyOf(serial, capacity);
    rootCount = Arrays.copyOf(rootCount, capacity);
    unsyncChildren = Arrays.copyOf(unsyncChildren, capacity);
    flooding = Arrays.copyOf(flooding, capacity);
    state = Arrays.copyOf(state, capacity);
    older = Arrays.copyOf(older, capacity);
    listNewer = Arrays.copyOf(listNewer, capacity);
    listOlder = Arrays.copyOf(listOlder, capacity);
    parents = Arrays.copyOf(parents, capacity);
    groups = Arrays.copyOf(groups, capacity);
  }
}

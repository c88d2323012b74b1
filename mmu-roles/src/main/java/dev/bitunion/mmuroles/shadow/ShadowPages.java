package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.mmu.PageMath.CHUNK;
import static dev.bitunion.mmuroles.mmu.PageMath.chunk;
import static dev.bitunion.mmuroles.mmu.PageMath.inChunk;
import static dev.bitunion.mmuroles.shadow.PageStateBits.ACTIVE_MASK;
import static dev.bitunion.mmuroles.shadow.PageStateBits.ALLOCATED_MASK;
import static dev.bitunion.mmuroles.shadow.PageStateBits.withActive;
import static dev.bitunion.mmuroles.shadow.PageStateBits.withFlooding;
import static dev.bitunion.mmuroles.shadow.PageStateBits.withGeneration;
import static dev.bitunion.mmuroles.shadow.PageStateBits.withUnsync;
import static dev.bitunion.mmuroles.shadow.PageStateBits.withUnsyncChildren;

import dev.bitunion.mmuroles.role.PageRoleBits;
import java.util.Arrays;

/**
 * Every shadow page of a VM in primitive arrays: a page is a small number, its fields are elements,
 * in few arrays because each costs the making of a page a bounds check and a cache line. The arrays
 * come in chunks, of which only the first grows, so that millions of pages need no huge array and
 * growing copies none. Also the active list, newest page first. Frees a number for reuse; the
 * serial number says which page it is.
 */
public final class ShadowPages {
  /** No page. */
  public static final int NONE = -1;

  private static final int MIN_CAPACITY = 16;

  /** Of the words of a page, which stand side by side. */
  private static final int GFN = 0;

  private static final int GROUPS = 1;
  private static final int WORDS = 2;

  /**
   * Of what the look-up follows from page to page, side by side as well, and apart from the rest.
   */
  private static final int ROLE = 0;

  private static final int OLDER = 1;
  private static final int LINKS = 2;

  /** Of the other numbers of a page; the last is a {@link PageState} word. */
  private static final int SERIAL = 0;

  private static final int ROOT_COUNT = 1;
  private static final int PARENTS = 2;
  private static final int LIST_NEWER = 3;
  private static final int LIST_OLDER = 4;
  private static final int STATE = 5;
  private static final int NUMBERS = 6;

  private long[][] words = {new long[WORDS * MIN_CAPACITY]};
  private int[][] links = {new int[LINKS * MIN_CAPACITY]};
  private int[][] numbers = {new int[NUMBERS * MIN_CAPACITY]};

  private int capacity = MIN_CAPACITY;
  private int top;
  private int freeHead = NONE;
  private int allocated;
  private int created;
  private int listHead = NONE;
  private int listTail = NONE;

  /** Takes a number for a new page, the newest of the active list and with no entry. */
  int allocate(long pageGfn, int roleWord, int generation) {
    int page = freeHead;
    if (page == NONE) {
      page = top++;
      if (page == capacity) {
        grow();
      }
    } else {
      freeHead = older(page);
    }
    int chunk = chunk(page);
    int place = inChunk(page);
    words[chunk][WORDS * place + GFN] = pageGfn;
    words[chunk][WORDS * place + GROUPS] = 0;
    links[chunk][LINKS * place + ROLE] = roleWord;
    int[] own = numbers[chunk];
    int at = NUMBERS * place;
    own[at + SERIAL] = created++;
    own[at + ROOT_COUNT] = 0;
    own[at + PARENTS] = NONE;
    own[at + LIST_NEWER] = NONE;
    own[at + LIST_OLDER] = listHead;
    own[at + STATE] = withGeneration(ALLOCATED_MASK | ACTIVE_MASK, generation);
    if (listHead == NONE) {
      listTail = page;
    } else {
      setNumber(listHead, LIST_NEWER, page);
    }
    listHead = page;
    allocated++;
    return page;
  }

  /** Gives the number of a page back; it must be on no list. */
  void free(int page) {
    setState(page, 0);
    setOlder(page, freeHead);
    freeHead = page;
    allocated--;
  }

  /** Guest frame that the page shadows, or for a direct page the first that it maps. */
  public long gfn(int page) {
    return words[chunk(page)][WORDS * inChunk(page) + GFN];
  }

  /** The page's role word. */
  public int role(int page) {
    return links[chunk(page)][LINKS * inChunk(page) + ROLE];
  }

  /** Order of creation in this VM, from 0. */
  public int serial(int page) {
    return number(page, SERIAL);
  }

  /** How many roots, current and previous, hold the page. */
  public int rootCount(int page) {
    return number(page, ROOT_COUNT);
  }

  /** Raw count of entries marked as leading to unsync pages, stale marks included. */
  public int unsyncChildren(int page) {
    return PageStateBits.unsyncChildren(state(page));
  }

  /** Emulated writes to the table since a fault last used the page. */
  public int flooding(int page) {
    return PageStateBits.flooding(state(page));
  }

  /** The page was zapped and is only kept by its root references. */
  public boolean invalid(int page) {
    return PageRoleBits.invalid(role(page));
  }

  /** The guest may write the table without KVM noticing. */
  public boolean unsync(int page) {
    return PageStateBits.unsync(state(page));
  }

  /** Generation (0 or 1) that the page was made in. */
  public int generation(int page) {
    return PageStateBits.generation(state(page));
  }

  /** The number is in use. */
  public boolean isAllocated(int page) {
    return PageStateBits.allocated(state(page));
  }

  /** The page is on the active list. */
  public boolean isActive(int page) {
    return PageStateBits.active(state(page));
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
    return number(page, LIST_NEWER);
  }

  /** Next older page of the active list. */
  public int olderActive(int page) {
    return number(page, LIST_OLDER);
  }

  /** Next older valid page of the same gfn. */
  int older(int page) {
    return links[chunk(page)][LINKS * inChunk(page) + OLDER];
  }

  void setOlder(int page, int next) {
    links[chunk(page)][LINKS * inChunk(page) + OLDER] = next;
  }

  void setInvalid(int page) {
    links[chunk(page)][LINKS * inChunk(page) + ROLE] = PageRoleBits.withInvalid(role(page), true);
  }

  void setUnsync(int page, boolean unsync) {
    setState(page, withUnsync(state(page), unsync));
  }

  int addRootCount(int page, int delta) {
    int count = rootCount(page) + delta;
    if (count < 0) {
      throw new IllegalStateException("page " + serial(page) + " has a negative root count");
    }
    setNumber(page, ROOT_COUNT, count);
    return count;
  }

  int addUnsyncChildren(int page, int delta) {
    int count = unsyncChildren(page) + delta;
    setState(page, withUnsyncChildren(state(page), count));
    return count;
  }

  int flood(int page) {
    int writes = flooding(page) + 1;
    setState(page, withFlooding(state(page), writes));
    return writes;
  }

  void clearFlooding(int page) {
    setState(page, withFlooding(state(page), 0));
  }

  /** Head of the list of entries that link this page. */
  int parents(int page) {
    return number(page, PARENTS);
  }

  void setParents(int page, int entry) {
    setNumber(page, PARENTS, entry);
  }

  /** A bit for every group of eight entries of which one may be stored. */
  long groups(int page) {
    return words[chunk(page)][WORDS * inChunk(page) + GROUPS];
  }

  void setGroups(int page, long mask) {
    words[chunk(page)][WORDS * inChunk(page) + GROUPS] = mask;
  }

  /** Takes a page off the active list; nothing if it is on none. */
  void removeActive(int page) {
    if (!isActive(page)) {
      return;
    }
    int newer = newerActive(page);
    int next = olderActive(page);
    if (newer == NONE) {
      listHead = next;
    } else {
      setNumber(newer, LIST_OLDER, next);
    }
    if (next == NONE) {
      listTail = newer;
    } else {
      setNumber(next, LIST_NEWER, newer);
    }
    setState(page, withActive(state(page), false));
  }

  private int number(int page, int which) {
    return numbers[chunk(page)][NUMBERS * inChunk(page) + which];
  }

  private void setNumber(int page, int which, int number) {
    numbers[chunk(page)][NUMBERS * inChunk(page) + which] = number;
  }

  private int state(int page) {
    return number(page, STATE);
  }

  private void setState(int page, int state) {
    setNumber(page, STATE, state);
  }

  private void grow() {
    if (capacity < CHUNK) {
      capacity *= 2;
      words[0] = Arrays.copyOf(words[0], WORDS * capacity);
      links[0] = Arrays.copyOf(links[0], LINKS * capacity);
      numbers[0] = Arrays.copyOf(numbers[0], NUMBERS * capacity);
      return;
    }
    int chunk = chunk(capacity);
    if (chunk == words.length) {
      words = Arrays.copyOf(words, 2 * chunk);
      links = Arrays.copyOf(links, 2 * chunk);
      numbers = Arrays.copyOf(numbers, 2 * chunk);
    }
    words[chunk] = new long[WORDS * CHUNK];
    links[chunk] = new int[LINKS * CHUNK];
    numbers[chunk] = new int[NUMBERS * CHUNK];
    capacity += CHUNK;
  }
}

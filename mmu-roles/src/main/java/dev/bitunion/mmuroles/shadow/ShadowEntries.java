package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.role.PageRoleBits.smm;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.Arrays;

/**
 * The entries of all shadow pages, stored sparsely: a node for each entry that is not absent, found
 * through a chained hash of (page, index). Every node stands in one more list: a table link in the
 * list of the child's parents, a leaf in the list of all entries that map its frame (KVM's rmap).
 *
 * <p>A node also remembers whether its entry was marked as leading to an unsync page. Such a mark
 * outlives the entry.
 */
final class ShadowEntries {
  static final int NONE = -1;

  /** Entries of a shadow page. */
  static final int PER_PAGE = 512;

  private static final int MIN_CAPACITY = 16;

  private final ShadowPages pages;
  private final LongIntMap mappers = new LongIntMap();

  private long[] value = new long[MIN_CAPACITY];
  private int[] owner = new int[MIN_CAPACITY];
  private short[] index = new short[MIN_CAPACITY];
  private boolean[] marked = new boolean[MIN_CAPACITY];
  private int[] chain = new int[MIN_CAPACITY];
  private int[] listNext = new int[MIN_CAPACITY];
  private int[] listPrevious = new int[MIN_CAPACITY];
  private int[] buckets = emptyBuckets(MIN_CAPACITY);
  private int top;
  private int freeHead = NONE;
  private int size;

  ShadowEntries(ShadowPages pages) {
    this.pages = pages;
  }

  /** The entry of a page, 0 if absent. */
  long get(int page, int at) {
    int node = find(page, at);
    return node == NONE ? 0 : value[node];
  }

  /** Replaces an entry; the lists follow. 0 makes it absent. */
  void set(int page, int at, long entry) {
    int node = find(page, at);
    if (node == NONE) {
      if (entry == 0) {
        return;
      }
      node = insert(page, at);
    }
    long old = value[node];
    if (!sameTarget(old, entry)) {
      leaveList(node, old);
      value[node] = entry;
      joinList(node, entry);
    } else {
      value[node] = entry;
    }
    if (entry == 0 && !marked[node]) {
      removeNode(node);
    }
  }

  /** The first index from {@code from} on whose entry is stored or marked; 512 if none is. */
  int nextStored(int page, int from) {
    long mask = pages.groups(page);
    for (int at = from; at < PER_PAGE; at++) {
      if ((mask & PageMath.groupSet(at)) == 0) {
        at |= 7;
      } else if (find(page, at) != NONE) {
        return at;
      }
    }
    return PER_PAGE;
  }

  /** Whether the entry was marked as leading to an unsync page. */
  boolean isMarked(int page, int at) {
    int node = find(page, at);
    return node != NONE && marked[node];
  }

  /** Marks or unmarks an entry. */
  void mark(int page, int at, boolean mark) {
    int node = find(page, at);
    if (node == NONE) {
      if (!mark) {
        return;
      }
      node = insert(page, at);
    }
    marked[node] = mark;
    if (!mark && value[node] == 0) {
      removeNode(node);
    }
  }

  /** Forgets the stale marks of a page that is freed and whose entries are all absent already. */
  void dropPage(int page) {
    for (int at = nextStored(page, 0); at < PER_PAGE; at = nextStored(page, at + 1)) {
      mark(page, at, false);
    }
    pages.setGroups(page, 0);
  }

  /** First entry that links {@code child}; follow with {@link #nextInList}. */
  int firstParent(int child) {
    return pages.parents(child);
  }

  /** First leaf that maps the frame at a level in an address space, or {@link #NONE}. */
  int firstMapper(long gfn, int atLevel, int space) {
    return mappers.get(PageMath.frameKey(gfn, atLevel, space)) - 1;
  }

  /** Next entry of the same list, or {@link #NONE}. */
  int nextInList(int node) {
    return listNext[node];
  }

  int ownerOf(int node) {
    return owner[node];
  }

  int indexOf(int node) {
    return index[node];
  }

  long valueOf(int node) {
    return value[node];
  }

  /** Changes rights of a listed entry, not its target. */
  void setRights(int node, long entry) {
    value[node] = entry;
  }

  /** Entries stored. */
  int size() {
    return size;
  }

  private static boolean sameTarget(long a, long b) {
    return present(a) == present(b) && leaf(a) == leaf(b) && frame(a) == frame(b);
  }

  private void joinList(int node, long entry) {
    if (!present(entry)) {
      return;
    }
    int head;
    if (leaf(entry)) {
      long key = mapperKey(node, entry);
      head = mappers.get(key) - 1;
      mappers.put(key, node + 1);
    } else {
      int child = (int) frame(entry);
      head = pages.parents(child);
      pages.setParents(child, node);
    }
    listNext[node] = head;
    listPrevious[node] = NONE;
    if (head != NONE) {
      listPrevious[head] = node;
    }
  }

  private void leaveList(int node, long entry) {
    if (!present(entry)) {
      return;
    }
    int next = listNext[node];
    int previous = listPrevious[node];
    if (next != NONE) {
      listPrevious[next] = previous;
    }
    if (previous != NONE) {
      listNext[previous] = next;
    } else if (leaf(entry)) {
      mappers.put(mapperKey(node, entry), next + 1);
    } else {
      pages.setParents((int) frame(entry), next);
    }
  }

  private long mapperKey(int node, long entry) {
    int role = pages.role(owner[node]);
    return PageMath.frameKey(frame(entry), level(role), smm(role));
  }

  private int find(int page, int at) {
    int node = buckets[PageMath.slot(PageMath.entryKey(page, at), buckets.length)];
    while (node != NONE && (owner[node] != page || index[node] != at)) {
      node = chain[node];
    }
    return node;
  }

  private int insert(int page, int at) {
    int node = freeHead;
    if (node == NONE) {
      node = top++;
      if (node == value.length) {
        grow();
      }
    } else {
      freeHead = chain[node];
    }
    value[node] = 0;
    owner[node] = page;
    index[node] = (short) at;
    marked[node] = false;
    int bucket = PageMath.slot(PageMath.entryKey(page, at), buckets.length);
    chain[node] = buckets[bucket];
    buckets[bucket] = node;
    pages.setGroups(page, pages.groups(page) | PageMath.groupSet(at));
    size++;
    return node;
  }

  private void removeNode(int node) {
    int bucket = PageMath.slot(PageMath.entryKey(owner[node], index[node]), buckets.length);
    int at = buckets[bucket];
    if (at == node) {
      buckets[bucket] = chain[node];
    } else {
      while (chain[at] != node) {
        at = chain[at];
      }
      chain[at] = chain[node];
    }
    chain[node] = freeHead;
    freeHead = node;
    size--;
  }

  private void grow() {
    int capacity = PageMath.grownTightly(value.length);
    value = Arrays.copyOf(value, capacity);
    owner = Arrays.copyOf(owner, capacity);
    index = Arrays.copyOf(index, capacity);
    marked = Arrays.copyOf(marked, capacity);
    chain = Arrays.copyOf(chain, capacity);
    listNext = Arrays.copyOf(listNext, capacity);
    listPrevious = Arrays.copyOf(listPrevious, capacity);
    buckets = emptyBuckets(capacity);
    // Every node below top - 1 is in use here: growth happens only when the free list is empty.
    for (int node = 0; node < top - 1; node++) {
      int bucket = PageMath.slot(PageMath.entryKey(owner[node], index[node]), buckets.length);
      chain[node] = buckets[bucket];
      buckets[bucket] = node;
    }
  }

  private static int[] emptyBuckets(int count) {
    int[] heads = new int[count];
    Arrays.fill(heads, NONE);
    return heads;
  }
}

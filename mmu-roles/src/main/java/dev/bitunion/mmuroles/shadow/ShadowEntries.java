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
  private final SplitMap mappers = new SplitMap();

  private final EntryNodes nodes = new EntryNodes();
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
    return node == NONE ? 0 : nodes.value(node);
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
    long old = nodes.value(node);
    if (!sameTarget(old, entry)) {
      leaveList(node, old);
      nodes.setValue(node, entry);
      joinList(node, entry);
    } else {
      nodes.setValue(node, entry);
    }
    if (entry == 0 && !nodes.marked(node)) {
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
    return node != NONE && nodes.marked(node);
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
    nodes.setMarked(node, mark);
    if (!mark && nodes.value(node) == 0) {
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
    return nodes.next(node);
  }

  int ownerOf(int node) {
    return nodes.owner(node);
  }

  int indexOf(int node) {
    return nodes.index(node);
  }

  long valueOf(int node) {
    return nodes.value(node);
  }

  /** Changes rights of a listed entry, not its target. */
  void setRights(int node, long entry) {
    nodes.setValue(node, entry);
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
    nodes.setNext(node, head);
    nodes.setPrevious(node, NONE);
    if (head != NONE) {
      nodes.setPrevious(head, node);
    }
  }

  private void leaveList(int node, long entry) {
    if (!present(entry)) {
      return;
    }
    int next = nodes.next(node);
    int previous = nodes.previous(node);
    if (next != NONE) {
      nodes.setPrevious(next, previous);
    }
    if (previous != NONE) {
      nodes.setNext(previous, next);
    } else if (leaf(entry)) {
      mappers.put(mapperKey(node, entry), next + 1);
    } else {
      pages.setParents((int) frame(entry), next);
    }
  }

  private long mapperKey(int node, long entry) {
    int role = pages.role(nodes.owner(node));
    return PageMath.frameKey(frame(entry), level(role), smm(role));
  }

  private int find(int page, int at) {
    return nodes.findInChain(buckets[bucketOf(page, at)], page, at);
  }

  private int bucketOf(int page, int at) {
    return PageMath.slot(PageMath.entryKey(page, at), buckets.length);
  }

  private int insert(int page, int at) {
    int node = freeHead;
    if (node == NONE) {
      if (top == nodes.capacity()) {
        nodes.grow();
        if (top >= buckets.length) {
          rehash();
        }
      }
      node = top++;
    } else {
      freeHead = nodes.chain(node);
    }
    nodes.start(node, page, at);
    putInBucket(node, bucketOf(page, at));
    pages.setGroups(page, pages.groups(page) | PageMath.groupSet(at));
    size++;
    return node;
  }

  private void putInBucket(int node, int bucket) {
    nodes.setChain(node, buckets[bucket]);
    buckets[bucket] = node;
  }

  private void removeNode(int node) {
    int bucket = bucketOf(nodes.owner(node), nodes.index(node));
    int at = buckets[bucket];
    if (at == node) {
      buckets[bucket] = nodes.chain(node);
    } else {
      while (nodes.chain(at) != node) {
        at = nodes.chain(at);
      }
      nodes.setChain(at, nodes.chain(node));
    }
    nodes.setChain(node, freeHead);
    freeHead = node;
    size--;
  }

  /** More buckets. Every node is in use here: nodes are added only when none is free. */
  private void rehash() {
    int count = Math.max(PageMath.grown(buckets.length), nodes.capacity());
    buckets = null; // The old ones need not live beside the new.
    buckets = emptyBuckets(count);
    for (int node = 0; node < top; node++) {
      putInBucket(node, bucketOf(nodes.owner(node), nodes.index(node)));
    }
  }

  private static int[] emptyBuckets(int count) {
    int[] heads = new int[count];
    Arrays.fill(heads, NONE);
    return heads;
  }
}

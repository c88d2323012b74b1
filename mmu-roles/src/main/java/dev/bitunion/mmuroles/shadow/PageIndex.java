package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.shadow.IndexSlotBits.newest;
import static dev.bitunion.mmuroles.shadow.IndexSlotBits.role;
import static dev.bitunion.mmuroles.shadow.IndexSlotBits.withNewest;
import static dev.bitunion.mmuroles.shadow.IndexSlotBits.withRole;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.Arrays;

/**
 * Look-up of valid shadow pages by (gfn, role): open addressing over gfns, 16 bytes a slot between
 * half (large tables: 60 %) and three quarters full, each slot the head of the gfn's chain, newest
 * page first.
 *
 * <p>KVM hashes a VM's pages into 4,096 buckets by gfn and walks a bucket newest first; pages of
 * other gfns in the bucket are passed over without effect, so a chain a gfn gives the same order. A
 * page that was zapped leaves at once: every walk of KVM's skips pages that are invalid or of an
 * older generation.
 *
 * <p>From two million slots on the look-up is split into many by another hash of the gfn, so that
 * growing copies only a small part at a time and asks for no huge array.
 */
final class PageIndex {
  static final int NONE = -1;
  private static final int MIN_CAPACITY = 16;
  private static final int SPLIT_CAPACITY = 2_000_000;
  private static final int PARTS = 64;

  private final ShadowPages pages;
  private final int splitCapacity;

  /** Null until this look-up is split; from then on it has nothing itself. */
  private PageIndex[] parts;

  private long[] slots = new long[2 * MIN_CAPACITY];
  private int capacity = MIN_CAPACITY;
  private int size;

  /**
   * The gfn that {@link #newestOf} was last asked for, and where that ended: the page that is added
   * next is most often of this gfn. No place if slots have moved since.
   */
  private long askedGfn;

  private int askedAt = NONE;

  PageIndex(ShadowPages pages) {
    this(pages, SPLIT_CAPACITY);
  }

  /** As the other, split from a given number of slots on. */
  PageIndex(ShadowPages pages, int splitCapacity) {
    this.pages = pages;
    this.splitCapacity = splitCapacity;
  }

  /** The valid page of exactly this gfn and role, or {@link #NONE}. */
  int find(long gfn, int roleWord) {
    return parts == null ? findHere(gfn, roleWord) : part(gfn).findHere(gfn, roleWord);
  }

  private int findHere(long gfn, int roleWord) {
    long head = headOf(gfn);
    int page = newest(head) - 1;
    if (page == NONE || role(head) == roleWord) {
      return page;
    }
    do {
      page = pages.older(page);
    } while (page != NONE && pages.role(page) != roleWord);
    return page;
  }

  /** Newest valid page of a gfn, or {@link #NONE}; {@link ShadowPages#older} gives the next. */
  int newestOf(long gfn) {
    return parts == null ? newestHere(gfn) : part(gfn).newestHere(gfn);
  }

  private int newestHere(long gfn) {
    askedGfn = gfn;
    askedAt = placeOf(gfn);
    return newest(slots[askedAt + 1]) - 1;
  }

  /** Adds a page as the newest of its gfn. */
  void add(int page) {
    add(page, pages.gfn(page), pages.role(page));
  }

  /** As the other, for who knows what the page was just made of. */
  void add(int page, long gfn, int roleWord) {
    if (parts == null) {
      addHere(page, gfn, roleWord);
    } else {
      part(gfn).addHere(page, gfn, roleWord);
    }
  }

  private void addHere(int page, long gfn, int roleWord) {
    int at = askedAt != NONE && askedGfn == gfn ? askedAt : placeOf(gfn);
    long head = slots[at + 1];
    if (head == 0) {
      if (isFull()) {
        makeRoom();
        add(page, gfn, roleWord);
        return;
      }
      askedAt = NONE;
      size++;
      slots[at] = gfn;
    }
    pages.setOlder(page, newest(head) - 1);
    slots[at + 1] = slot(page, roleWord);
  }

  /** Takes a page out. */
  void remove(int page) {
    if (parts == null) {
      removeHere(page);
    } else {
      part(pages.gfn(page)).removeHere(page);
    }
  }

  private void removeHere(int page) {
    int place = placeOf(pages.gfn(page));
    int at = newest(slots[place + 1]) - 1;
    if (at == page) {
      int next = pages.older(page);
      if (next == NONE) {
        free(place);
      } else {
        slots[place + 1] = slot(next, pages.role(next));
      }
      return;
    }
    while (pages.older(at) != page) {
      at = pages.older(at);
    }
    pages.setOlder(at, pages.older(page));
  }

  /** Bytes of the look-up itself: the slots and the chain links of {@code live} pages. */
  long bytes(int live) {
    long words = slots.length;
    if (parts != null) {
      words = Arrays.stream(parts).mapToLong(part -> part.slots.length).sum();
    }
    return 8 * words + 4L * live;
  }

  private PageIndex part(long gfn) {
    return parts[PageMath.table(gfn, PARTS)];
  }

  private boolean isFull() {
    return size * 4L >= capacity * 3L;
  }

  private void makeRoom() {
    if (capacity >= splitCapacity) {
      split();
    } else {
      grow();
    }
  }

  private void split() {
    long[] whole = slots;
    parts = new PageIndex[PARTS];
    Arrays.setAll(parts, i -> new PageIndex(pages, Integer.MAX_VALUE));
    slots = new long[0];
    for (int at = 0; at < whole.length; at += 2) {
      if (whole[at + 1] != 0) {
        part(whole[at]).takeOver(whole[at], whole[at + 1]);
      }
    }
  }

  /** Takes a gfn's chain over as it is. */
  private void takeOver(long gfn, long head) {
    if (isFull()) {
      grow();
    }
    size++;
    put(gfn, head);
  }

  private void grow() {
    askedAt = NONE;
    long[] old = slots;
    capacity = PageMath.grown(capacity);
    slots = new long[Math.multiplyExact(2, capacity)];
    for (int at = 0; at < old.length; at += 2) {
      if (old[at + 1] != 0) {
        put(old[at], old[at + 1]);
      }
    }
  }

  /** Puts a gfn that this look-up does not have yet into a free slot. */
  private void put(long gfn, long head) {
    long[] slots = this.slots;
    int at = home(gfn);
    while (slots[at + 1] != 0) {
      at = next(at, slots);
    }
    slots[at] = gfn;
    slots[at + 1] = head;
  }

  private static long slot(int page, int roleWord) {
    return withNewest(withRole(0, roleWord), page + 1);
  }

  /** The {@link IndexSlot} word of a gfn, read once; 0 if the gfn has no page. */
  private long headOf(long gfn) {
    long[] slots = this.slots;
    int at = home(gfn);
    while (true) {
      long head = slots[at + 1];
      if (head == 0 || slots[at] == gfn) {
        return head;
      }
      at = next(at, slots);
    }
  }

  /** Where the gfn's slot is, or the free one that it would take. */
  private int placeOf(long gfn) {
    long[] slots = this.slots;
    int at = home(gfn);
    while (slots[at + 1] != 0 && slots[at] != gfn) {
      at = next(at, slots);
    }
    return at;
  }

  /** Where the slot starts that a gfn takes if it is free. */
  private int home(long gfn) {
    return 2 * PageMath.slot(gfn, capacity);
  }

  private static int next(int at, long[] slots) {
    return at + 2 == slots.length ? 0 : at + 2;
  }

  private void free(int hole) {
    long[] slots = this.slots;
    askedAt = NONE;
    size--;
    int at = next(hole, slots);
    while (slots[at + 1] != 0) {
      int home = home(slots[at]);
      boolean stays = hole <= at ? hole < home && home <= at : hole < home || home <= at;
      if (!stays) {
        slots[hole] = slots[at];
        slots[hole + 1] = slots[at + 1];
        hole = at;
      }
      at = next(at, slots);
    }
    slots[hole + 1] = 0;
  }
}

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
    return newest(parts == null ? headOf(gfn) : part(gfn).headOf(gfn)) - 1;
  }

  /** Adds a page as the newest of its gfn. */
  void add(int page) {
    if (parts == null && size * 4L >= capacity * 3L && capacity >= splitCapacity) {
      split();
    }
    if (parts == null) {
      addHere(page);
    } else {
      part(pages.gfn(page)).addHere(page);
    }
  }

  private void addHere(int page) {
    long gfn = pages.gfn(page);
    int slot = slotOf(gfn);
    int before = newest(slots[2 * slot + 1]) - 1;
    if (before == NONE) {
      if (size * 4L >= capacity * 3L) {
        grow();
        slot = slotOf(gfn);
      }
      size++;
      slots[2 * slot] = gfn;
    }
    pages.setOlder(page, before);
    setHead(slot, page);
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
    int slot = slotOf(pages.gfn(page));
    int at = newest(slots[2 * slot + 1]) - 1;
    if (at == page) {
      int next = pages.older(page);
      if (next == NONE) {
        free(slot);
      } else {
        setHead(slot, next);
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

  private void split() {
    long[] whole = slots;
    parts = new PageIndex[PARTS];
    Arrays.setAll(parts, i -> new PageIndex(pages));
    slots = new long[0];
    for (int i = 0; i < whole.length; i += 2) {
      if (whole[i + 1] != 0) {
        part(whole[i]).takeOver(whole[i], whole[i + 1]);
      }
    }
  }

  /** Takes a gfn's chain over as it is. */
  private void takeOver(long gfn, long head) {
    if (size * 4L >= capacity * 3L) {
      grow();
    }
    size++;
    int slot = slotOf(gfn);
    slots[2 * slot] = gfn;
    slots[2 * slot + 1] = head;
  }

  private void setHead(int slot, int page) {
    slots[2 * slot + 1] = withNewest(withRole(0, pages.role(page)), page + 1);
  }

  /** The {@link IndexSlot} word of a gfn, read once; 0 if the gfn has no page. */
  private long headOf(long gfn) {
    long[] slots = this.slots;
    int at = 2 * PageMath.slot(gfn, capacity);
    while (true) {
      long head = slots[at + 1];
      if (head == 0 || slots[at] == gfn) {
        return head;
      }
      at = at + 2 == slots.length ? 0 : at + 2;
    }
  }

  private int slotOf(long gfn) {
    int slot = PageMath.slot(gfn, capacity);
    while (slots[2 * slot + 1] != 0 && slots[2 * slot] != gfn) {
      slot = next(slot);
    }
    return slot;
  }

  private int next(int slot) {
    return slot + 1 == capacity ? 0 : slot + 1;
  }

  private void grow() {
    long[] old = slots;
    capacity = PageMath.grown(capacity);
    slots = new long[Math.multiplyExact(2, capacity)];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i + 1] != 0) {
        int slot = slotOf(old[i]);
        slots[2 * slot] = old[i];
        slots[2 * slot + 1] = old[i + 1];
      }
    }
  }

  private void free(int hole) {
    size--;
    int slot = next(hole);
    while (slots[2 * slot + 1] != 0) {
      int home = PageMath.slot(slots[2 * slot], capacity);
      boolean stays = hole <= slot ? hole < home && home <= slot : hole < home || home <= slot;
      if (!stays) {
        slots[2 * hole] = slots[2 * slot];
        slots[2 * hole + 1] = slots[2 * slot + 1];
        hole = slot;
      }
      slot = next(slot);
    }
    slots[2 * hole + 1] = 0;
  }
}

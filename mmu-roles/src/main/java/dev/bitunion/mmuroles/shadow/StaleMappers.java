package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries that a kernel leaves in the reverse map of a frame although they no longer map it. The
 * simulator's own lists stay true; this one only remembers what the kernel's would hold.
 */
public final class StaleMappers {
  /**
   * One of them.
   *
   * @param gfn the frame in whose list it stays
   * @param page serial number of the shadow page that holds the entry
   * @param index the entry
   */
  public record Mapper(long gfn, int page, int index) {
    @Override
    public String toString() {
      return String.format(
          "the reverse map of frame 0x%x names entry %d of page %d, which does not map it",
          gfn, index, page);
    }
  }

  private final List<Mapper> mappers = new ArrayList<>();

  void add(long gfn, int page, int index) {
    Mapper mapper = new Mapper(gfn, page, index);
    if (!mappers.contains(mapper)) {
      mappers.add(mapper);
    }
  }

  /** All that were ever left behind. */
  public List<Mapper> all() {
    return List.copyOf(mappers);
  }

  /** The frame that KVM takes a leaf of a direct page to map, whatever it maps. */
  static long expected(long pageGfn, int index, int level) {
    return pageGfn + index * PageMath.framesPerEntry(level, PageMath.LONG_INDEX_BITS);
  }
}

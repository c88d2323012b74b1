package dev.bitunion.mmuroles.mmu;

/**
 * Memory as a walk sees it: pages, which may be missing or read-only, and the entries in them.
 *
 * <p>A walker finds a page once a level, by frame number, and then reads and updates its entry by
 * the page's handle. One implementation serves the simulator's hot path; others feed a walk from
 * vectors or from a recorded trace.
 */
public interface GuestMemory {
  /** What {@link #find} answers where there is no memory. */
  int NO_PAGE = -1;

  /**
   * Finds a page.
   *
   * @param gfn frame number
   * @return a handle of the page, or {@link #NO_PAGE}
   */
  int find(long gfn);

  /** True if the guest cannot write the page: updates of its entries are then left out. */
  boolean isReadOnly(int page);

  /** Reads 8 bytes at an offset that is a multiple of 8, 0 to 4088. */
  long read64(int page, int offset);

  /** Reads 4 bytes at an offset that is a multiple of 4, 0 to 4092. */
  int read32(int page, int offset);

  /**
   * Replaces 8 bytes if they still hold what was read.
   *
   * @return false if they hold something else, which then stays
   */
  boolean replace64(int page, int offset, long expected, long value);

  /**
   * Replaces 4 bytes if they still hold what was read.
   *
   * @return false if they hold something else, which then stays
   */
  boolean replace32(int page, int offset, int expected, int value);
}

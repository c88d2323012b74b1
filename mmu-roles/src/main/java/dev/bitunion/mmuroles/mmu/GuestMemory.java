package dev.bitunion.mmuroles.mmu;

/**
 * Memory as a walk sees it: pages, which may be missing or read-only, and the entries in them.
 *
 * <p>A walker finds a page once a level, by frame number, and then reads and updates its entry by
 * the page's handle, whatever that is to the memory. One implementation serves the simulator's hot
 * path; others feed a walk from vectors or from a recorded trace.
 */
public interface GuestMemory {
  /** What {@link #find} answers where there is no memory. */
  long NO_PAGE = -1;

  /**
   * Finds a page.
   *
   * @param gfn frame number
   * @return a handle of the page, not negative, or {@link #NO_PAGE}
   */
  long find(long gfn);

  /** True if the guest cannot write the page: updates of its entries are then left out. */
  boolean isReadOnly(long page);

  /** Reads 8 bytes at an offset that is a multiple of 8, 0 to 4088. */
  long read64(long page, int offset);

  /** Reads 4 bytes at an offset that is a multiple of 4, 0 to 4092. */
  int read32(long page, int offset);

  /**
   * Replaces 8 bytes if they still hold what was read.
   *
   * @return false if they hold something else, which then stays
   */
  boolean replace64(long page, int offset, long expected, long value);

  /**
   * Replaces 4 bytes if they still hold what was read.
   *
   * @return false if they hold something else, which then stays
   */
  boolean replace32(long page, int offset, int expected, int value);
}

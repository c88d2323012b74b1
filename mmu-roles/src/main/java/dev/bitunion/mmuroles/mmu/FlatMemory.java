package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.DwordsBits;
import java.util.Arrays;

/**
 * Guest memory of whole pages: the one implementation on the simulator's hot path.
 *
 * <p>Frames belong to a read-write or read-only slot, or to none; a page takes 4 KB once something
 * was written to it, and reads as zero before. One thread at a time.
 */
public final class FlatMemory implements GuestMemory {
  private static final int WORDS = PageMath.wordIndex(PageMath.PAGE_SIZE);
  private static final long[] ZEROES = new long[WORDS];

  private final long[][] pages;
  private final boolean[] readOnly;

  /** Creates a memory without slots, for frame numbers below {@code frames}. */
  public FlatMemory(int frames) {
    pages = new long[frames][];
    readOnly = new boolean[frames];
  }

  /**
   * Adds memory.
   *
   * @param firstGfn the first frame
   * @param frames how many
   * @param readOnlySlot the guest cannot write it
   * @throws IllegalArgumentException if the frames are beyond the memory's size
   */
  public void addSlot(int firstGfn, int frames, boolean readOnlySlot) {
    if (firstGfn < 0 || frames < 0 || frames > pages.length - firstGfn) {
      throw new IllegalArgumentException(
          frames + " frames from frame " + firstGfn + " do not fit into " + pages.length);
    }
    for (int gfn = firstGfn; gfn < firstGfn + frames; gfn++) {
      if (pages[gfn] == null) {
        pages[gfn] = ZEROES;
      }
    }
    Arrays.fill(readOnly, firstGfn, firstGfn + frames, readOnlySlot);
  }

  @Override
  public int find(long gfn) {
    long[][] all = pages;
    int page = (int) gfn;
    return page == gfn && page >= 0 && page < all.length && all[page] != null ? page : NO_PAGE;
  }

  @Override
  public boolean isReadOnly(int page) {
    return readOnly[page];
  }

  @Override
  public long read64(int page, int offset) {
    return pages[page][PageMath.wordIndex(offset)];
  }

  @Override
  public int read32(int page, int offset) {
    long word = pages[page][PageMath.wordIndex(offset)];
    return PageMath.halfIndex(offset) == 0 ? DwordsBits.low(word) : DwordsBits.high(word);
  }

  @Override
  public boolean replace64(int page, int offset, long expected, long value) {
    if (read64(page, offset) != expected) {
      return false;
    }
    write64(page, offset, value);
    return true;
  }

  @Override
  public boolean replace32(int page, int offset, int expected, int value) {
    if (read32(page, offset) != expected) {
      return false;
    }
    write32(page, offset, value);
    return true;
  }

  /** Writes 8 bytes, whatever the slot allows. */
  public void write64(int page, int offset, long value) {
    writable(page)[PageMath.wordIndex(offset)] = value;
  }

  /** Writes 4 bytes, whatever the slot allows. */
  public void write32(int page, int offset, int value) {
    long[] words = writable(page);
    int index = PageMath.wordIndex(offset);
    words[index] =
        PageMath.halfIndex(offset) == 0
            ? DwordsBits.withLow(words[index], value)
            : DwordsBits.withHigh(words[index], value);
  }

  private long[] writable(int page) {
    if (pages[page] == ZEROES) {
      pages[page] = new long[WORDS];
    }
    return pages[page];
  }
}

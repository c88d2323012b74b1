package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.DwordsBits;
import java.util.Arrays;

/**
 * Guest memory in one piece: the one implementation on the simulator's hot path.
 *
 * <p>Frames belong to a read-write or read-only slot, or to none. Storage reaches up to the highest
 * frame that was written; what lies beyond reads as zero. One thread at a time.
 */
public final class FlatMemory implements GuestMemory {
  /** Frames of 4 GB. */
  public static final int MOST_FRAMES = 1_048_576;

  private static final int WORDS = PageMath.wordIndex(PageMath.PAGE_SIZE);
  private static final byte READ_WRITE = 1;
  private static final byte READ_ONLY = 2;

  /** By frame: 0, READ_WRITE or READ_ONLY. */
  private final byte[] kinds;

  private long[] words = {};

  /**
   * Creates a memory without slots.
   *
   * @param frames one more than the highest frame number; at most {@link #MOST_FRAMES}
   */
  public FlatMemory(int frames) {
    if (frames < 0 || frames > MOST_FRAMES) {
      throw new IllegalArgumentException(frames + " frames are not within 0 to " + MOST_FRAMES);
    }
    kinds = new byte[frames];
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
    if (firstGfn < 0 || frames < 0 || frames > kinds.length - firstGfn) {
      throw new IllegalArgumentException(
          frames + " frames from frame " + firstGfn + " do not fit into " + kinds.length);
    }
    Arrays.fill(kinds, firstGfn, firstGfn + frames, readOnlySlot ? READ_ONLY : READ_WRITE);
  }

  /** A handle is the page's address. */
  @Override
  public long find(long gfn) {
    return gfn >= 0 && gfn < kinds.length && kinds[(int) gfn] != 0 ? PageMath.gpa(gfn) : NO_PAGE;
  }

  @Override
  public boolean isReadOnly(long page) {
    return kinds[(int) PageMath.gfn(page)] == READ_ONLY;
  }

  @Override
  public long read64(long page, int offset) {
    return read64(page + offset);
  }

  @Override
  public int read32(long page, int offset) {
    return read32(page + offset);
  }

  @Override
  public boolean replace64(long page, int offset, long expected, long value) {
    if (read64(page + offset) != expected) {
      return false;
    }
    write64(page + offset, value);
    return true;
  }

  @Override
  public boolean replace32(long page, int offset, int expected, int value) {
    if (read32(page + offset) != expected) {
      return false;
    }
    write32(page + offset, value);
    return true;
  }

  /** Reads 8 bytes at an address that is a multiple of 8, below the memory's end. */
  public long read64(long gpa) {
    int word = PageMath.wordIndex(gpa);
    return word < words.length ? words[word] : 0;
  }

  /** Reads 4 bytes at an address that is a multiple of 4, below the memory's end. */
  public int read32(long gpa) {
    long word = read64(gpa);
    return PageMath.halfIndex(gpa) == 0 ? DwordsBits.low(word) : DwordsBits.high(word);
  }

  /** Writes 8 bytes, whatever the slot allows, at an address that is a multiple of 8. */
  public void write64(long gpa, long value) {
    int word = PageMath.wordIndex(gpa);
    if (word >= words.length) {
      int pageEnd = WORDS * (int) (PageMath.gfn(gpa) + 1);
      words = Arrays.copyOf(words, Math.min(Math.max(pageEnd, 2 * words.length), allWords()));
    }
    words[word] = value;
  }

  /** Writes 4 bytes, whatever the slot allows, at an address that is a multiple of 4. */
  public void write32(long gpa, int value) {
    long word = read64(gpa);
    write64(
        gpa,
        PageMath.halfIndex(gpa) == 0
            ? DwordsBits.withLow(word, value)
            : DwordsBits.withHigh(word, value));
  }

  private int allWords() {
    return WORDS * kinds.length;
  }
}

package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.mmu.GuestMemory;
import dev.bitunion.mmuroles.mmu.PageMath;
import java.util.HashMap;
import java.util.Map;

/**
 * The guest's memory for a walk that must change nothing: an update of an entry succeeds and is
 * forgotten. Single pages may show what they held before.
 */
final class FrozenMemory implements GuestMemory {
  static final int WORDS = PageMath.PAGE_SIZE / Long.BYTES;

  private final GuestMemory memory;
  private final Map<Long, long[]> earlier = new HashMap<>();

  FrozenMemory(GuestMemory memory) {
    this.memory = memory;
  }

  /** Shows an earlier content of a page; null: its present one. */
  void show(long page, long[] content) {
    if (content == null) {
      earlier.remove(page);
    } else {
      earlier.put(page, content);
    }
  }

  /** What a page holds now. */
  static long[] content(GuestMemory memory, long page) {
    long[] words = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = memory.read64(page, Long.BYTES * i);
    }
    return words;
  }

  @Override
  public long find(long gfn) {
    return memory.find(gfn);
  }

  @Override
  public boolean isReadOnly(long page) {
    return memory.isReadOnly(page);
  }

  @Override
  public long read64(long page, int offset) {
    long[] content = earlier.isEmpty() ? null : earlier.get(page);
    return content == null ? memory.read64(page, offset) : content[offset / Long.BYTES];
  }

  @Override
  public int read32(long page, int offset) {
    long[] content = earlier.isEmpty() ? null : earlier.get(page);
    if (content == null) {
      return memory.read32(page, offset);
    }
    long word = content[offset / Long.BYTES];
    return PageMath.halfOf(word, offset % Long.BYTES / Integer.BYTES);
  }

  @Override
  public boolean replace64(long page, int offset, long expected, long value) {
    return true;
  }

  @Override
  public boolean replace32(long page, int offset, int expected, int value) {
    return true;
  }
}

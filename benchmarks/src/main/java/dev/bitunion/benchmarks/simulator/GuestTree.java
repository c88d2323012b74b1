package dev.bitunion.benchmarks.simulator;

import java.util.function.LongUnaryOperator;

/** The guest's page tables, made as {@code map_one} in {@code c/mmu.h} does. */
final class GuestTree {
  /** Memory written 8 bytes at a time. */
  interface Store {
    void write(long gpa, long value);
  }

  private static final int FRAMES = 256;
  private static final long MAPPED = 0x67;
  private static final int[] CHOICES = {0, 32, 4, 2, 2, 2};

  private final LongUnaryOperator load;
  private final Store store;
  private final int firstMapped;
  private int usedFrames = 1;

  /**
   * No tables.
   *
   * @param firstMapped the first of the 256 frames that leaves map
   */
  GuestTree(LongUnaryOperator load, Store store, int firstMapped) {
    this.load = load;
    this.store = store;
    this.firstMapped = firstMapped;
  }

  /** A frame for a table. */
  int takeFrame() {
    return usedFrames++;
  }

  /** Maps an address below a root, both picked by a random word; returns the address. */
  long map(int root, int levels, long random) {
    long address = 0;
    int frame = root;
    for (int level = levels; level >= 1; level--) {
      int index = (int) Long.remainderUnsigned(random, CHOICES[level]) * (level == 1 ? 7 : 37);
      random >>>= 6;
      address |= (long) index << 12 + 9 * (level - 1);
      if (level > 1) {
        frame = grow(frame, index);
      } else {
        long mapped = firstMapped + Long.remainderUnsigned(random, FRAMES);
        store.write(entry(frame, index), mapped << 12 | MAPPED);
      }
    }
    return address | random & 0xfff;
  }

  private int grow(int frame, int index) {
    long entry = entry(frame, index);
    if (load.applyAsLong(entry) == 0) {
      store.write(entry, (long) takeFrame() << 12 | MAPPED);
    }
    return (int) (load.applyAsLong(entry) >>> 12);
  }

  private static long entry(int frame, int index) {
    return ((long) frame << 12) + 8 * index;
  }
}

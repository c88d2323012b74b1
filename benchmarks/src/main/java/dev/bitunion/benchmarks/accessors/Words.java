package dev.bitunion.benchmarks.accessors;

import dev.bitunion.benchmarks.SplitMix;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The inputs of {@code c/accessors.c}, made by the same generator in the same order. */
final class Words {
  static final int COUNT = 4096;
  static final int FIELDS = 13;
  static final int BYTES = COUNT * Integer.BYTES;

  private static final int[] WIDTHS = {4, 1, 2, 1, 3, 1, 1, 1, 1, 1, 1, 1, 8};
  private static final int[] LOWEST = {0, 4, 5, 7, 8, 11, 12, 13, 14, 15, 16, 17, 24, 18};

  final int[] words = new int[COUNT];

  /** Every second one differs from its word in one field, or in the reserved bits. */
  final int[] others = new int[COUNT];

  final int[] work = new int[COUNT];
  final int[] sources = new int[COUNT];
  final int[] accesses = new int[COUNT];

  /** By word, then by field. */
  final byte[] bytes = new byte[FIELDS * COUNT];

  Words() {
    SplitMix random = new SplitMix();
    for (int i = 0; i < COUNT; i++) {
      long r = random.next();
      words[i] = (int) r;
      work[i] = words[i];
      others[i] = r < 0 ? words[i] ^ 1 << LOWEST[(int) (r >>> 32 & 0xffff) % 14] : words[i];
      r = random.next();
      sources[i] = (int) r;
      accesses[i] = (int) (r >>> 32) & 7;
      r = random.next();
      for (int field = 0; field < FIELDS; field++) {
        bytes[FIELDS * i + field] = (byte) (r & (1 << WIDTHS[field]) - 1);
        r >>>= WIDTHS[field];
      }
    }
  }

  /** The words in memory, little-endian. */
  ByteBuffer buffer() {
    ByteBuffer buffer = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(words);
    return buffer;
  }
}

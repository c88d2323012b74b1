package dev.bitunion.mmuroles.trace.dat;

/** A bit stream that is read from its end: the highest set bit of its last byte marks the end. */
final class BackwardBits {
  private final byte[] bytes;
  private final long first;
  private long at;

  BackwardBits(byte[] bytes, int from, int to) {
    if (to <= from || bytes[to - 1] == 0) {
      throw new DatException("damaged zstd data: a bit stream has no end mark");
    }
    this.bytes = bytes;
    first = (long) from * Byte.SIZE;
    at = (long) (to - 1) * Byte.SIZE + Words.log2(bytes[to - 1] & 0xff);
  }

  /** Reads bits; those before the beginning of the stream are 0. */
  int read(int width) {
    at -= width;
    if (at >= first) {
      return (int) Words.bits(bytes, at, width);
    }
    int missing = (int) Math.min(first - at, width);
    long value = Words.bits(bytes, first, width - missing);
    return (int) (value * Words.powerOfTwo(missing));
  }

  /** More bits were read than there are. */
  boolean isOverrun() {
    return at < first;
  }
}

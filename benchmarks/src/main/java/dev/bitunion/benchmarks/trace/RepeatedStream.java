package dev.bitunion.benchmarks.trace;

import java.io.InputStream;

/** A block of bytes, several times over. */
final class RepeatedStream extends InputStream {
  private final byte[] block;
  private long left;

  RepeatedStream(byte[] block, long times) {
    this.block = block;
    this.left = block.length * times;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (left == 0) {
      return -1;
    }
    int at = (int) ((block.length - left % block.length) % block.length);
    int count = (int) Math.min(Math.min(left, length), block.length - at);
    System.arraycopy(block, at, bytes, offset, count);
    left -= count;
    return count;
  }
}

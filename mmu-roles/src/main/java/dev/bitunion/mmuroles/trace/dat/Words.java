package dev.bitunion.mmuroles.trace.dat;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian loads, and runs of bits out of a byte array, without a shift in sight. */
final class Words {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  static int powerOfTwo(int exponent) {
    return Integer.rotateLeft(1, exponent);
  }

  static int log2(int number) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(number);
  }

  /** An unsigned number of 1 to 8 bytes. */
  static long load(byte[] bytes, int at, int size) {
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value * 256 + (bytes[at + i] & 0xff);
    }
    return value;
  }

  /** {@code width} bits, at most 56, from bit {@code at} on; bits beyond the array are 0. */
  static long bits(byte[] bytes, long at, int width) {
    int first = (int) (at / Byte.SIZE);
    long word =
        first + Long.BYTES <= bytes.length
            ? (long) LONGS.get(bytes, first)
            : load(bytes, first, Math.max(0, bytes.length - first));
    return Long.rotateRight(word, (int) (at % Byte.SIZE)) & (Long.rotateLeft(1, width) - 1);
  }
}

package dev.bitunion.processor.corpus;

import java.math.BigInteger;
import java.util.HexFormat;

/** Bytes in storage order as one number and back, independent of what is tested. */
final class Storage {
  private Storage() {}

  /** The bytes as an unsigned number. */
  static BigInteger number(byte[] bytes, boolean bigEndian) {
    return new BigInteger(1, bigEndian ? bytes : reversed(bytes));
  }

  /** The lowest bytes of a number in storage order. */
  static byte[] bytes(BigInteger number, int size, boolean bigEndian) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      byte value = number.shiftRight(8 * i).byteValue();
      bytes[bigEndian ? size - 1 - i : i] = value;
    }
    return bytes;
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}

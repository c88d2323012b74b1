package dev.bitunion.mmuroles.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Loads of 4 and 8 bytes out of a line buffer, so that words are compared a register at a time.
 *
 * <p>Little endian whatever the machine: the constants that {@link #eight} and {@link #four} make
 * of a text are loaded the same way.
 */
final class Bytes {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long SIXTHS = 0x4040404040404040L;
  private static final long NEWLINES = repeat('\n');

  /** How many bytes are tested at once. */
  private static final int STRIDE = 4 * Long.BYTES;

  private Bytes() {}

  static long eightAt(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static int fourAt(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  /** The first 8 bytes of an ASCII text as a word to compare with {@link #eightAt}. */
  static long eight(String text) {
    return eightAt(text.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /** The first 4 bytes of an ASCII text as a word to compare with {@link #fourAt}. */
  static int four(String text) {
    return fourAt(text.getBytes(StandardCharsets.US_ASCII), 0);
  }

  /** Eight copies of a byte, for {@link #indexOf}. */
  static long repeat(char c) {
    return c * ONES;
  }

  /**
   * Index of a byte in {@code [from, to)}, or -1. Reads up to 7 bytes beyond {@code to}, which the
   * line buffer keeps readable.
   */
  static int indexOf(byte[] bytes, int from, int to, long repeated) {
    for (int at = from; at < to; at += Long.BYTES) {
      long differences = eightAt(bytes, at) ^ repeated;
      long zeros = (differences - ONES) & ~differences & HIGHS;
      if (zeros != 0) {
        int found = at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
        return found < to ? found : -1;
      }
    }
    return -1;
  }

  /**
   * Index of the first line feed in {@code [from, to)}, or -1. Reads up to 31 bytes beyond {@code
   * to}. Each byte of a trace passes here, so that 32 of them are tested at once: whether any is a
   * control character at all.
   */
  static int newline(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at += STRIDE) {
      long text =
          high(eightAt(bytes, at))
              & high(eightAt(bytes, at + Long.BYTES))
              & high(eightAt(bytes, at + 2 * Long.BYTES))
              & high(eightAt(bytes, at + 3 * Long.BYTES));
      if ((text & SIXTHS) != SIXTHS) {
        int found = indexOf(bytes, at, Math.min(at + STRIDE, to), NEWLINES);
        if (found >= 0) {
          return found;
        }
      }
    }
    return -1;
  }

  /** Bit 6 of each byte tells bit 5 or 6: a control character has neither, other ASCII has. */
  private static long high(long word) {
    return word | word + word;
  }

  static int skipBlanks(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Whether the bytes from {@code at} begin with {@code text} and do not end before it does. */
  static boolean startsWith(byte[] bytes, int at, int to, byte[] text) {
    if (to - at < text.length) {
      return false;
    }
    int i = 0;
    for (; i + Long.BYTES <= text.length; i += Long.BYTES) {
      if (eightAt(bytes, at + i) != eightAt(text, i)) {
        return false;
      }
    }
    for (; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where {@code text} first is within {@code [from, to)}; -1 if nowhere. */
  static int indexOf(byte[] bytes, int from, int to, byte[] text) {
    for (int at = from; at + text.length <= to; at++) {
      if (startsWith(bytes, at, to, text)) {
        return at;
      }
    }
    return -1;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

package dev.bitunion.mmuroles.trace;

import java.util.Arrays;

/** Lines that were not understood one by one, joined by blanks: a mailer may have wrapped them. */
final class WrappedLine {
  private static final int MOST_LINES = 4;
  private static final int MOST_BYTES = 2048;

  private final byte[] bytes = new byte[MOST_LINES * MOST_BYTES + LineReader.PADDING];
  private int length;
  private int lines;
  private long firstLine;

  /** Starts with a line; false if no mailer would have left it so long. */
  boolean start(byte[] line, int from, int to, long number) {
    if (to - from > MOST_BYTES) {
      return false;
    }
    clear();
    firstLine = number;
    copy(line, from, to);
    return true;
  }

  void append(byte[] line, int from, int to) {
    bytes[length++] = ' ';
    copy(line, from, Math.min(to, from + MOST_BYTES - 1));
  }

  private void copy(byte[] line, int from, int to) {
    System.arraycopy(line, from, bytes, length, to - from);
    length += to - from;
    Arrays.fill(bytes, length, length + LineReader.PADDING / 2, (byte) 0);
    lines++;
  }

  void clear() {
    length = 0;
    lines = 0;
  }

  boolean isEmpty() {
    return lines == 0;
  }

  boolean isFull() {
    return lines == MOST_LINES;
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  int lines() {
    return lines;
  }

  long firstLine() {
    return firstLine;
  }
}

package dev.bitunion.mmuroles.trace;

import java.util.Arrays;

/**
 * The beginning of a line that may go on in the next lines: a mailer or a terminal may have wrapped
 * it. Holds a copy, since the reader's buffer moves on.
 */
final class WrappedLine {
  private static final int MOST_LINES = 16;

  /** Of lines that are no event so far: a header is not broken more often. */
  private static final int MOST_WITHOUT_EVENT = 4;

  private static final int MOST_BYTES = 2048;

  private final byte[] bytes = new byte[MOST_LINES * MOST_BYTES + LineReader.PADDING];
  private int length;
  private int lines;
  private int lastLength;
  private long firstLine;

  /** Starts with a line; false if it is so long that nobody wrapped it. */
  boolean start(byte[] line, int from, int to, long number) {
    if (to - from > MOST_BYTES) {
      return false;
    }
    clear();
    firstLine = number;
    copy(line, from, to);
    lastLength = to - from;
    return true;
  }

  /** Adds what continues it, behind one blank if asked: flowed mail leaves that blank in place. */
  void append(boolean blank, byte[] line, int text, int from, int to) {
    if (blank && length > 0 && bytes[length - 1] != ' ') {
      bytes[length++] = ' ';
    }
    copy(line, text, Math.min(to, text + MOST_BYTES - 1));
    lastLength = to - from;
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

  /** Nothing more is taken for its continuation. */
  boolean isFull(boolean event) {
    return lines == (event ? MOST_LINES : MOST_WITHOUT_EVENT);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Length of its last line as it was read, marks of quoted mail included. */
  int lastLength() {
    return lastLength;
  }

  int lines() {
    return lines;
  }

  long firstLine() {
    return firstLine;
  }
}

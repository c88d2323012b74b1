package dev.bitunion.mmuroles.trace;

import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a byte stream into lines. A line is a range of {@link #buffer()}, valid until the next call
 * of {@link #next()}: nothing is copied and nothing is allocated a line.
 *
 * <p>A line longer than {@link #LONGEST_LINE} bytes is handed out cut to that length and marked
 * {@link #overlong()}; its rest is skipped. {@link #PADDING} bytes after any line may be read.
 */
final class LineReader {
  /** Longest line that is kept whole, in bytes. Trace lines have a few hundred. */
  static final int LONGEST_LINE = 64 * 1024;

  /** Bytes behind a line that may be read (not interpreted): word-wise compares overshoot. */
  static final int PADDING = 64;

  private static final int CAPACITY = 256 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[CAPACITY + PADDING];
  private int start;
  private int end;
  private int nextStart;
  private int filled;
  private boolean atEnd;
  private boolean overlong;
  private boolean terminated = true;
  private long lineNumber;
  private long bytesRead;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Moves to the next line; false at the end of the stream. */
  boolean next() throws IOException {
    start = nextStart;
    int scanned = start;
    while (true) {
      int newline = Bytes.newline(buffer, scanned, filled);
      if (newline >= 0) {
        take(newline, newline + 1, false);
        return true;
      }
      if (filled - start > LONGEST_LINE) {
        return takeOverlong();
      }
      scanned = filled;
      if (atEnd) {
        return takeUnterminated();
      }
      scanned -= fill();
    }
  }

  /** Reads ahead, before the first line, until this many bytes are in {@link #buffer}. */
  int peek(int bytes) throws IOException {
    while (!atEnd && filled < bytes) {
      fill();
    }
    return filled;
  }

  private void take(int newline, int following, boolean tooLong) {
    end = newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
    nextStart = following;
    overlong = tooLong;
    lineNumber++;
  }

  private boolean takeUnterminated() {
    if (start == filled) {
      end = start;
      return false;
    }
    terminated = false;
    take(filled, filled, false);
    return true;
  }

  /** Hands out the head of a line that is too long to keep and drops the rest of it. */
  private boolean takeOverlong() throws IOException {
    int head = start + LONGEST_LINE;
    while (true) {
      int newline = Bytes.newline(buffer, head, filled);
      if (newline >= 0) {
        take(head, newline + 1, true);
        return true;
      }
      filled = head;
      int moved = atEnd ? 0 : fill();
      head -= moved;
      if (filled == head) {
        terminated = false;
        take(head, head, true);
        return true;
      }
    }
  }

  /** Makes room and reads more; returns by how much the current line moved down. */
  private int fill() throws IOException {
    int moved = 0;
    if (start > 0 && CAPACITY - filled < LONGEST_LINE) {
      moved = start;
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= moved;
      start = 0;
    }
    int read = in.read(buffer, filled, CAPACITY - filled);
    if (read < 0) {
      atEnd = true;
    } else {
      filled += read;
      bytesRead += read;
    }
    return moved;
  }

  byte[] buffer() {
    return buffer;
  }

  /** First byte of the line in {@link #buffer()}. */
  int start() {
    return start;
  }

  /** Behind the last byte of the line, without {@code \n} and {@code \r\n}. */
  int end() {
    return end;
  }

  /** Number of the line, from 1. */
  long lineNumber() {
    return lineNumber;
  }

  boolean overlong() {
    return overlong;
  }

  /** False at a last line that no newline ends: the file may have been cut there. */
  boolean terminated() {
    return terminated;
  }

  long bytesRead() {
    return bytesRead;
  }
}

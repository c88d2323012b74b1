package dev.bitunion.mmuroles.trace;

/**
 * Reads numbers and {@code name=value} fields straight from a payload's bytes.
 *
 * <p>A cursor over one line: every method moves it behind what it read and sets {@link #failed()}
 * when the bytes are not what they have to be. Failure sticks until the next {@link #over}.
 */
public final class FieldReader {
  // ACC_EXEC_MASK, ACC_WRITE_MASK and ACC_USER_MASK of Linux v5.14, arch/x86/kvm/mmu.h.
  private static final int EXECUTE = 1;
  private static final int WRITE = 2;
  private static final int USER = 4;

  private byte[] bytes;
  private int start;
  private int at;
  private int end;
  private boolean failed;

  /** Starts at the payload of an event. */
  public FieldReader over(byte[] line, int from, int to) {
    bytes = line;
    start = from;
    at = from;
    end = to;
    failed = false;
    return this;
  }

  /** Whether something was not what it had to be. */
  public boolean failed() {
    return failed;
  }

  /** Whether everything but blanks and NULs (the kernel prints one after a page) is read. */
  public boolean atEnd() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == 0)) {
      at++;
    }
    return at == end;
  }

  /** Where it stands in the line's buffer. */
  public int position() {
    return at;
  }

  /** Skips blanks, if there are any. */
  public void skipBlanks() {
    at = Bytes.skipBlanks(bytes, at, end);
  }

  /** Whether a digit stands here. */
  boolean isAtDigit() {
    return at < end && Bytes.isDigit(bytes[at]);
  }

  /** Whether what was skipped last is this text. */
  boolean tookLast(byte[] text) {
    return at - text.length >= start && Bytes.startsWith(bytes, at - text.length, at, text);
  }

  /** Reads unsigned decimal digits, at most {@code max}. */
  public long decimal(long max) {
    long value = 0;
    int first = at;
    while (at < end && Bytes.isDigit(bytes[at])) {
      value = value * 10 + (bytes[at] - '0');
      at++;
      if (value > max) {
        failed = true;
        return 0;
      }
    }
    failed |= at == first;
    return value;
  }

  /** Reads unsigned hexadecimal digits, with or without {@code 0x}: up to 64 bits. */
  public long hex() {
    if (end - at > 2 && bytes[at] == '0' && (bytes[at + 1] == 'x' || bytes[at + 1] == 'X')) {
      at += 2;
    }
    long value = 0;
    int first = at;
    for (int digit; at < end && (digit = Character.digit(bytes[at], 16)) >= 0; at++) {
      value = value * 16 + digit;
    }
    failed |= at == first || at - first > 16;
    return value;
  }

  /** Reads the kernel's three access letters: {@code w}, {@code u}, {@code x} or dashes. */
  int access() {
    at = Bytes.skipBlanks(bytes, at, end);
    if (end - at < 3) {
      failed = true;
      return 0;
    }
    return letter('w', WRITE) | letter('u', USER) | letter('x', EXECUTE);
  }

  private int letter(char letter, int bit) {
    byte b = bytes[at++];
    failed |= b != letter && b != '-';
    return b == letter ? bit : 0;
  }

  /** Skips blanks, then exactly this text. */
  public boolean skip(byte[] text) {
    at = Bytes.skipBlanks(bytes, at, end);
    boolean found = Bytes.startsWith(bytes, at, end, text);
    if (found) {
      at += text.length;
    }
    failed |= !found;
    return found;
  }

  /** Skips blanks, then this text if it stands there. */
  public boolean skipIf(byte[] text) {
    at = Bytes.skipBlanks(bytes, at, end);
    boolean found = Bytes.startsWith(bytes, at, end, text);
    if (found) {
      at += text.length;
    }
    return found;
  }

  /** Moves behind {@code name=}, wherever in the payload that field is; fails without it. */
  public FieldReader to(byte[] nameEquals) {
    at = end;
    for (int from = start; from + nameEquals.length <= end; from++) {
      boolean wordStart = from == start || bytes[from - 1] == ' ';
      if (wordStart && Bytes.startsWith(bytes, from, end, nameEquals)) {
        at = from + nameEquals.length;
        return this;
      }
    }
    failed = true;
    return this;
  }

  /** Whether a field of this name is in the payload; moves behind its {@code =} if it is. */
  public boolean has(byte[] nameEquals) {
    boolean before = failed;
    to(nameEquals);
    boolean found = at < end || endsWith(nameEquals);
    failed = before;
    return found;
  }

  private boolean endsWith(byte[] text) {
    return end - start >= text.length && Bytes.startsWith(bytes, end - text.length, end, text);
  }
}

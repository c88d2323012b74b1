package dev.bitunion.mmuroles.trace;

import static dev.bitunion.mmuroles.trace.Bytes.ascii;

/**
 * How long lines were broken: at blanks, as mailers do, or at one column in the middle of words, as
 * {@code fold} and terminals do. The second shows in that what continues a line always follows one
 * of exactly the greatest length.
 */
final class Wrapping {
  /** A mailer breaks no line that is shorter, nor leaves one that is longer. */
  private static final int NARROWEST = 40;

  private static final int WIDEST = 100;

  private static final int LEAST_SEEN = 2;
  private static final int RARE = 10;
  private static final byte[] FRAME = ascii("=>");

  private final int column;

  private Wrapping(int column) {
    this.column = column;
  }

  /** Judges by the beginning of a trace, {@code [from, to)}; its last line may be cut. */
  static Wrapping of(byte[] bytes, int from, int to) {
    EventLine event = new EventLine();
    int longest = 0;
    int afterLongest = 0;
    int afterShorter = 0;
    int before = 0;
    for (int at = from; at < to; ) {
      int end = Bytes.newline(bytes, at, to);
      if (end < 0) {
        break;
      }
      int last = end > at && bytes[end - 1] == '\r' ? end - 1 : end;
      if (last - at > longest) {
        longest = last - at;
        afterShorter += afterLongest;
        afterLongest = 0;
      }
      if (!event.parse(bytes, at, last) && continues(bytes, at, last)) {
        afterLongest += before == longest ? 1 : 0;
        afterShorter += before < longest ? 1 : 0;
      }
      before = last - at;
      at = end + 1;
    }
    boolean hard = afterLongest >= LEAST_SEEN && afterLongest > afterShorter * RARE;
    return new Wrapping(hard ? longest : 0);
  }

  private static boolean continues(byte[] bytes, int from, int to) {
    int at = unquoted(bytes, from, to);
    return at < to && bytes[at] != '#' && !Bytes.startsWith(bytes, at, to, FRAME);
  }

  /** Where a line begins behind the marks of quoted mail. */
  static int unquoted(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == '>' || bytes[at] == ' ')) {
      at++;
    }
    return at;
  }

  /** Lines were broken at one column, words or not. */
  boolean atColumn() {
    return column > 0;
  }

  /** Whether a line of this length may be the beginning of a longer one. */
  boolean mayBeBroken(int length) {
    return atColumn() ? length == column : length <= WIDEST;
  }

  /** Whether the line {@code [from, to)} may continue one of a length. */
  boolean mayContinue(int length, byte[] bytes, int from, int to) {
    if (atColumn()) {
      return length == column;
    }
    int word = from;
    while (word < to && bytes[word] != ' ') {
      word++;
    }
    return length <= WIDEST && length + 1 + word - from > NARROWEST;
  }

  /** Where the text of a line begins that continues one: behind the marks of quoted mail. */
  int textOf(byte[] bytes, int from, int to) {
    if (!atColumn()) {
      return unquoted(bytes, from, to);
    }
    int at = from;
    while (at < to && bytes[at] == '>') {
      at++;
      while (at + 1 < to && bytes[at] == ' ' && bytes[at + 1] == '>') {
        at++;
      }
    }
    return at > from && at < to && bytes[at] == ' ' ? at + 1 : at;
  }
}

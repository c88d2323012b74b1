package dev.bitunion.importer.c;

/**
 * A word of C.
 *
 * @param kind what it is
 * @param text as it stands; of a comment what it says, without its marks
 * @param line its line, counted from 1
 * @param column its column, counted from 1
 * @param endLine the line that it ends on
 */
record Token(Kind kind, String text, int line, int column, int endLine) {
  enum Kind {
    WORD,
    NUMBER,
    SIGN,
    COMMENT,
    END
  }

  boolean is(String wanted) {
    return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(wanted);
  }

  /** How a message names it. */
  String shown() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}

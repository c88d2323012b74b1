package dev.bitunion.mmuroles.scenario;

/**
 * A shadow page as a scenario names it: {@code 0x00003714@A}. Prints as the timeline does.
 *
 * @param role its role word; meaningless if there is no page
 * @param gfn its frame, or {@link #NO_PAGE}
 */
record PageName(int role, long gfn) {
  /** Written as {@code -}. */
  static final long NO_PAGE = -1;

  static PageName read(Words words, Symbols symbols) {
    if (words.take("-")) {
      return new PageName(0, NO_PAGE);
    }
    Word word = words.next("WORD@FRAME");
    int at = word.text().indexOf('@');
    if (at < 1) {
      throw word.error("'" + word.text() + "' is no page; write WORD@FRAME, as 0x3714@A");
    }
    long role = Symbols.number(new Word(word.text().substring(0, at), word.line(), word.column()));
    if (role < 0 || role > 0xffffffffL) {
      throw word.error("a page role has 32 bits");
    }
    return new PageName((int) role, symbols.frame(word.after(at + 1)));
  }

  @Override
  public String toString() {
    return gfn == NO_PAGE ? "-" : Snapshot.page(role, gfn);
  }
}

package dev.bitunion.layout;

/** What the bits of a field mean. */
public enum FieldKind {
  /** One bit, read as a boolean. */
  FLAG('b'),
  /** A number from 0. */
  UNSIGNED('u'),
  /** A number in two's complement. */
  SIGNED('s'),
  /** A number with names. */
  ENUM('e'),
  /** A word of another union. */
  UNION('n'),
  /** A number that a converter turns into a value. */
  CONVERTED('o');

  private final char letter;

  FieldKind(char letter) {
    this.letter = letter;
  }

  /** The kind's letter in the layout text. */
  public char letter() {
    return letter;
  }

  /**
   * The kind of a letter.
   *
   * @throws IllegalArgumentException for a letter that means none
   */
  static FieldKind of(String letter) {
    for (FieldKind kind : values()) {
      if (letter.length() == 1 && letter.charAt(0) == kind.letter) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of field: " + letter);
  }
}

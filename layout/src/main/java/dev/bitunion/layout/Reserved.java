package dev.bitunion.layout;

/** What must stand in reserved bits. */
public enum Reserved {
  /** They are not reserved. */
  NO("no"),
  /** Zero. */
  ZERO("zero"),
  /** One. */
  ONE("one"),
  /** What stood there before. */
  PRESERVED("keep");

  private final String text;

  Reserved(String text) {
    this.text = text;
  }

  /** The rule's name in the layout text. */
  public String text() {
    return text;
  }

  static Reserved of(String text) {
    for (Reserved rule : values()) {
      if (rule.text.equals(text)) {
        return rule;
      }
    }
    throw new IllegalArgumentException("no rule for reserved bits: " + text);
  }
}

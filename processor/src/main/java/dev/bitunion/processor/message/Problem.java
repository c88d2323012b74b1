package dev.bitunion.processor.message;

import java.util.Locale;
import javax.tools.Diagnostic;

/**
 * The catalogue of everything that the processor says. The name is the id: {@code
 * [bitunion-overlap]}.
 */
public enum Problem {
  /** The word's width is none that Java has. */
  WORD_WIDTH("A word has 8, 16, 32 or 64 bits, not %s."),
  /** The width is 0 or less. */
  WIDTH("Field %s has %s bits; a field has at least 1 (unnamed padding is @Skip)."),
  /** The return type cannot hold the width. */
  WIDER_THAN_TYPE("Field %s has %s bits, but %s holds at most %s."),
  /** The return type is none that a field can have. */
  UNSUPPORTED_TYPE(
      "Field %s returns %s; a field is boolean, byte, short, char, int, long, an enum or a @BitUnion."),
  /** Two fields share bits. */
  OVERLAP("Field %s at bits %s overlaps %s at bits %s."),
  /** The stated offset lies before the sequence. */
  AT_BEFORE_SEQUENCE(
      "Field %s is at bit %s, but the fields before it end at bit %s; declare fields in bit order."),
  /** The stated offset disagrees with the skipped bits. */
  AT_AFTER_SKIP("Field %s is at bit %s, but @Skip leads to bit %s; state one of them."),
  /** The field ends behind the word. */
  BEYOND_WORD("Field %s at bits %s does not fit in the word's %s bits."),
  /** The nested union has another width. */
  NESTED_WIDTH("Field %s has %s bits, but its union %s has %s."),
  /** The nested union is not generated, or has errors of its own. */
  NESTED_UNKNOWN(
      "Field %s holds union %s, which has no layout here: compile it with the processor and correct its errors."),
  /** The processor itself failed. */
  INTERNAL("The processor failed on %s: %s. Please report this with the interface's source.");

  private final String text;
  private final Diagnostic.Kind kind;

  Problem(String text) {
    this(Diagnostic.Kind.ERROR, text);
  }

  Problem(Diagnostic.Kind kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  /** The id that stands in brackets before the message. */
  public String id() {
    return "bitunion-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How grave it is. */
  public Diagnostic.Kind kind() {
    return kind;
  }

  /** The message as it is printed. */
  public String message(Object... arguments) {
    return "[" + id() + "] " + String.format(Locale.ROOT, text, arguments);
  }
}

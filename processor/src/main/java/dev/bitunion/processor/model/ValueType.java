package dev.bitunion.processor.model;

import java.util.List;

/**
 * What a field's method returns.
 *
 * @param kind the kind of type
 * @param shown its name as messages show it
 * @param name its name, for enums and unions; null for the others
 * @param constants the enum's constants in declaration order; empty for the others
 * @param numbers the number of each constant
 * @param fallbacks the constants for all other numbers; more than one is a mistake
 * @param nested what is known of the union; null for the others
 */
public record ValueType(
    Kind kind,
    String shown,
    JavaName name,
    List<String> constants,
    List<Long> numbers,
    List<String> fallbacks,
    Nested nested) {
  /** Copies the lists. */
  public ValueType {
    constants = List.copyOf(constants);
    numbers = List.copyOf(numbers);
    fallbacks = List.copyOf(fallbacks);
  }

  /** A type that needs no more than its kind. */
  public static ValueType of(Kind kind, String shown) {
    return new ValueType(kind, shown, null, List.of(), List.of(), List.of(), null);
  }

  /** A type of which the name alone is known. */
  public static ValueType named(Kind kind, JavaName name) {
    return new ValueType(kind, name.shown(), name, List.of(), List.of(), List.of(), null);
  }

  /** Another union. */
  public static ValueType union(JavaName name, Nested nested) {
    return new ValueType(Kind.UNION, name.shown(), name, List.of(), List.of(), List.of(), nested);
  }

  /** The constant for all other numbers; empty for none. */
  public String fallback() {
    return fallbacks.isEmpty() ? "" : fallbacks.get(0);
  }

  /** Whether the constants are numbered as Java counts them. */
  public boolean countsFromZero() {
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) != i) {
        return false;
      }
    }
    return true;
  }

  /** The kinds of type. */
  public enum Kind {
    /** A flag. */
    BOOLEAN(1),
    /** Up to 8 bits. */
    BYTE(8),
    /** Up to 16 bits. */
    SHORT(16),
    /** Up to 16 bits. */
    CHAR(16),
    /** Up to 32 bits. */
    INT(32),
    /** Up to 64 bits. */
    LONG(64),
    /** Names for numbers. */
    ENUM(31),
    /** Another union. */
    UNION(64),
    /** What a converter makes of a number. */
    CONVERTED(64),
    /** None that a field can have. */
    UNSUPPORTED(0);

    private final int maxBits;

    Kind(int maxBits) {
      this.maxBits = maxBits;
    }

    /** How many bits a value of the kind can carry. */
    public int maxBits() {
      return maxBits;
    }
  }
}

package dev.bitunion.processor.write;

import dev.bitunion.processor.source.TypeName;

/**
 * The Java side of a word: what it travels in, and how its constants are written.
 *
 * @param bits the word's width
 */
record Word(int bits) {
  /** Whether it travels in a {@code long}. */
  boolean isLong() {
    return bits > 32;
  }

  /** The width of what it travels in. */
  int carrier() {
    return isLong() ? 64 : 32;
  }

  TypeName type() {
    return isLong() ? TypeName.LONG : TypeName.INT;
  }

  /** The class of what it travels in. */
  String box() {
    return isLong() ? "Long" : "Integer";
  }

  /** A literal of the word's type, in hex. */
  String literal(long value) {
    return hex(value, isLong());
  }

  static String hex(long value, boolean asLong) {
    return asLong
        ? "0x" + Long.toHexString(value).toUpperCase(java.util.Locale.ROOT) + "L"
        : "0x" + Integer.toHexString((int) value).toUpperCase(java.util.Locale.ROOT);
  }

  /** A number as a reader likes it: small ones in decimal. */
  static String number(long value, boolean asLong) {
    return value >= 0 && value <= 0xFFFF ? value + (asLong ? "L" : "") : hex(value, asLong);
  }
}

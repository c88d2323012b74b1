package dev.bitunion.mmuroles.check.reuse;

/** How numbers are written in scenarios and answers. */
final class Text {
  private static final int DECIMAL_BELOW = 10;

  private Text() {}

  /** A frame or an address: one digit, or hex. */
  static String number(long value) {
    return value >= 0 && value < DECIMAL_BELOW
        ? Long.toString(value)
        : "0x" + Long.toHexString(value);
  }
}

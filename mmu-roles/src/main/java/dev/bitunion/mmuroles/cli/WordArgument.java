package dev.bitunion.mmuroles.cli;

import java.math.BigInteger;

/**
 * A word as a user types it. {@code 0x...} is hex, and so is a token with a letter a-f; digits only
 * are decimal, as {@code trace-cmd report -R} prints them.
 *
 * @param token what was typed
 * @param value the word
 * @param hexReading what the token would be as hex, if it was read as decimal; else the word
 */
record WordArgument(String token, long value, long hexReading) {
  private static final String NAME = "role=";
  private static final int HEX_RADIX = 16;
  private static final int DECIMAL_RADIX = 10;

  /** More digits than any word has, with many leading zeros. */
  private static final int LONGEST = 100;

  private static final int SHOWN = 40;

  /**
   * Reads a token.
   *
   * @param hex whether digits only are hex too
   * @throws Failure with exit code 2 if it is no word of up to 64 bits
   */
  static WordArgument parse(String text, boolean hex) {
    String token = withoutName(text.strip());
    String digits = token.startsWith("0x") || token.startsWith("0X") ? token.substring(2) : token;
    if (!areDigits(digits, HEX_RADIX)) {
      throw Failure.usage(quote(token) + " is no word; write hex as 0x3714, or decimal as 14100");
    }
    if (token.length() > LONGEST) {
      throw Failure.usage(quote(token) + " has more than 64 bits");
    }
    boolean decimal = !hex && areDigits(token, DECIMAL_RADIX);
    BigInteger asHex = new BigInteger(digits, HEX_RADIX);
    BigInteger value = decimal ? new BigInteger(digits, DECIMAL_RADIX) : asHex;
    if (value.bitLength() > Long.SIZE) {
      throw Failure.usage(quote(token) + " has more than 64 bits");
    }
    boolean hexFits = asHex.bitLength() <= Long.SIZE;
    return new WordArgument(token, value.longValue(), hexFits ? asHex.longValue() : 0);
  }

  /**
   * The value of a register, which is always written in hex.
   *
   * @throws Failure with exit code 2 if it is no word of up to 64 bits
   */
  static long hex(String text) {
    return parse(text, true).value();
  }

  /** By hand: a regular expression takes longer to compile than a short command has. */
  private static boolean areDigits(String text, int radix) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > 'f' || Character.digit(c, radix) < 0) { // no digits of other scripts
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** Raw reports print {@code role=14100}. */
  private static String withoutName(String text) {
    return text.startsWith(NAME) ? text.substring(NAME.length()) : text;
  }

  /** The text in quotes, cut if it is too long to be read. */
  static String quote(String text) {
    return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
  }

  /** Whether the token has two readings that differ. */
  boolean ambiguous() {
    return value != hexReading;
  }
}

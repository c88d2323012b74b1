package dev.bitunion.importer.btf;

/**
 * The packed words of BTF (Linux include/uapi/linux/btf.h): a type's info, an integer's encoding,
 * and, where the composite's flag is set, a member's place.
 */
public final class BtfWords {
  private BtfWords() {}

  /**
   * Bits 24-30 of the info word. Kernels up to 7.0 use five bits of them and leave the others zero.
   */
  static int kind(int info) {
    return info >>> 24 & 0x7f;
  }

  /** Bits 0-23 of the info word: how many entries follow. 16 bits of them have been in use. */
  static int count(int info) {
    return info & 0xffffff;
  }

  /** Bit 31 of the info word. */
  static boolean flag(int info) {
    return info < 0;
  }

  /** Bits 0-23 of a member's word: bits from the composite's start. */
  static int memberOffset(int word) {
    return word & 0xffffff;
  }

  /** Bits 24-31 of a member's word: width of a bit-field, 0 for an ordinary member. */
  static int memberWidth(int word) {
    return word >>> 24;
  }

  /** Bits 0-7 of an integer's encoding: its width. */
  public static int integerBits(int encoding) {
    return encoding & 0xff;
  }

  /** Bits 16-23 of an integer's encoding: where in its bytes it starts. */
  public static int integerOffset(int encoding) {
    return encoding >>> 16 & 0xff;
  }

  /** Bit 24 of an integer's encoding. */
  public static boolean isSigned(int encoding) {
    return (encoding & 1 << 24) != 0;
  }

  /** Bit 26 of an integer's encoding: a C truth value. */
  public static boolean isBool(int encoding) {
    return (encoding & 1 << 26) != 0;
  }
}

package dev.bitunion.layout;

/** From which end of the word fields take their places. */
public enum BitOrder {
  /** The first field holds the least significant bit. */
  LSB_FIRST("lsb"),
  /** The first field holds the most significant bit. */
  MSB_FIRST("msb");

  private final String text;

  BitOrder(String text) {
    this.text = text;
  }

  /** The order's name in the layout text. */
  public String text() {
    return text;
  }

  /**
   * Shift of a run of bits within the whole storage read as one integer.
   *
   * @param first first bit in declaration direction
   * @param width bits in the run
   * @param total bits of the storage
   */
  public int shift(long first, int width, int total) {
    return (int) (this == LSB_FIRST ? first : total - first - width);
  }

  /**
   * The order of a name.
   *
   * @throws IllegalArgumentException for a name that means none
   */
  static BitOrder of(String text) {
    for (BitOrder order : values()) {
      if (order.text.equals(text)) {
        return order;
      }
    }
    throw new IllegalArgumentException("no bit order: " + text);
  }
}

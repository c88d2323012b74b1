package dev.bitunion.layout;

/**
 * A run of neighbouring bits of the storage.
 *
 * @param offset the least significant bit's number
 * @param width how many bits, at least 1
 */
public record Part(int offset, int width) {
  /** The number of the first bit after the run. */
  public int end() {
    return offset + width;
  }

  /** The run so many bits further up. */
  public Part moved(int up) {
    return new Part(offset + up, width);
  }

  /** The run's bits in a word of up to 64 bits. */
  public long mask() {
    return Bits.ones(width) << offset;
  }
}

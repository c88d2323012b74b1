package dev.bitunion.layout.abi;

/** Which end of the storage the first declared bit takes. */
public enum BitOrder {
  /** Bit 0 is the least significant one: x86, ARM and every other little-endian C ABI. */
  LSB_FIRST,
  /** Bit 0 is the most significant one: big-endian C ABIs, network headers drawn in RFCs. */
  MSB_FIRST;

  /**
   * Shift of a run of bits within the whole storage read as one integer.
   *
   * @param offset first bit in declaration direction
   * @param width bits in the run
   * @param total bits of the storage
   */
  public int shift(int offset, int width, int total) {
    return this == LSB_FIRST ? offset : total - offset - width;
  }
}

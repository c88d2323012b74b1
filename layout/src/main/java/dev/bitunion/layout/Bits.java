package dev.bitunion.layout;

/** Arithmetic on words of up to 64 bits. */
public final class Bits {
  private Bits() {}

  /** The lowest {@code width} bits set; 0 to 64. */
  public static long ones(int width) {
    return width == 0 ? 0 : -1L >>> (64 - width);
  }
}

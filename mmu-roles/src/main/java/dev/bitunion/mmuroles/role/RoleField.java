package dev.bitunion.mmuroles.role;

import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * A field of a 32-bit role union as a value, for code that goes through all of them.
 *
 * @param name the name in C
 * @param shift number of its least significant bit
 * @param width width in bits
 * @param reader reads it, flags as 0 or 1
 * @param writer sets it as C does: high bits of the value are dropped
 */
public record RoleField(
    String name, int shift, int width, IntUnaryOperator reader, IntBinaryOperator writer) {
  /** Its value in the word, flags as 0 or 1. */
  public int get(int word) {
    return reader.applyAsInt(word);
  }

  /** The word with the field set; high bits of the value are dropped, as C does. */
  public int setTruncated(int word, int value) {
    return writer.applyAsInt(word, value);
  }

  /** The largest value. */
  public int max() {
    return get(-1);
  }

  /** The field's bits in the word. */
  public int mask() {
    return setTruncated(0, -1);
  }

  /** {@code 3:0}, or {@code 7} for a flag. */
  public String place() {
    return width == 1 ? Integer.toString(shift) : (shift + width - 1) + ":" + shift;
  }
}

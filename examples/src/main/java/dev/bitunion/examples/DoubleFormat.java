package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** The format binary64 of IEEE 754, as {@link Double#doubleToRawLongBits} gives it. */
@BitUnion(bits = 64)
public interface DoubleFormat {
  /** The digits behind the point. */
  @Field(bits = 52)
  long fraction();

  /** The exponent, raised by 1023. */
  @Field(bits = 11)
  int exponent();

  /** Set for negative numbers. */
  @Field(bits = 1)
  boolean negative();
}

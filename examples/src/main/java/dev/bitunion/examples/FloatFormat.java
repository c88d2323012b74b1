package dev.bitunion.examples;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/** The format binary32 of IEEE 754, as {@link Float#floatToRawIntBits} gives it. */
@BitUnion(bits = 32)
public interface FloatFormat {
  /** The digits behind the point. */
  @Field(bits = 23)
  int fraction();

  /** The exponent, raised by 127. */
  @Field(bits = 8)
  int exponent();

  /** Set for negative numbers. */
  @Field(bits = 1)
  boolean negative();
}

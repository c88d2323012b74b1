package dev.bitunion.conformance;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Part;

/** A word of 64 bits with unions in it, a converter, and longs. */
@BitUnion(
    bits = 64,
    forms = {Form.VALUE, Form.BUILDER, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC})
public interface Whole {
  /** {@return a union} */
  @Field(bits = 16)
  Numbers numbers();

  /** {@return a union whose fields are not repeated} */
  @Field(bits = 8, flatten = false)
  Rules rules();

  /** {@return a name made by a converter} */
  @Field(bits = 6, converter = Letters.class)
  String name();

  /** {@return a long in two places, in steps of 4,096} */
  @Field(
      parts = {@Part(bits = 4, at = 30), @Part(bits = 5, at = 40)},
      scale = 12)
  long frame();

  /** {@return what is between} */
  @Field(bits = 6, at = 34, signed = true)
  long drift();

  /** {@return a flag} */
  @Field(bits = 1, at = 45)
  boolean valid();

  /** {@return the top of the word} */
  @Field(bits = 18)
  long top();

  /** Numbers as words of base 26. */
  final class Letters {
    private Letters() {}

    /**
     * {@return the word}
     *
     * @param bits its number
     */
    public static String fromBits(int bits) {
      return "n" + Integer.toString(bits, 36);
    }

    /**
     * {@return the number}
     *
     * @param text the word
     */
    public static int toBits(String text) {
      return Integer.parseInt(text.substring(1), 36);
    }
  }
}

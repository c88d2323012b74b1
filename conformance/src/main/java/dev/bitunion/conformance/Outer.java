package dev.bitunion.conformance;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;

/** A union in a union, with all that a union's fields can be. */
@SuppressWarnings("bitunion-enum-gaps")
@BitUnion(
    bits = 64,
    forms = {Form.VALUE, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC})
public interface Outer {
  /** {@return a flag before it} */
  @Field(bits = 1)
  boolean valid();

  /** {@return the union} */
  @Field(bits = 32, at = 8)
  Shapes shapes();

  /** {@return the one behind it} */
  @Field(bits = 16, at = 40)
  Numbers numbers();
}

package dev.bitunion.conformance;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Reserved;
import dev.bitunion.Skip;

/** A byte with reserved bits of every rule, named and not. */
@Skip(value = 1, reserved = Reserved.PRESERVED)
@BitUnion(
    bits = 8,
    forms = {Form.VALUE, Form.BUILDER, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC})
public interface Rules {
  /** {@return a number} */
  @Field(bits = 2)
  int level();

  /** {@return bits that must be zero} */
  @Skip(value = 1, reserved = Reserved.ONE)
  @Field(bits = 1, reserved = Reserved.ZERO)
  int mbz();

  /** {@return bits that must be one} */
  @Field(bits = 1, reserved = Reserved.ONE)
  int mbo();

  /** {@return a flag} */
  @Skip(1)
  @Field(bits = 1)
  boolean last();
}

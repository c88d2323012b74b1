package dev.bitunion.conformance;

import dev.bitunion.Access;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;

/** What software may do, or not. */
@BitUnion(
    bits = 32,
    forms = {Form.VALUE, Form.BUILDER, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC})
public interface Rights {
  /** {@return a status, cleared by writing 1} */
  @Field(bits = 1, access = Access.WRITE_ONE_TO_CLEAR)
  boolean failed();

  /** {@return a number beside it} */
  @Field(bits = 4)
  int mode();

  /** {@return some status bits, the last of two bytes, cleared by writing 1} */
  @Field(bits = 2, access = Access.WRITE_ONE_TO_CLEAR, count = 2)
  int causes(int index);

  /** {@return what is only read} */
  @Field(bits = 5, access = Access.READ_ONLY)
  int found();

  /** {@return a flag that is only read} */
  @Field(bits = 1, access = Access.READ_ONLY)
  boolean present();

  /** {@return nothing: only written} */
  @Field(bits = 4, access = Access.WRITE_ONLY, init = 5)
  int command();

  /** {@return nothing: a flag that is only written} */
  @Field(bits = 1, access = Access.WRITE_ONLY)
  boolean go();

  /** {@return nothing at all} */
  @Field(bits = 2, access = Access.NONE)
  int hidden();

  /** {@return a status with bits of two bytes, cleared by writing 1} */
  @Field(bits = 3, at = 23, access = Access.WRITE_ONE_TO_CLEAR)
  int late();

  /** {@return the rest} */
  @Field(bits = 6)
  int rest();
}

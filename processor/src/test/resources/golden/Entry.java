package demo;

import dev.bitunion.Access;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;

/** A word in all forms that every Java has. */
@BitUnion(
    bits = 16,
    forms = {Form.BUILDER, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC})
public interface Entry {
  /** {@return how far it has come} */
  @Field(bits = 4)
  int level();

  /** {@return whether it is on} */
  @Field(bits = 1, init = 1)
  boolean on();

  /** {@return whether it failed} */
  @Field(bits = 1, access = Access.WRITE_ONE_TO_CLEAR)
  boolean failed();
}

package dev.bitunion.conformance;

import dev.bitunion.Anonymous;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Raw;
import dev.bitunion.View;

/** Views that lie over one another, and raw words. */
@SuppressWarnings("bitunion-enum-gaps")
@BitUnion(
    bits = 32,
    forms = {Form.VALUE, Form.BUILDER, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC})
public interface Overlaid {
  /** One reading. */
  @View
  interface Direct {
    /** {@return a number} */
    @Field(bits = 9)
    int vector();

    /** {@return a flag} */
    @Field(bits = 1, at = 24)
    boolean masked();

    /** {@return an enum} */
    @Field(bits = 2)
    Shapes.Gap gap();
  }

  /** Another reading. */
  @View
  interface Remapped {
    /** {@return a number over the other's} */
    @Field(bits = 12, at = 4)
    int handle();

    /** {@return a flag} */
    @Field(bits = 1, at = 31)
    boolean negative();
  }

  /** {@return one reading} */
  Direct direct();

  /** {@return another, without a name} */
  @Anonymous
  Remapped remapped();

  /** {@return the word} */
  @Raw
  int word32();

  /** {@return its top} */
  @Raw(bits = 8, at = 24)
  int top();
}

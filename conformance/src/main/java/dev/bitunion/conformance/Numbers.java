package dev.bitunion.conformance;

import dev.bitunion.BitOrder;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Overflow;

/** Narrow numbers of every Java type, the first in the high bits; high bits of values drop. */
@BitUnion(
    bits = 16,
    order = BitOrder.MSB_FIRST,
    overflow = Overflow.TRUNCATE,
    forms = {Form.VALUE, Form.BUILDER, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC})
public interface Numbers {
  /** {@return a byte} */
  @Field(bits = 3)
  byte small();

  /** {@return a short with a sign} */
  @Field(bits = 4, signed = true)
  short steps();

  /** {@return a char, checked} */
  @Field(bits = 4, overflow = Overflow.CHECK)
  char letter();

  /** {@return a flag, set after reset} */
  @Field(bits = 1, init = 1)
  boolean ready();

  /** {@return a number with a sign, checked} */
  @Field(bits = 4, signed = true, overflow = Overflow.CHECK, init = -3)
  int drift();
}

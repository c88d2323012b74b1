package dev.bitunion.conformance;

import dev.bitunion.Access;
import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Part;

/** Wider than a word: what it has, it has in memory. */
@SuppressWarnings("bitunion-enum-gaps")
@BitUnion(
    bits = 320,
    forms = {Form.ARRAY, Form.BUFFER})
public interface Wide {
  /** {@return bits of nine bytes} */
  @Field(bits = 64, at = 3)
  long most();

  /** {@return a flag} */
  @Field(bits = 1)
  boolean flag();

  /** {@return a byte of its own} */
  @Field(bits = 8, at = 72)
  int octet();

  /** {@return two bytes} */
  @Field(bits = 16)
  int pair();

  /** {@return three bytes} */
  @Field(bits = 24)
  int three();

  /** {@return in two places far apart, in steps of 16} */
  @Field(
      parts = {@Part(bits = 12, at = 122), @Part(bits = 9, at = 196)},
      scale = 4)
  long far();

  /** {@return elements that cross bytes} */
  @Field(bits = 5, at = 134, count = 4, stride = 7)
  int crossing(int index);

  /** {@return flags} */
  @Field(bits = 1, at = 162, count = 5)
  boolean flags(int index);

  /** {@return with a sign} */
  @Field(bits = 11, at = 168, signed = true)
  short drift();

  /** {@return an enum} */
  @Field(bits = 2)
  Shapes.Gap gap();

  /** {@return an enum with a fallback} */
  @Field(bits = 3)
  Shapes.Rest rest();

  /** {@return a status, cleared by writing 1} */
  @Field(bits = 1, at = 190, access = Access.WRITE_ONE_TO_CLEAR)
  boolean failed();

  /** {@return a number beside it} */
  @Field(bits = 4)
  int beside();

  /** {@return a union} */
  @Field(bits = 16, at = 208)
  Numbers numbers();

  /** {@return a union that is 32 bits wide} */
  @Field(bits = 32, at = 224)
  Shapes shapes();

  /** {@return elements of a byte each, and not all of its bits} */
  @Field(bits = 3, at = 256, count = 3, stride = 8)
  int lane(int index);

  /** {@return a status of the second lane, cleared by writing 1} */
  @Field(bits = 1, at = 267, access = Access.WRITE_ONE_TO_CLEAR)
  boolean laneFailed();

  /** {@return more of them, three bits apart} */
  @Field(bits = 1, at = 285, count = 4, stride = 3, access = Access.WRITE_ONE_TO_CLEAR)
  boolean fault(int index);

  /** {@return what is between them} */
  @Field(bits = 2, at = 286, count = 3, stride = 3)
  int cause(int index);
}

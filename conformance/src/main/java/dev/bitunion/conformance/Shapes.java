package dev.bitunion.conformance;

import dev.bitunion.BitUnion;
import dev.bitunion.Fallback;
import dev.bitunion.Field;
import dev.bitunion.Form;
import dev.bitunion.Part;
import dev.bitunion.Value;

/**
 * Arrays, enums, split and scaled fields. A constant's name ends in its number, so that a test need
 * not ask the processor for it.
 */
@SuppressWarnings("bitunion-enum-gaps")
@BitUnion(
    bits = 32,
    forms = {Form.VALUE, Form.BUILDER, Form.MATCH, Form.ARRAY, Form.BUFFER, Form.ATOMIC})
public interface Shapes {
  /** {@return flags two bits apart} */
  @Field(bits = 1, count = 3, stride = 2)
  boolean local(int index);

  /** {@return the flags between} */
  @Field(bits = 1, at = 1, count = 3, stride = 2)
  boolean global(int index);

  /** {@return numbers side by side, the first with bits of two bytes} */
  @Field(bits = 3, at = 6, count = 2)
  int rank(int index);

  /** {@return an enum for all numbers} */
  @Field(bits = 2)
  Whole whole();

  /** {@return enums with a fallback} */
  @Field(bits = 2, count = 2)
  Rest rest(int index);

  /** {@return in steps of 4} */
  @Field(bits = 3, signed = true, scale = 2)
  int offset();

  /** {@return in two places, in steps of 16} */
  @Field(
      parts = {@Part(bits = 3, at = 25), @Part(bits = 2, at = 21)},
      scale = 4)
  int address();

  /** {@return the two bits between} */
  @Field(bits = 2, at = 23, signed = true)
  Sign sign();

  /** {@return an enum by place} */
  @Field(bits = 2, at = 28)
  Gap gap();

  /** {@return the top, with a sign} */
  @Field(bits = 2, signed = true)
  byte top();

  /** By place, with gaps. */
  enum Gap {
    /** 0. */
    N0,
    /** 1. */
    N1,
    /** 2. */
    N2
  }

  /** Complete. */
  enum Whole {
    /** 3. */
    @Value(3)
    N3,
    /** 0. */
    @Value(0)
    N0,
    /** 2. */
    @Value(2)
    N2,
    /** 1. */
    @Value(1)
    N1
  }

  /** With a fallback. */
  enum Rest {
    /** 2. */
    @Value(2)
    N2,
    /** 1, and all others. */
    @Value(1)
    @Fallback
    OTHERS1
  }

  /** With numbers below zero, and a gap. */
  enum Sign {
    /** -1. */
    @Value(-1)
    M1,
    /** 0. */
    @Value(0)
    N0,
    /** 1. */
    @Value(1)
    N1
  }
}

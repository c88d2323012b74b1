package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares one field; fields take their place in declaration order from bit 0. A method with a
 * parameter {@code int index} is an array; a method that returns a {@link View} places that view.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Field {
  /**
   * Width in bits, of one element in an array. 0 where it follows from elsewhere: from {@link
   * #parts()}, from {@link #type()} for a C member that is no bit-field, from a view.
   */
  int bits() default 0;

  /**
   * Offset of the field's first bit, checked against the sequence; -1: wherever the sequence is.
   * With {@link BitOrder#LSB_FIRST} that is its least significant bit.
   */
  int at() default -1;

  /** The name in C, where it is not the method's own. */
  String cName() default "";

  /**
   * Whether a nested union's fields are also reachable from the outer word, under the accessor's
   * name: {@code baseLevel(w)}. Means nothing for other types.
   */
  boolean flatten() default true;

  /**
   * Two's complement; a signed field of 1 bit is 0 or -1. Under a C ABI {@link #type()} says it.
   */
  boolean signed() default false;

  /** The declared C type, which places the field under a C ABI. */
  CType type() default CType.NONE;

  /** The pieces of a field that is split over several places, least significant piece first. */
  Part[] parts() default {};

  /**
   * The value is the field's number shifted left by this: 12 for the address of a 4 KiB page whose
   * field holds the page's number.
   */
  int scale() default 0;

  /** Elements of an array. */
  int count() default 1;

  /** Bits from one element of an array to the next; 0: one behind the other. */
  int stride() default 0;

  /** What software may do with the field. */
  Access access() default Access.READ_WRITE;

  /** What must stand in the field, if it is reserved. */
  Reserved reserved() default Reserved.NO;

  /** The number in the field after reset. */
  long init() default 0;

  /** What {@code withX} does with a value out of range. */
  Overflow overflow() default Overflow.DEFAULT;

  /**
   * A class that turns the field's number into the method's type: {@code static T fromBits(int)}
   * (or {@code long}, for more than 32 bits) and {@code static int toBits(T)}.
   */
  Class<?> converter() default void.class;
}

package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares one bit-field; fields take their place in declaration order from bit 0. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Field {
  /** Width in bits. */
  int bits();

  /**
   * Offset of the least significant bit, checked against the sequence; -1: wherever the sequence
   * is.
   */
  int at() default -1;

  /** The name in C, where it is not the method's own. */
  String cName() default "";

  /**
   * Whether a nested union's fields are also reachable from the outer word, under the accessor's
   * name: {@code baseLevel(w)}. Means nothing for other types.
   */
  boolean flatten() default true;
}

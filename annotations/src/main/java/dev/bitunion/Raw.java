package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A raw word beside the fields: {@code union { struct {...}; uint32_t word; }}. It may overlap
 * anything, never moves the sequence, and is not part of {@code FIELD_BITS}, equality and text.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
public @interface Raw {
  /** Width in bits; 0: all of what it stands in. */
  int bits() default 0;

  /** First bit, from the start of what it stands in. */
  int at() default 0;

  /** The name in C, where it is not the method's own. */
  String cName() default "";
}

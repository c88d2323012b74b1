package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a C bit-field union: one unsigned word whose named bits are the interface's methods. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface BitUnion {
  /** Width of the word in bits: 8, 16, 32 or 64. */
  int bits();
}

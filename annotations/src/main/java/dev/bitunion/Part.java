package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One piece of a field that is split over several places; the least significant piece first. */
@Documented
@Target({})
@Retention(RetentionPolicy.CLASS)
public @interface Part {
  /** Width of the piece in bits. */
  int bits();

  /** First bit of the piece. */
  int at();
}

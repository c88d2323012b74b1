package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** C's unnamed padding in front of a field: {@code unsigned : 6;}. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.CLASS)
@Repeatable(Skip.List.class)
public @interface Skip {
  /** How many bits are skipped. */
  int value();

  /** Holds several {@link Skip}s of one field. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @interface List {
    /** The skips, in order. */
    Skip[] value();
  }
}

package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * C's unnamed padding in front of a field: {@code unsigned : 6;}. Behind the last field it stands
 * on the interface.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.CLASS)
@Repeatable(Skip.List.class)
public @interface Skip {
  /** How many bits are skipped; 0, under a C ABI, is {@code unsigned : 0}. */
  int value();

  /** The declared C type, which places the padding under a C ABI. */
  CType type() default CType.NONE;

  /** What must stand in the skipped bits. */
  Reserved reserved() default Reserved.NO;

  /** Holds several {@link Skip}s of one field. */
  @Documented
  @Target({ElementType.METHOD, ElementType.TYPE})
  @Retention(RetentionPolicy.CLASS)
  @interface List {
    /** The skips, in order. */
    Skip[] value();
  }
}

package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class that the processor wrote. Our own, because {@code
 * javax.annotation.processing.Generated} lives in {@code java.compiler}, which a user's module need
 * not read; coverage tools skip classes that bear any annotation of this simple name.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Generated {
  /** The binary name of the interface that the class was made from. */
  String value();
}

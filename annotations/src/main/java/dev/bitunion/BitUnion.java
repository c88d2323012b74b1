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
  /**
   * Width in bits, whole bytes. Up to 32 bits the word travels in an {@code int}, up to 64 in a
   * {@code long}; wider types have only the forms over memory. 0: as wide as the members need under
   * {@link #abi()}; {@link Abi#LINEAR} needs a number.
   */
  int bits() default 0;

  /**
   * The type in C, as C spells it: {@code union kvm_mmu_page_role}. Nothing generated depends on
   * it; tools find by it what to compare the layout with.
   */
  String cName() default "";

  /** Which end of the word the first field takes. */
  BitOrder order() default BitOrder.LSB_FIRST;

  /** The rules by which fields take their places. */
  Abi abi() default Abi.LINEAR;

  /** What {@code withX} does with a value out of range, where a field does not say. */
  Overflow overflow() default Overflow.CHECK;

  /**
   * Locks the layout: any change of names, places or meanings is then an error that shows the old
   * and the new layout. The error for a wrong lock, such as {@code "?"}, prints the right one.
   */
  String layoutHash() default "";

  /**
   * What is generated beside {@code XBits}; the list replaces the default, and {@code {}} asks for
   * nothing more.
   */
  Form[] forms() default Form.VALUE;
}

package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a C program beside the classes, {@code XProof.c}, by which a C compiler confirms the
 * layout: it does not compile where size or alignment differ, and run, it sets each member to ones
 * and compares the bytes. Its exit code is 0 if all agree.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface CProof {
  /** The type in C: {@code struct tcphdr}, {@code union kvm_mmu_page_role}, or a typedef's name. */
  String type();

  /** The headers that declare it: {@code linux/tcp.h}. */
  String[] includes() default {};
}

package dev.bitunion;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One way to look at the bits of a {@link BitUnion}: a C struct or union inside it, declared as a
 * nested interface whose methods are fields like the type's own.
 *
 * <pre>{@code
 * @BitUnion(bits = 32)
 * interface XPsr {
 *   @View
 *   interface B {
 *     @Field(bits = 9) int ISR();
 *     @Skip(15) @Field(bits = 1) boolean T();
 *   }
 *
 *   B b();       // a view over the whole, from bit 0: union { struct {...} b; uint32_t w; }
 *   @Raw int w();
 * }
 * }</pre>
 *
 * <p>A method of the type or of another view that returns the view is its accessor, and places it:
 * alone it lies over what is there, from bit 0 of where it stands; with {@code @Field} it takes its
 * place in the sequence as a member does; with {@code @Field(at = n)} it lies at bit n. {@link
 * Anonymous} leaves its name out. Fields of one view must not overlap; views may.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface View {
  /**
   * {@code __attribute__((packed))} on this struct. In C it holds for the struct that bears it
   * alone, so a view inside a {@link Abi#PACKED} type is laid out as {@link Abi#SYSV} without it.
   */
  boolean packed() default false;
}

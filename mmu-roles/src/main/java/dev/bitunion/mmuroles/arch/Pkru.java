package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The protection-key rights of user pages: two bits for each of 16 keys.
 *
 * <p>Source: Intel SDM volume 3, section 4.6.2.
 */
@BitUnion(bits = 32)
public interface Pkru {
  /** Access disable of key 0: no data access to its user pages. */
  @Field(bits = 1, at = 0, cName = "AD0")
  boolean ad0();

  /** Write disable of key 0: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 1, cName = "WD0")
  boolean wd0();

  /** Access disable of key 1: no data access to its user pages. */
  @Field(bits = 1, at = 2, cName = "AD1")
  boolean ad1();

  /** Write disable of key 1: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 3, cName = "WD1")
  boolean wd1();

  /** Access disable of key 2: no data access to its user pages. */
  @Field(bits = 1, at = 4, cName = "AD2")
  boolean ad2();

  /** Write disable of key 2: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 5, cName = "WD2")
  boolean wd2();

  /** Access disable of key 3: no data access to its user pages. */
  @Field(bits = 1, at = 6, cName = "AD3")
  boolean ad3();

  /** Write disable of key 3: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 7, cName = "WD3")
  boolean wd3();

  /** Access disable of key 4: no data access to its user pages. */
  @Field(bits = 1, at = 8, cName = "AD4")
  boolean ad4();

  /** Write disable of key 4: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 9, cName = "WD4")
  boolean wd4();

  /** Access disable of key 5: no data access to its user pages. */
  @Field(bits = 1, at = 10, cName = "AD5")
  boolean ad5();

  /** Write disable of key 5: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 11, cName = "WD5")
  boolean wd5();

  /** Access disable of key 6: no data access to its user pages. */
  @Field(bits = 1, at = 12, cName = "AD6")
  boolean ad6();

  /** Write disable of key 6: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 13, cName = "WD6")
  boolean wd6();

  /** Access disable of key 7: no data access to its user pages. */
  @Field(bits = 1, at = 14, cName = "AD7")
  boolean ad7();

  /** Write disable of key 7: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 15, cName = "WD7")
  boolean wd7();

  /** Access disable of key 8: no data access to its user pages. */
  @Field(bits = 1, at = 16, cName = "AD8")
  boolean ad8();

  /** Write disable of key 8: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 17, cName = "WD8")
  boolean wd8();

  /** Access disable of key 9: no data access to its user pages. */
  @Field(bits = 1, at = 18, cName = "AD9")
  boolean ad9();

  /** Write disable of key 9: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 19, cName = "WD9")
  boolean wd9();

  /** Access disable of key 10: no data access to its user pages. */
  @Field(bits = 1, at = 20, cName = "AD10")
  boolean ad10();

  /** Write disable of key 10: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 21, cName = "WD10")
  boolean wd10();

  /** Access disable of key 11: no data access to its user pages. */
  @Field(bits = 1, at = 22, cName = "AD11")
  boolean ad11();

  /** Write disable of key 11: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 23, cName = "WD11")
  boolean wd11();

  /** Access disable of key 12: no data access to its user pages. */
  @Field(bits = 1, at = 24, cName = "AD12")
  boolean ad12();

  /** Write disable of key 12: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 25, cName = "WD12")
  boolean wd12();

  /** Access disable of key 13: no data access to its user pages. */
  @Field(bits = 1, at = 26, cName = "AD13")
  boolean ad13();

  /** Write disable of key 13: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 27, cName = "WD13")
  boolean wd13();

  /** Access disable of key 14: no data access to its user pages. */
  @Field(bits = 1, at = 28, cName = "AD14")
  boolean ad14();

  /** Write disable of key 14: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 29, cName = "WD14")
  boolean wd14();

  /** Access disable of key 15: no data access to its user pages. */
  @Field(bits = 1, at = 30, cName = "AD15")
  boolean ad15();

  /** Write disable of key 15: user writes fault, supervisor writes if CR0.WP is set. */
  @Field(bits = 1, at = 31, cName = "WD15")
  boolean wd15();
}

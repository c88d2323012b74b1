package dev.bitunion.mmuroles.profile;

import dev.bitunion.mmuroles.role.ExtendedRoleBits;
import dev.bitunion.mmuroles.role.ExtendedRoleV5_19Bits;
import dev.bitunion.mmuroles.role.ExtendedRoleWithLmaBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.PageRoleV5_19Bits;

/** Every layout that the role unions have had, named after the first kernel known to have it. */
final class Layouts {
  static final WordLayout PAGE_2_6_20 =
      new DeclaredLayout(
          PageRoleV2_6_20Bits.LAYOUT,
          PageRoleV2_6_20Bits::toString,
          PageRoleV2_6_20Bits::parse,
          PageRoleV2_6_20Bits.RESERVED_BITS);

  static final WordLayout PAGE_2_6_26 =
      new DeclaredLayout(
          PageRoleV2_6_26Bits.LAYOUT,
          PageRoleV2_6_26Bits::toString,
          PageRoleV2_6_26Bits::parse,
          PageRoleV2_6_26Bits.RESERVED_BITS);

  static final WordLayout PAGE_2_6_32 =
      new DeclaredLayout(
          PageRoleV2_6_32Bits.LAYOUT,
          PageRoleV2_6_32Bits::toString,
          PageRoleV2_6_32Bits::parse,
          PageRoleV2_6_32Bits.RESERVED_BITS);

  static final WordLayout PAGE_2_6_39 =
      new DeclaredLayout(
          PageRoleV2_6_39Bits.LAYOUT,
          PageRoleV2_6_39Bits::toString,
          PageRoleV2_6_39Bits::parse,
          PageRoleV2_6_39Bits.RESERVED_BITS);

  static final WordLayout PAGE_3_13 =
      new DeclaredLayout(
          PageRoleV3_13Bits.LAYOUT,
          PageRoleV3_13Bits::toString,
          PageRoleV3_13Bits::parse,
          PageRoleV3_13Bits.RESERVED_BITS);

  static final WordLayout PAGE_4_2 =
      new DeclaredLayout(
          PageRoleV4_2Bits.LAYOUT,
          PageRoleV4_2Bits::toString,
          PageRoleV4_2Bits::parse,
          PageRoleV4_2Bits.RESERVED_BITS);

  static final WordLayout PAGE_4_15 =
      new DeclaredLayout(
          PageRoleV4_15Bits.LAYOUT,
          PageRoleV4_15Bits::toString,
          PageRoleV4_15Bits::parse,
          PageRoleV4_15Bits.RESERVED_BITS);

  static final WordLayout PAGE_4_20 =
      new DeclaredLayout(
          PageRoleV4_20Bits.LAYOUT,
          PageRoleV4_20Bits::toString,
          PageRoleV4_20Bits::parse,
          PageRoleV4_20Bits.RESERVED_BITS);

  static final WordLayout PAGE_5_2 =
      new DeclaredLayout(
          PageRoleV5_2Bits.LAYOUT,
          PageRoleV5_2Bits::toString,
          PageRoleV5_2Bits::parse,
          PageRoleV5_2Bits.RESERVED_BITS);

  static final WordLayout PAGE_5_14 =
      new DeclaredLayout(
          PageRoleBits.LAYOUT,
          PageRoleBits::toString,
          PageRoleBits::parse,
          PageRoleBits.RESERVED_BITS);

  static final WordLayout PAGE_5_17 =
      new DeclaredLayout(
          PageRoleV5_17Bits.LAYOUT,
          PageRoleV5_17Bits::toString,
          PageRoleV5_17Bits::parse,
          PageRoleV5_17Bits.RESERVED_BITS);

  static final WordLayout PAGE_5_19 =
      new DeclaredLayout(
          PageRoleV5_19Bits.LAYOUT,
          PageRoleV5_19Bits::toString,
          PageRoleV5_19Bits::parse,
          PageRoleV5_19Bits.RESERVED_BITS);

  static final WordLayout PAGE_6_16 =
      new DeclaredLayout(
          PageRoleV6_16Bits.LAYOUT,
          PageRoleV6_16Bits::toString,
          PageRoleV6_16Bits::parse,
          PageRoleV6_16Bits.RESERVED_BITS);

  static final WordLayout PAGE_7_2 =
      new DeclaredLayout(
          PageRoleV7_2Bits.LAYOUT,
          PageRoleV7_2Bits::toString,
          PageRoleV7_2Bits::parse,
          PageRoleV7_2Bits.RESERVED_BITS);

  static final WordLayout EXT_4_20 =
      new DeclaredLayout(
          ExtendedRoleV4_20Bits.LAYOUT,
          ExtendedRoleV4_20Bits::toString,
          ExtendedRoleV4_20Bits::parse,
          ExtendedRoleV4_20Bits.RESERVED_BITS);

  static final WordLayout EXT_5_0 =
      new DeclaredLayout(
          ExtendedRoleV5_0Bits.LAYOUT,
          ExtendedRoleV5_0Bits::toString,
          ExtendedRoleV5_0Bits::parse,
          ExtendedRoleV5_0Bits.RESERVED_BITS);

  static final WordLayout EXT_5_2 =
      new DeclaredLayout(
          ExtendedRoleV5_2Bits.LAYOUT,
          ExtendedRoleV5_2Bits::toString,
          ExtendedRoleV5_2Bits::parse,
          ExtendedRoleV5_2Bits.RESERVED_BITS);

  static final WordLayout EXT_5_14 =
      new DeclaredLayout(
          ExtendedRoleBits.LAYOUT,
          ExtendedRoleBits::toString,
          ExtendedRoleBits::parse,
          ExtendedRoleBits.RESERVED_BITS);

  static final WordLayout EXT_5_15 =
      new DeclaredLayout(
          ExtendedRoleWithLmaBits.LAYOUT,
          ExtendedRoleWithLmaBits::toString,
          ExtendedRoleWithLmaBits::parse,
          ExtendedRoleWithLmaBits.RESERVED_BITS);

  static final WordLayout EXT_5_19 =
      new DeclaredLayout(
          ExtendedRoleV5_19Bits.LAYOUT,
          ExtendedRoleV5_19Bits::toString,
          ExtendedRoleV5_19Bits::parse,
          ExtendedRoleV5_19Bits.RESERVED_BITS);

  static final WordLayout EXT_7_2 =
      new DeclaredLayout(
          ExtendedRoleV7_2Bits.LAYOUT,
          ExtendedRoleV7_2Bits::toString,
          ExtendedRoleV7_2Bits::parse,
          ExtendedRoleV7_2Bits.RESERVED_BITS);

  private Layouts() {}
}

package dev.bitunion.mmuroles.role;

import java.util.List;

/** The fields of v5.14's role unions in their order, lowest bit first. */
public final class RoleFields {
  /** Fields of {@link PageRole}. */
  public static final List<RoleField> PAGE =
      List.of(
          new RoleField(
              "level",
              PageRoleBits.LEVEL_SHIFT,
              PageRoleBits.LEVEL_WIDTH,
              PageRoleBits::level,
              PageRoleBits::withLevelTruncated),
          new RoleField(
              "gpte_is_8_bytes",
              PageRoleBits.GPTE_IS_8_BYTES_SHIFT,
              PageRoleBits.GPTE_IS_8_BYTES_WIDTH,
              PageRoleBits::gpteIs8BytesBit,
              PageRoleBits::withGpteIs8BytesTruncated),
          new RoleField(
              "quadrant",
              PageRoleBits.QUADRANT_SHIFT,
              PageRoleBits.QUADRANT_WIDTH,
              PageRoleBits::quadrant,
              PageRoleBits::withQuadrantTruncated),
          new RoleField(
              "direct",
              PageRoleBits.DIRECT_SHIFT,
              PageRoleBits.DIRECT_WIDTH,
              PageRoleBits::directBit,
              PageRoleBits::withDirectTruncated),
          new RoleField(
              "access",
              PageRoleBits.ACCESS_SHIFT,
              PageRoleBits.ACCESS_WIDTH,
              PageRoleBits::access,
              PageRoleBits::withAccessTruncated),
          new RoleField(
              "invalid",
              PageRoleBits.INVALID_SHIFT,
              PageRoleBits.INVALID_WIDTH,
              PageRoleBits::invalidBit,
              PageRoleBits::withInvalidTruncated),
          new RoleField(
              "efer_nx",
              PageRoleBits.EFER_NX_SHIFT,
              PageRoleBits.EFER_NX_WIDTH,
              PageRoleBits::eferNxBit,
              PageRoleBits::withEferNxTruncated),
          new RoleField(
              "cr0_wp",
              PageRoleBits.CR0_WP_SHIFT,
              PageRoleBits.CR0_WP_WIDTH,
              PageRoleBits::cr0WpBit,
              PageRoleBits::withCr0WpTruncated),
          new RoleField(
              "smep_andnot_wp",
              PageRoleBits.SMEP_ANDNOT_WP_SHIFT,
              PageRoleBits.SMEP_ANDNOT_WP_WIDTH,
              PageRoleBits::smepAndnotWpBit,
              PageRoleBits::withSmepAndnotWpTruncated),
          new RoleField(
              "smap_andnot_wp",
              PageRoleBits.SMAP_ANDNOT_WP_SHIFT,
              PageRoleBits.SMAP_ANDNOT_WP_WIDTH,
              PageRoleBits::smapAndnotWpBit,
              PageRoleBits::withSmapAndnotWpTruncated),
          new RoleField(
              "ad_disabled",
              PageRoleBits.AD_DISABLED_SHIFT,
              PageRoleBits.AD_DISABLED_WIDTH,
              PageRoleBits::adDisabledBit,
              PageRoleBits::withAdDisabledTruncated),
          new RoleField(
              "guest_mode",
              PageRoleBits.GUEST_MODE_SHIFT,
              PageRoleBits.GUEST_MODE_WIDTH,
              PageRoleBits::guestModeBit,
              PageRoleBits::withGuestModeTruncated),
          new RoleField(
              "smm",
              PageRoleBits.SMM_SHIFT,
              PageRoleBits.SMM_WIDTH,
              PageRoleBits::smm,
              PageRoleBits::withSmmTruncated));

  /** Fields of {@link ExtendedRole}. */
  public static final List<RoleField> EXT =
      List.of(
          new RoleField(
              "valid",
              ExtendedRoleBits.VALID_SHIFT,
              ExtendedRoleBits.VALID_WIDTH,
              ExtendedRoleBits::validBit,
              ExtendedRoleBits::withValidTruncated),
          new RoleField(
              "execonly",
              ExtendedRoleBits.EXECONLY_SHIFT,
              ExtendedRoleBits.EXECONLY_WIDTH,
              ExtendedRoleBits::execonlyBit,
              ExtendedRoleBits::withExeconlyTruncated),
          new RoleField(
              "cr0_pg",
              ExtendedRoleBits.CR0_PG_SHIFT,
              ExtendedRoleBits.CR0_PG_WIDTH,
              ExtendedRoleBits::cr0PgBit,
              ExtendedRoleBits::withCr0PgTruncated),
          new RoleField(
              "cr4_pae",
              ExtendedRoleBits.CR4_PAE_SHIFT,
              ExtendedRoleBits.CR4_PAE_WIDTH,
              ExtendedRoleBits::cr4PaeBit,
              ExtendedRoleBits::withCr4PaeTruncated),
          new RoleField(
              "cr4_pse",
              ExtendedRoleBits.CR4_PSE_SHIFT,
              ExtendedRoleBits.CR4_PSE_WIDTH,
              ExtendedRoleBits::cr4PseBit,
              ExtendedRoleBits::withCr4PseTruncated),
          new RoleField(
              "cr4_pke",
              ExtendedRoleBits.CR4_PKE_SHIFT,
              ExtendedRoleBits.CR4_PKE_WIDTH,
              ExtendedRoleBits::cr4PkeBit,
              ExtendedRoleBits::withCr4PkeTruncated),
          new RoleField(
              "cr4_smap",
              ExtendedRoleBits.CR4_SMAP_SHIFT,
              ExtendedRoleBits.CR4_SMAP_WIDTH,
              ExtendedRoleBits::cr4SmapBit,
              ExtendedRoleBits::withCr4SmapTruncated),
          new RoleField(
              "cr4_smep",
              ExtendedRoleBits.CR4_SMEP_SHIFT,
              ExtendedRoleBits.CR4_SMEP_WIDTH,
              ExtendedRoleBits::cr4SmepBit,
              ExtendedRoleBits::withCr4SmepTruncated),
          new RoleField(
              "cr4_la57",
              ExtendedRoleBits.CR4_LA57_SHIFT,
              ExtendedRoleBits.CR4_LA57_WIDTH,
              ExtendedRoleBits::cr4La57Bit,
              ExtendedRoleBits::withCr4La57Truncated));

  private RoleFields() {}
}

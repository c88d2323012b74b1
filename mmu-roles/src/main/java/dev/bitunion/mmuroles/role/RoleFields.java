package dev.bitunion.mmuroles.role;

import java.util.List;

/** The fields of v5.14's role unions in their order, lowest bit first. */
public final class RoleFields {
  /** Fields of {@link PageRole}. */
  public static final List<RoleField> PAGE =
      List.of(
          new RoleField("level", PageRoleBits.LEVEL_SHIFT, PageRoleBits.LEVEL_WIDTH),
          new RoleField(
              "gpte_is_8_bytes",
              PageRoleBits.GPTE_IS_8_BYTES_SHIFT,
              PageRoleBits.GPTE_IS_8_BYTES_WIDTH),
          new RoleField("quadrant", PageRoleBits.QUADRANT_SHIFT, PageRoleBits.QUADRANT_WIDTH),
          new RoleField("direct", PageRoleBits.DIRECT_SHIFT, PageRoleBits.DIRECT_WIDTH),
          new RoleField("access", PageRoleBits.ACCESS_SHIFT, PageRoleBits.ACCESS_WIDTH),
          new RoleField("invalid", PageRoleBits.INVALID_SHIFT, PageRoleBits.INVALID_WIDTH),
          new RoleField("efer_nx", PageRoleBits.EFER_NX_SHIFT, PageRoleBits.EFER_NX_WIDTH),
          new RoleField("cr0_wp", PageRoleBits.CR0_WP_SHIFT, PageRoleBits.CR0_WP_WIDTH),
          new RoleField(
              "smep_andnot_wp",
              PageRoleBits.SMEP_ANDNOT_WP_SHIFT,
              PageRoleBits.SMEP_ANDNOT_WP_WIDTH),
          new RoleField(
              "smap_andnot_wp",
              PageRoleBits.SMAP_ANDNOT_WP_SHIFT,
              PageRoleBits.SMAP_ANDNOT_WP_WIDTH),
          new RoleField(
              "ad_disabled", PageRoleBits.AD_DISABLED_SHIFT, PageRoleBits.AD_DISABLED_WIDTH),
          new RoleField("guest_mode", PageRoleBits.GUEST_MODE_SHIFT, PageRoleBits.GUEST_MODE_WIDTH),
          new RoleField("smm", PageRoleBits.SMM_SHIFT, PageRoleBits.SMM_WIDTH));

  /** Fields of {@link ExtendedRole}. */
  public static final List<RoleField> EXT =
      List.of(
          new RoleField("valid", ExtendedRoleBits.VALID_SHIFT, ExtendedRoleBits.VALID_WIDTH),
          new RoleField(
              "execonly", ExtendedRoleBits.EXECONLY_SHIFT, ExtendedRoleBits.EXECONLY_WIDTH),
          new RoleField("cr0_pg", ExtendedRoleBits.CR0_PG_SHIFT, ExtendedRoleBits.CR0_PG_WIDTH),
          new RoleField("cr4_pae", ExtendedRoleBits.CR4_PAE_SHIFT, ExtendedRoleBits.CR4_PAE_WIDTH),
          new RoleField("cr4_pse", ExtendedRoleBits.CR4_PSE_SHIFT, ExtendedRoleBits.CR4_PSE_WIDTH),
          new RoleField("cr4_pke", ExtendedRoleBits.CR4_PKE_SHIFT, ExtendedRoleBits.CR4_PKE_WIDTH),
          new RoleField(
              "cr4_smap", ExtendedRoleBits.CR4_SMAP_SHIFT, ExtendedRoleBits.CR4_SMAP_WIDTH),
          new RoleField(
              "cr4_smep", ExtendedRoleBits.CR4_SMEP_SHIFT, ExtendedRoleBits.CR4_SMEP_WIDTH),
          new RoleField(
              "cr4_la57", ExtendedRoleBits.CR4_LA57_SHIFT, ExtendedRoleBits.CR4_LA57_WIDTH));

  private RoleFields() {}
}

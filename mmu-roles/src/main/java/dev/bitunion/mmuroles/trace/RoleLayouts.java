package dev.bitunion.mmuroles.trace;

import dev.bitunion.mmuroles.role.PageRoleBits;

/**
 * Which role words v5.14 cannot produce, so that a flipped bit or a word of another kernel's layout
 * is noticed.
 */
final class RoleLayouts {
  private static final int ANDNOT_WP =
      PageRoleBits.SMEP_ANDNOT_WP_MASK | PageRoleBits.SMAP_ANDNOT_WP_MASK;

  private RoleLayouts() {}

  /** Whether a shadow page of Linux v5.14 can have this role. */
  static boolean isPossibleIn514(int role) {
    int level = PageRoleBits.level(role);
    boolean eightBytes = PageRoleBits.gpte_is_8_bytes(role);
    boolean direct = PageRoleBits.direct(role);
    return (role & PageRoleBits.RESERVED_BITS) == 0
        && PageRoleBits.smm(role) <= 1
        && level >= 1
        && level <= 5
        && (eightBytes || !direct && level <= 2)
        && (!eightBytes || direct || PageRoleBits.quadrant(role) == 0)
        && (level > 1 || PageRoleBits.quadrant(role) <= 1)
        && (!PageRoleBits.cr0_wp(role) || (role & ANDNOT_WP) == 0);
  }
}

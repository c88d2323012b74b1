package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleExtrasBits;

/** Which fields of a page's role mean something to it. */
public final class PageFields {
  private static final int ANDNOT_WP =
      PageRoleBits.SMEP_ANDNOT_WP_MASK | PageRoleBits.SMAP_ANDNOT_WP_MASK;

  private PageFields() {}

  /**
   * The fields without effect.
   *
   * @param tdp whether L0 uses two-dimensional paging, so that an indirect page shadows L1's EPT or
   *     NPT
   */
  public static int useless(int role, boolean tdp) {
    if (PageRoleBits.direct(role)) {
      return ANDNOT_WP
          | PageRoleBits.EFER_NX_MASK
          | PageRoleBits.CR0_WP_MASK
          | PageRoleBits.GPTE_IS_8_BYTES_MASK
          | PageRoleBits.QUADRANT_MASK;
    }
    int nx = PageRoleBits.gpte_is_8_bytes(role) ? 0 : PageRoleBits.EFER_NX_MASK;
    return tdp ? nx | ANDNOT_WP : nx;
  }

  /** Whether two roles ask for the same contents. */
  public static boolean same(int role, int wanted, boolean tdp) {
    int ignored = useless(role, tdp) & useless(wanted, tdp) | RoleExtrasBits.FIELD_BITS;
    return ((role ^ wanted) & ~ignored) == 0;
  }
}

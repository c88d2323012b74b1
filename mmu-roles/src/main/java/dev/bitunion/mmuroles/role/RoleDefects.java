package dev.bitunion.mmuroles.role;

import dev.bitunion.mmuroles.arch.Cr0Bits;

/**
 * What defects of other kernels make of a role that {@link RoleMath} computed. On 5.14 none of them
 * is on but one that only a host with five levels of NPT shows, and roles pass unchanged.
 */
final class RoleDefects {
  /** What came from paging bits although CR0.PG is clear. */
  private static final long KEYED =
      MmuRoleBits.BASE_EFER_NX_MASK
          | MmuRoleBits.BASE_CR0_WP_MASK
          | MmuRoleBits.BASE_SMEP_ANDNOT_WP_MASK
          | MmuRoleBits.BASE_SMAP_ANDNOT_WP_MASK
          | MmuRoleBits.EXT_CR4_PSE_MASK
          | MmuRoleBits.EXT_CR4_PKE_MASK
          | MmuRoleBits.EXT_CR4_SMAP_MASK
          | MmuRoleBits.EXT_CR4_SMEP_MASK
          | MmuRoleBits.EXT_CR4_LA57_MASK;

  /** What nested_mmu's role was computed without. */
  private static final long NESTED_LACKS =
      MmuRoleBits.BASE_LEVEL_MASK
          | MmuRoleBits.BASE_GPTE_IS_8_BYTES_MASK
          | MmuRoleBits.BASE_SMEP_ANDNOT_WP_MASK
          | MmuRoleBits.BASE_SMAP_ANDNOT_WP_MASK;

  private static final int FIVE_LEVELS = 5;
  private static final int PAE_LEVEL = 3;

  private final boolean keyedWithoutPaging;
  private final boolean tdpLacksPae;
  private final boolean tdpLacksLa57;
  private final boolean nptGuestLevel;
  private final boolean nptLacksMark;
  private final boolean nestedLacksLevel;

  RoleDefects(Behaviours behaviours) {
    keyedWithoutPaging = behaviours.has(Behaviour.ROLE_KEYED_WITHOUT_PAGING);
    tdpLacksPae = behaviours.has(Behaviour.TDP_ROLE_LACKS_PAE);
    tdpLacksLa57 = behaviours.has(Behaviour.TDP_ROLE_LACKS_LA57);
    nptGuestLevel = behaviours.has(Behaviour.NPT_ROLE_HAS_GUEST_LEVEL);
    nptLacksMark = behaviours.has(Behaviour.ROOT_ABOVE_NPT_LACKS_MARK);
    nestedLacksLevel = behaviours.has(Behaviour.NESTED_ROLE_LACKS_LEVEL);
  }

  /** Whether paging bits are looked at although CR0.PG is clear. */
  boolean pretendsPaging(long cr0) {
    return keyedWithoutPaging && !Cr0Bits.pg(cr0);
  }

  /** The role without paging, with the paging bits of what it would be with paging. */
  static long keyed(long role, long withPaging) {
    return role | withPaging & KEYED;
  }

  long tdp(long role) {
    if (tdpLacksPae) {
      role = MmuRoleBits.withExtCr4Pae(role, false);
    }
    return tdpLacksLa57 ? MmuRoleBits.withExtCr4La57(role, false) : role;
  }

  /**
   * The role of nested NPT.
   *
   * @param levels of L1's tables: 2 to 5
   */
  long npt(long role, int levels) {
    if (nptGuestLevel) {
      role = MmuRoleBits.withBaseLevel(role, Math.max(PAE_LEVEL, levels));
    }
    return MmuRoleBits.withBase(role, nptRoot(MmuRoleBits.base(role), levels));
  }

  /**
   * The page role of the root above L1's tables.
   *
   * @param levels of L1's tables: 2 to 5
   */
  int nptRoot(int pages, int levels) {
    boolean above = PageRoleBits.level(pages) == FIVE_LEVELS && levels == FIVE_LEVELS - 1;
    return PassthroughMarkBits.withPassthrough(pages, above && !nptLacksMark);
  }

  long nested(long role) {
    return nestedLacksLevel ? role & ~NESTED_LACKS : role;
  }
}

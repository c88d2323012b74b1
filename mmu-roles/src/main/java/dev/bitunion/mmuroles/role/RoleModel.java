package dev.bitunion.mmuroles.role;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.EptpBits;

/**
 * The roles that one kernel computes: the seam where a second kernel joins. Chosen once at start;
 * there is this one class, so that calls stay direct. The arithmetic is {@link RoleMath}'s, with
 * the {@link Behaviours} that are off set right here.
 */
public final class RoleModel {
  private final KernelVersion kernel;
  private final Behaviours behaviours;
  private final boolean newPgdForgets;
  private final boolean nptLacksGuestMode;
  private final boolean lacksLma;
  private final RoleDefects defects;
  private final ReuseKey key;

  private RoleModel(KernelVersion kernel, Behaviours behaviours, ReuseKey key) {
    this.kernel = kernel;
    this.key = key;
    this.behaviours = behaviours;
    this.newPgdForgets = behaviours.has(Behaviour.NEW_PGD_FORGETS_SMEP_SMAP);
    this.nptLacksGuestMode = behaviours.has(Behaviour.NPT_ROLE_LACKS_GUEST_MODE);
    this.lacksLma = behaviours.has(Behaviour.EXT_ROLE_LACKS_EFER_LMA);
    this.defects = new RoleDefects(behaviours);
  }

  /**
   * The kernel's roles with all behaviours as it had them.
   *
   * @throws IllegalArgumentException if the kernel is not modelled
   */
  public static RoleModel of(KernelVersion kernel) {
    return of(kernel, Behaviours.of(kernel));
  }

  /**
   * The kernel's roles with the given behaviours.
   *
   * @throws IllegalArgumentException if the kernel is not modelled
   */
  public static RoleModel of(KernelVersion kernel, Behaviours behaviours) {
    if (kernel.compareTo(KernelVersion.V5_14) != 0) {
      throw new IllegalArgumentException(
          "the roles of Linux " + kernel + " are not modelled; modelled is 5.14");
    }
    return new RoleModel(kernel, behaviours, ReuseKey.WHOLE);
  }

  /** The same roles, of which pages are found by another key. */
  public RoleModel withKey(ReuseKey other) {
    return new RoleModel(kernel, behaviours, other);
  }

  /** What of a role pages are found by. */
  public ReuseKey key() {
    return key;
  }

  /** The kernel. */
  public KernelVersion kernel() {
    return kernel;
  }

  /** What is on. */
  public Behaviours behaviours() {
    return behaviours;
  }

  /** The role of root_mmu under two-dimensional paging. See {@link RoleMath#tdpRoot}. */
  public long tdpRoot(long cr0, long cr4, long efer, int hflags, int tdpLevel, boolean adDisabled) {
    long role = RoleMath.tdpRoot(cr0, cr4, efer, hflags, tdpLevel, adDisabled);
    if (defects.pretendsPaging(cr0)) {
      long paging = RoleMath.tdpRoot(paging(cr0), cr4, efer, hflags, tdpLevel, adDisabled);
      role = RoleDefects.keyed(role, paging);
    }
    return lma(cr0, efer, defects.tdp(role));
  }

  /** The role of root_mmu under shadow paging. See {@link RoleMath#shadowRoot}. */
  public long shadowRoot(long cr0, long cr4, long efer, int hflags) {
    long role = RoleMath.shadowRoot(cr0, cr4, efer, hflags);
    if (defects.pretendsPaging(cr0)) {
      role = RoleDefects.keyed(role, RoleMath.shadowRoot(paging(cr0), cr4, efer, hflags));
    }
    return lma(cr0, efer, role);
  }

  /**
   * The role of guest_mmu for nested NPT, from L1's registers.
   *
   * @param hflags those of L1, before L2 is entered
   */
  public long shadowNpt(long cr4, long efer, int hflags, int tdpLevel) {
    long role = RoleMath.shadowNpt(RoleMath.NPT_CR0, cr4, efer, hflags, tdpLevel);
    if (!nptLacksGuestMode) {
      role = MmuRoleBits.withBaseGuestMode(role, true);
    }
    int levels = RoleMath.rootLevel(RoleMath.NPT_CR0, cr4, efer);
    return lma(RoleMath.NPT_CR0, efer, defects.npt(role, levels));
  }

  /**
   * The role of guest_mmu for nested EPT.
   *
   * @param eptp L1's EPT pointer
   * @param execonly whether L1 was offered execute-only entries
   * @param rootRole root_mmu's stored role, whose smm is inherited
   */
  public long shadowEpt(long eptp, boolean execonly, long rootRole) {
    return RoleMath.shadowEpt(
        EptpBits.ad(eptp), execonly, eptLevel(eptp), MmuRoleBits.baseSmm(rootRole));
  }

  /** Levels of the EPT at this pointer: five if it says so, four whatever else it says. */
  public static int eptLevel(long eptp) {
    return EptpBits.walkLength(eptp) == 4 ? 5 : 4;
  }

  /** The role of nested_mmu. See {@link RoleMath#nested}. */
  public long nested(long cr0, long cr4, long efer, int hflags) {
    return lma(cr0, efer, defects.nested(RoleMath.nested(cr0, cr4, efer, hflags)));
  }

  /** What a CR3 load asks for under two-dimensional paging. */
  public int tdpNewPgd(long cr0, long efer, int hflags, int tdpLevel, boolean adDisabled) {
    long asked = defects.pretendsPaging(cr0) ? paging(cr0) : cr0;
    return RoleMath.tdpRootBase(asked, efer, hflags, tdpLevel, adDisabled);
  }

  /** What a CR3 load asks for under shadow paging. */
  public int shadowNewPgd(long cr0, long cr4, long efer, int hflags) {
    return newPgdForgets
        ? RoleMath.shadowRootBase(cr0, cr4, efer, hflags)
        : MmuRoleBits.base(shadowRoot(cr0, cr4, efer, hflags));
  }

  private static long paging(long cr0) {
    return cr0 | Cr0Bits.PG_MASK;
  }

  private long lma(long cr0, long efer, long role) {
    if (lacksLma) {
      return role;
    }
    int ext = MmuRoleBits.ext(role);
    boolean longMode = RoleMath.rootLevel(cr0, 0, efer) >= 4;
    return MmuRoleBits.withExt(role, ExtendedRoleWithLmaBits.withEferLma(ext, longMode));
  }
}

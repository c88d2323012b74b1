package dev.bitunion.mmuroles.role;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EptpBits;

/**
 * The roles that one kernel computes: the seam where kernels join. Chosen once at start; there is
 * this one class, so that calls stay direct. The arithmetic is {@link RoleMath}'s, and what kernels
 * do differently is decided by {@link Behaviours}, not by the version.
 *
 * <p>A context has a role, which says for what it was configured, and a page role that its roots
 * and all pages below start from. In v5.14 the second is the base of the first; since v5.19 the
 * first is called cpu role, the second root role. Both are v5.14's words here, see {@link #words}.
 */
public final class RoleModel {
  /** Kernels whose behaviour is modelled, oldest first. */
  private static final KernelVersion[] MODELLED = {KernelVersion.V5_14, KernelVersion.V6_1};

  private static final int FOUR_LEVELS = 4;
  private static final int FIVE_LEVELS = 5;

  /** Below long mode a shadow root has the level of PAE paging. */
  private static final int LOWEST_SHADOW_LEVEL = 3;

  /** What a page role under two-dimensional paging can take over from the context's. */
  private static final int OF_STATE =
      PageRoleBits.ACCESS_MASK
          | PageRoleBits.EFER_NX_MASK
          | PageRoleBits.CR0_WP_MASK
          | PageRoleBits.GUEST_MODE_MASK
          | PageRoleBits.SMM_MASK;

  private final KernelVersion kernel;
  private final Behaviours behaviours;
  private final KernelWords words;
  private final boolean oneRole;
  private final boolean newPgdForgets;
  private final boolean nptLacksGuestMode;
  private final boolean nptConsultsKeys;
  private final boolean lacksLma;
  private final RoleDefects defects;
  private final ReuseKey key;
  private final int forcedUnderTdp;
  private final int forcedUnderShadow;

  private RoleModel(KernelVersion kernel, KernelWords words, Behaviours behaviours, ReuseKey key) {
    this.kernel = kernel;
    this.key = key;
    this.behaviours = behaviours;
    this.words = words;
    this.oneRole = behaviours.has(Behaviour.ONE_ROLE_FOR_CPU_AND_PAGES);
    this.newPgdForgets = behaviours.has(Behaviour.NEW_PGD_FORGETS_SMEP_SMAP);
    this.nptLacksGuestMode = behaviours.has(Behaviour.NPT_ROLE_LACKS_GUEST_MODE);
    this.nptConsultsKeys = behaviours.has(Behaviour.NPT_CONSULTS_PKRU);
    this.lacksLma = behaviours.has(Behaviour.EXT_ROLE_LACKS_EFER_LMA);
    this.forcedUnderTdp =
        behaviours.has(Behaviour.TDP_PAGES_FOLLOW_GUEST)
            ? 0
            : PageRoleBits.EFER_NX_MASK | PageRoleBits.CR0_WP_MASK;
    this.forcedUnderShadow =
        behaviours.has(Behaviour.SHADOW_PAGES_FOLLOW_NX) ? 0 : PageRoleBits.EFER_NX_MASK;
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
    if (!isModelled(kernel)) {
      throw new IllegalArgumentException(
          "the roles of Linux " + kernel + " are not modelled; modelled are 5.14 and 6.1");
    }
    return new RoleModel(kernel, KernelWords.of(kernel), behaviours, ReuseKey.WHOLE);
  }

  /** The same roles, of which pages are found by another key. */
  public RoleModel withKey(ReuseKey other) {
    return new RoleModel(kernel, words, behaviours, other);
  }

  /** The same roles, written as another kernel writes them. */
  public RoleModel withWords(KernelWords other) {
    return new RoleModel(kernel, other, behaviours, key);
  }

  /** What of a role pages are found by. */
  public ReuseKey key() {
    return key;
  }

  /** Whether the kernel's behaviour is modelled. */
  public static boolean isModelled(KernelVersion kernel) {
    for (KernelVersion modelled : MODELLED) {
      if (modelled.equals(kernel)) {
        return true;
      }
    }
    return false;
  }

  /** The kernel. */
  public KernelVersion kernel() {
    return kernel;
  }

  /** What is on. */
  public Behaviours behaviours() {
    return behaviours;
  }

  /** How the kernel writes its roles. */
  public KernelWords words() {
    return words;
  }

  /** Whether a context's role is also the one that its pages start from. */
  public boolean hasOneRole() {
    return oneRole;
  }

  /**
   * The role of root_mmu under two-dimensional paging: {@link RoleMath#tdpRoot}, or the cpu role.
   */
  public long tdpRoot(long cr0, long cr4, long efer, int hflags, int tdpLevel, boolean adDisabled) {
    if (!oneRole) {
      return cpuRole(cr0, cr4, efer, hflags);
    }
    long role = RoleMath.tdpRoot(cr0, cr4, efer, hflags, tdpLevel, adDisabled);
    if (defects.pretendsPaging(cr0)) {
      long paging = RoleMath.tdpRoot(paging(cr0), cr4, efer, hflags, tdpLevel, adDisabled);
      role = RoleDefects.keyed(role, paging);
    }
    return lma(cr0, efer, defects.tdp(role));
  }

  /** The page role under two-dimensional paging. */
  public int tdpPages(long role, int tdpLevel, boolean adDisabled) {
    return MmuRoleBits.base(role) & OF_STATE
        | forcedUnderTdp
        | PageRoleBits.DIRECT_MASK
        | PageRoleBits.GPTE_IS_8_BYTES_MASK
        | PageRoleBits.prepAdDisabled(adDisabled)
        | PageRoleBits.withLevelTruncated(0, tdpLevel);
  }

  /** The role of root_mmu under shadow paging: {@link RoleMath#shadowRoot}, or the cpu role. */
  public long shadowRoot(long cr0, long cr4, long efer, int hflags) {
    if (!oneRole) {
      return cpuRole(cr0, cr4, efer, hflags);
    }
    long role = RoleMath.shadowRoot(cr0, cr4, efer, hflags);
    if (defects.pretendsPaging(cr0)) {
      role = RoleDefects.keyed(role, RoleMath.shadowRoot(paging(cr0), cr4, efer, hflags));
    }
    return lma(cr0, efer, role);
  }

  /** The page role under shadow paging. */
  public int shadowPages(long role) {
    int base = MmuRoleBits.base(role) | forcedUnderShadow;
    return oneRole
        ? base
        : PageRoleBits.withLevel(base, Math.max(PageRoleBits.level(base), LOWEST_SHADOW_LEVEL));
  }

  /**
   * The role of guest_mmu for nested NPT, from L1's registers.
   *
   * @param hflags those of L1, before L2 is entered
   */
  public long shadowNpt(long cr4, long efer, int hflags, int tdpLevel) {
    long cr0 = RoleMath.NPT_CR0;
    long ofNpt = nptConsultsKeys ? cr4 : Cr4Bits.withPke(cr4, false);
    long role =
        oneRole
            ? RoleMath.shadowNpt(cr0, ofNpt, efer, hflags, tdpLevel)
            : cpuRole(cr0, ofNpt, efer, hflags);
    if (!nptLacksGuestMode) {
      role = MmuRoleBits.withBaseGuestMode(role, true);
    }
    return oneRole ? lma(cr0, efer, defects.npt(role, RoleMath.rootLevel(cr0, cr4, efer))) : role;
  }

  /**
   * The page role of a shadow of L1's NPT.
   *
   * @param guestLevels levels of L1's NPT
   */
  public int nptPages(long role, int tdpLevel, int guestLevels) {
    int base = MmuRoleBits.base(role);
    return oneRole
        ? base
        : defects.nptRoot(PageRoleBits.withLevelTruncated(base, tdpLevel), guestLevels);
  }

  /**
   * The role of guest_mmu for nested EPT; the same word is its page role.
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

  /** The role of nested_mmu: {@link RoleMath#nested}, or the cpu role. */
  public long nested(long cr0, long cr4, long efer, int hflags) {
    return oneRole
        ? lma(cr0, efer, defects.nested(RoleMath.nested(cr0, cr4, efer, hflags)))
        : cpuRole(cr0, cr4, efer, hflags);
  }

  /** What a CR3 load asks for under two-dimensional paging. */
  public int tdpNewPgd(long cr0, long efer, int hflags, int tdpLevel, boolean adDisabled) {
    long asked = defects.pretendsPaging(cr0) ? paging(cr0) : cr0;
    return RoleMath.tdpRootBase(asked, efer, hflags, tdpLevel, adDisabled) | forcedUnderTdp;
  }

  /** What a CR3 load asks for under shadow paging. */
  public int shadowNewPgd(long cr0, long cr4, long efer, int hflags) {
    return oneRole && newPgdForgets
        ? RoleMath.shadowRootBase(cr0, cr4, efer, hflags) | forcedUnderShadow
        : shadowPages(shadowRoot(cr0, cr4, efer, hflags));
  }

  private static long paging(long cr0) {
    return cr0 | Cr0Bits.PG_MASK;
  }

  /** What the registers of a context's guest say, and nothing of the host. */
  private long cpuRole(long cr0, long cr4, long efer, int hflags) {
    boolean paging = Cr0Bits.pg(cr0);
    long role = RoleMath.nested(cr0, cr4, efer, hflags);
    role = MmuRoleBits.withBaseDirect(role, !paging);
    // The field was turned round: without paging nothing sets it.
    return lma(cr0, efer, paging ? role : MmuRoleBits.withBaseGpteIs8Bytes(role, true));
  }

  private long lma(long cr0, long efer, long role) {
    if (lacksLma) {
      return role;
    }
    int ext = MmuRoleBits.ext(role);
    boolean longMode = RoleMath.rootLevel(cr0, 0, efer) >= FOUR_LEVELS;
    return MmuRoleBits.withExt(role, ExtendedRoleWithLmaBits.withEferLma(ext, longMode));
  }
}

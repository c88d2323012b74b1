package dev.bitunion.mmuroles.mmu;

import static dev.bitunion.mmuroles.role.PageRoleBits.withAccess;
import static dev.bitunion.mmuroles.role.PageRoleBits.withDirect;
import static dev.bitunion.mmuroles.role.PageRoleBits.withGpteIs8Bytes;
import static dev.bitunion.mmuroles.role.PageRoleBits.withLevel;
import static dev.bitunion.mmuroles.role.PageRoleBits.withQuadrantTruncated;

import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.PassthroughMarkBits;

/**
 * One of the three MMU contexts of a virtual CPU: its role, and everything that was computed when
 * that role was stored. Roots are not here; a shadow MMU keeps them.
 *
 * <p>Each {@code init} method compares the whole 64-bit role with the stored one and changes
 * nothing if they are equal. Under PAE and 4-level paging with two-dimensional paging, v5.14's
 * roles can be equal although the derived state is not; the old state then stays. Source: Linux
 * v5.14, arch/x86/kvm/mmu/mmu.c.
 */
public final class MmuContext {
  /** Which of the three contexts it is. */
  public enum Kind {
    /** L1's, or L2's while L1 uses no nested paging. */
    ROOT,
    /** Shadows L1's EPT12 or NPT12. */
    GUEST,
    /** Walks L2's tables, and owns no shadow pages. */
    NESTED
  }

  /** Only a root passes its table on. */
  private static final int BELOW_ROOT = ~PassthroughMarkBits.PASSTHROUGH_MASK;

  private final Kind kind;
  private final boolean pkruAccumulates;
  private final boolean ignoresKeys;
  private final boolean staleWithoutPaging;
  private final boolean pagingFromLevels;
  private final boolean rootHasGuestLevel;
  private GuestCpuid cpuid;
  private final boolean directHasLong;
  private final boolean directHasQuadrant;

  final PermissionTable permissions = new PermissionTable();
  final ReservedBits reserved = new ReservedBits();
  final long[] pdptrs = new long[4];
  long reservedAddress;

  long role;
  int pages;
  int rootLevel;
  int shadowRootLevel;
  boolean directMap;
  boolean eptAd;
  Translation translation = Translation.UNSET;

  /** A fetch is reported as such: EFER.NX or CR4.SMEP of the stored role. */
  boolean reportsFetch;

  /** A 4-byte entry at level 2 can map a page: CR4.PSE of the stored role. */
  boolean largeShortPages;

  boolean pgdFromCr3 = true;
  boolean pdptrsFromMemory;
  long nestedPgd;

  /**
   * Creates a context that was never initialised: role 0.
   *
   * @param kind which of the three
   * @param cpuid what the guest's CPUID offers
   * @param behaviours what the kernel does
   */
  public MmuContext(Kind kind, GuestCpuid cpuid, Behaviours behaviours) {
    this.kind = kind;
    this.cpuid = cpuid;
    this.reservedAddress = cpuid.reservedAddress();
    this.pkruAccumulates = behaviours.has(Behaviour.PKRU_MASK_ACCUMULATES);
    this.ignoresKeys = kind == Kind.GUEST && !behaviours.has(Behaviour.NPT_CONSULTS_PKRU);
    this.staleWithoutPaging = behaviours.has(Behaviour.MASKS_STALE_WITHOUT_PAGING);
    this.pagingFromLevels = behaviours.has(Behaviour.TDP_ROLE_LACKS_PAE);
    this.rootHasGuestLevel =
        kind == Kind.GUEST && behaviours.has(Behaviour.NPT_ROOT_HAS_GUEST_LEVEL);
    this.directHasLong = behaviours.has(Behaviour.DIRECT_PAGES_ARE_8_BYTE);
    this.directHasQuadrant = behaviours.has(Behaviour.QUADRANT_ON_DIRECT_PAGES);
  }

  /** As the other method, where the role's base is the page role. */
  public boolean initTdp(long role, int guestLevels) {
    return initTdp(role, MmuRoleBits.base(role), guestLevels);
  }

  /**
   * Configures for two-dimensional paging: the guest's own tables are walked, never shadowed.
   *
   * @param role a role from {@code RoleModel.tdpRoot}
   * @param pages the page role that belongs to it
   * @param guestLevels levels of the guest's own tables: 0, 2, 3, 4 or 5
   * @return false if the role is the stored one, and nothing changed
   */
  public boolean initTdp(long role, int pages, int guestLevels) {
    if (role == this.role) {
      return false;
    }
    this.role = role;
    this.pages = pages;
    shadowRootLevel = PageRoleBits.level(pages);
    directMap = true;
    rootLevel = guestLevels;
    readPgdFromCr3();
    translation = pagingFromLevels ? ofLevels(guestLevels) : ownPaging(role);
    recomputePaging();
    return true;
  }

  /** As the other method, where the role's base is the page role. */
  public boolean initShadow(long role, int guestLevels) {
    return initShadow(role, MmuRoleBits.base(role), guestLevels);
  }

  /**
   * Configures for shadowing the guest's own tables, or L1's NPT12. The caller says afterwards
   * where the root table comes from, as KVM does even if this is skipped.
   *
   * @param role a role from {@code RoleModel.shadowRoot} or {@code shadowNpt}
   * @param pages the page role that belongs to it
   * @param guestLevels levels of the shadowed tables: 0, 2, 3, 4 or 5
   * @return false if the role is the stored one, and nothing changed
   */
  public boolean initShadow(long role, int pages, int guestLevels) {
    if (role == this.role) {
      return false;
    }
    this.role = role;
    this.pages = pages;
    directMap = !MmuRoleBits.extCr0Pg(role);
    translation = ownPaging(role);
    rootLevel = guestLevels;
    recomputePaging();
    shadowRootLevel =
        rootHasGuestLevel ? Math.max(PageMath.PAE_LEVELS, guestLevels) : PageRoleBits.level(pages);
    return true;
  }

  /**
   * Configures for shadowing L1's EPT12.
   *
   * @param role a full role from {@code RoleModel.shadowEpt}
   * @return false if the role is the stored one, and nothing changed
   */
  public boolean initEpt(long role) {
    if (role == this.role) {
      return false;
    }
    this.role = role;
    pages = MmuRoleBits.base(role);
    shadowRootLevel = MmuRoleBits.baseLevel(role);
    rootLevel = shadowRootLevel;
    eptAd = !MmuRoleBits.baseAdDisabled(role);
    directMap = false;
    translation = Translation.EPT;
    reportsFetch = false;
    permissions.recomputeEpt();
    permissions.recomputePkru(false, false, pkruAccumulates);
    reserved.recomputeEpt(MmuRoleBits.extExeconly(role), cpuid);
    return true;
  }

  /**
   * Configures for walking L2's own tables, each of whose addresses goes through {@code guest_mmu}.
   *
   * @param role a full role from {@code RoleModel.nested}
   * @return false if the role is the stored one, and nothing changed
   */
  public boolean initNested(long role) {
    return initNested(role, MmuRoleBits.baseLevel(role));
  }

  /**
   * As {@link #initNested(long)}, for a kernel whose role may lack the level.
   *
   * @param guestLevels levels of L2's tables: 0, 2, 3, 4 or 5
   */
  public boolean initNested(long role, int guestLevels) {
    if (role == this.role) {
      return false;
    }
    this.role = role;
    rootLevel = guestLevels;
    readPgdFromCr3();
    translation = ofLevels(guestLevels);
    recomputePaging();
    return true;
  }

  private static Translation ofLevels(int levels) {
    return levels == 0 ? Translation.IDENTITY : levels == 2 ? Translation.SHORT : Translation.LONG;
  }

  private static Translation ownPaging(long role) {
    return !MmuRoleBits.extCr0Pg(role)
        ? Translation.IDENTITY
        : MmuRoleBits.extCr4Pae(role) ? Translation.LONG : Translation.SHORT;
  }

  /** Recomputes what walks depend on, all of it from the stored role; left stale without paging. */
  private void recomputePaging() {
    long role = this.role;
    boolean nx = MmuRoleBits.baseEferNx(role);
    boolean smep = MmuRoleBits.extCr4Smep(role);
    reportsFetch = nx || smep;
    largeShortPages = MmuRoleBits.extCr4Pse(role);
    if (!MmuRoleBits.extCr0Pg(role)) {
      if (!staleWithoutPaging) {
        permissions.clear();
        reserved.clear();
      }
      return;
    }
    boolean wp = MmuRoleBits.baseCr0Wp(role);
    reserved.recompute(rootLevel, nx, largeShortPages, cpuid);
    permissions.recompute(wp, smep, MmuRoleBits.extCr4Smap(role), nx);
    permissions.recomputePkru(MmuRoleBits.extCr4Pke(role) && !ignoresKeys, wp, pkruAccumulates);
  }

  /** The root table is at CR3, and PDPTEs are those that were loaded with it. */
  public void readPgdFromCr3() {
    pgdFromCr3 = true;
    pdptrsFromMemory = false;
  }

  /** The root table is at L1's nested CR3; PDPTEs are read from memory at each walk. */
  public void readPgdFromNestedCr3(long nestedCr3) {
    pgdFromCr3 = false;
    pdptrsFromMemory = true;
    nestedPgd = nestedCr3;
  }

  /** The root table is at L1's EPT pointer. */
  public void readPgdFromEptp(long eptp) {
    pgdFromCr3 = false;
    pdptrsFromMemory = false;
    nestedPgd = eptp;
  }

  /** Stores a page-directory-pointer entry that was loaded with CR3; present or not. */
  public void setPdptr(int index, long entry) {
    pdptrs[index] = entry;
  }

  /** The stored page-directory-pointer entry. */
  public long pdptr(int index) {
    return pdptrs[index];
  }

  /** The guest's CPUID changed; masks follow when the context is next configured. */
  public void setCpuid(GuestCpuid changed) {
    cpuid = changed;
    reservedAddress = changed.reservedAddress();
  }

  /** Whether faults report a fetch as such: EFER.NX or CR4.SMEP of the stored role. */
  public boolean reportsFetch() {
    return reportsFetch;
  }

  /** Reports fetches by other registers than the stored role's. */
  public void setReportsFetch(boolean reports) {
    reportsFetch = reports;
  }

  /** A CPUID change: the stored role no longer equals any computed one, all else stays. */
  public void invalidateRole() {
    role = MmuRoleBits.withExtValid(role, false);
  }

  /**
   * Decides an access: the kernel's {@code permission_fault}.
   *
   * @param rights 1 execute, 2 write, 4 user (EPT: read)
   * @param key the page's protection key, 0 to 15
   * @param access an explicit access as an error code; only W, U and F count
   * @return 0 if the access may pass, else P, and PK if the protection key forbids it
   */
  public long permissionFault(int rights, int key, long access, CpuState cpu) {
    return permissions.fault(rights, key, access, cpu.acOverride, cpu.pkru);
  }

  /** Which of the three contexts it is. */
  public Kind kind() {
    return kind;
  }

  /** What the guest's CPUID offers. */
  public GuestCpuid cpuid() {
    return cpuid;
  }

  /** The stored role; 0 if the context was never initialised. */
  public long role() {
    return role;
  }

  /** The page role that roots and all pages below start from; 0 if never initialised. */
  public int pages() {
    return pages;
  }

  /**
   * The role of a page: the one that all start from, with level, kind and access replaced, and the
   * quadrant that a table of 4-byte entries needs.
   *
   * @param guestAddress address through which the page is reached
   * @param level level of the page, 1 to 5
   * @param direct the page maps frames linearly
   * @param access what the levels above allow
   */
  public int pageRole(long guestAddress, int level, boolean direct, int access) {
    int from = PageRoleBits.level(pages) == level ? pages : pages & BELOW_ROOT;
    int page = withAccess(withDirect(withLevel(from, level), direct), access);
    if (direct && directHasLong) {
      page = withGpteIs8Bytes(page, true);
    }
    return (!direct || directHasQuadrant) && !directMap && rootLevel <= 2
        ? withQuadrantTruncated(page, PageMath.quadrant(guestAddress, level))
        : page;
  }

  /** Levels of the guest's tables: 0, 2, 3, 4 or 5. */
  public int rootLevel() {
    return rootLevel;
  }

  /** Level of the shadow root: 3 to 5. */
  public int shadowRootLevel() {
    return shadowRootLevel;
  }

  /** True if shadow pages map guest frames linearly: two-dimensional paging, or no paging. */
  public boolean directMap() {
    return directMap;
  }

  /** True if the nested EPT has accessed and dirty bits. */
  public boolean eptAd() {
    return eptAd;
  }

  /** How addresses are translated. */
  public Translation translation() {
    return translation;
  }

  /** True if the walked entries have accessed and dirty bits. */
  public boolean entriesHaveAccessedDirty() {
    return translation != Translation.EPT || eptAd;
  }

  /** The permission table and the protection-key mask. */
  public PermissionTable permissions() {
    return permissions;
  }

  /** The reserved-bit masks. */
  public ReservedBits reserved() {
    return reserved;
  }

  /** The address of the root table as the context's owner gave it: CR3, nested CR3 or EPTP. */
  public long pgd(CpuState cpu) {
    return pgdFromCr3 ? cpu.cr3 : nestedPgd;
  }
}

package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;

/**
 * The three MMU contexts of a virtual CPU, their walkers, and which two are in use: {@code mmu},
 * whose roots and page faults are live, and {@code walk_mmu}, which translates the guest's own
 * addresses.
 *
 * <p>Roots are no matter of this class: where KVM looks for one before it initialises a context,
 * the caller gets the role first and initialises with it afterwards.
 */
public final class VcpuContexts {
  private final HostMmu host;
  private final RoleModel model;
  private final MmuContext root;
  private final MmuContext guest;
  private final MmuContext nested;
  private final Walker rootWalker;
  private final Walker guestWalker;
  private final Walker nestedWalker;
  private MmuContext mmu;
  private MmuContext walkMmu;

  /**
   * Creates the contexts, uninitialised, with {@code root_mmu} in use.
   *
   * @param model the kernel's roles
   * @param host what the host offers
   * @param cpuid what the guest's CPUID offers
   * @param memory the guest's memory
   * @param cpu what walks read from the virtual CPU
   */
  public VcpuContexts(
      RoleModel model, HostMmu host, GuestCpuid cpuid, GuestMemory memory, CpuState cpu) {
    this.model = model;
    this.host = host;
    root = new MmuContext(MmuContext.Kind.ROOT, cpuid, model.behaviours());
    guest = new MmuContext(MmuContext.Kind.GUEST, cpuid, model.behaviours());
    nested = new MmuContext(MmuContext.Kind.NESTED, cpuid, model.behaviours());
    rootWalker = new Walker(root, memory, cpu);
    guestWalker = new Walker(guest, memory, cpu);
    nestedWalker = new Walker(nested, memory, cpu, guestWalker);
    useRoot();
  }

  /**
   * Initialises the context that translates the guest's own addresses: {@code kvm_init_mmu}. It
   * frees no roots.
   *
   * @param hflags an {@code Hflags} word
   * @return false if the role is the stored one, and nothing changed
   */
  public boolean init(long cr0, long cr4, long efer, int hflags) {
    if (isNested()) {
      int levels = RoleMath.rootLevel(cr0, cr4, efer);
      return nested.initNested(model.nested(cr0, cr4, efer, hflags), levels);
    }
    int levels = RoleMath.rootLevel(cr0, cr4, efer);
    if (host.tdp()) {
      long role = model.tdpRoot(cr0, cr4, efer, hflags, host.tdpLevel(), host.adDisabled());
      return root.initTdp(role, model.tdpPages(role, host.tdpLevel(), host.adDisabled()), levels);
    }
    long role = model.shadowRoot(cr0, cr4, efer, hflags);
    boolean changed = root.initShadow(role, model.shadowPages(role), levels);
    root.readPgdFromCr3();
    return changed;
  }

  /** The role of {@code guest_mmu} for nested NPT, from L1's CR4, EFER and hflags. */
  public long nptRole(long cr4, long efer, int hflags) {
    return model.shadowNpt(cr4, efer, hflags, host.tdpLevel());
  }

  /** The page role that belongs to {@link #nptRole}. */
  public int nptPages(long role, long cr4, long efer) {
    int levels = RoleMath.rootLevel(RoleMath.NPT_CR0, cr4, efer);
    return model.nptPages(role, host.tdpLevel(), levels);
  }

  /**
   * Initialises {@code guest_mmu} for nested NPT; from now on L2's addresses are translated by
   * {@code nested_mmu}.
   *
   * @param role what {@link #nptRole} gave
   * @return false if the role is the stored one, and nothing but the root's place changed
   */
  public boolean initNpt(long role, long cr4, long efer, long nestedCr3) {
    int levels = RoleMath.rootLevel(RoleMath.NPT_CR0, cr4, efer);
    boolean changed = guest.initShadow(role, nptPages(role, cr4, efer), levels);
    guest.readPgdFromNestedCr3(nestedCr3);
    walkMmu = nested;
    return changed;
  }

  /** The role of {@code guest_mmu} for nested EPT at this pointer. */
  public long eptRole(long eptp) {
    return model.shadowEpt(eptp, host.executeOnly(), root.role());
  }

  /**
   * Initialises {@code guest_mmu} for nested EPT; from now on L2's addresses are translated by
   * {@code nested_mmu}.
   *
   * @param role what {@link #eptRole} gave
   * @return false if the role is the stored one, and nothing but the root's place changed
   */
  public boolean initEpt(long role, long eptp) {
    boolean changed = guest.initEpt(role);
    guest.readPgdFromEptp(eptp);
    walkMmu = nested;
    return changed;
  }

  /** L1 runs, or L2 without nested paging. */
  public void useRoot() {
    mmu = root;
    walkMmu = root;
  }

  /** L2's page faults are {@code guest_mmu}'s from now on. */
  public void useGuest() {
    mmu = guest;
  }

  /** The guest's CPUID says something else about addresses from now on. */
  public void setCpuid(GuestCpuid cpuid) {
    root.setCpuid(cpuid);
    guest.setCpuid(cpuid);
    nested.setCpuid(cpuid);
  }

  /** CPUID changed: each context is initialised anew when it is next asked to. */
  public void invalidateRoles() {
    root.invalidateRole();
    guest.invalidateRole();
    nested.invalidateRole();
  }

  /** True if L2's own addresses are translated by {@code nested_mmu}. */
  public boolean isNested() {
    return walkMmu == nested;
  }

  /** The context whose roots and page faults are live. */
  public MmuContext mmu() {
    return mmu;
  }

  /** The context that translates the guest's own addresses. */
  public MmuContext walkMmu() {
    return walkMmu;
  }

  /** {@code root_mmu}. */
  public MmuContext root() {
    return root;
  }

  /** {@code guest_mmu}. */
  public MmuContext guest() {
    return guest;
  }

  /** {@code nested_mmu}. */
  public MmuContext nested() {
    return nested;
  }

  /** The walker of {@link #mmu}'s tables: the one that a page fault needs. */
  public Walker faultWalker() {
    return mmu == root ? rootWalker : guestWalker;
  }

  /** The walker of {@link #walkMmu}'s tables. */
  public Walker walker() {
    return walkMmu == root ? rootWalker : nestedWalker;
  }

  /** What the host offers. */
  public HostMmu host() {
    return host;
  }

  /** The kernel's roles. */
  public RoleModel model() {
    return model;
  }
}

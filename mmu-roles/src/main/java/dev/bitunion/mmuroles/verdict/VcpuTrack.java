package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.function.Predicate;

/** What a trace has told of one virtual CPU: registers, contexts, roots, and what it is doing. */
final class VcpuTrack {
  /** What the vCPU's next page is made for. */
  enum Phase {
    /** Nothing that the trace has shown. */
    UNKNOWN,
    /** Roots are loaded. */
    ROOTS,
    /** A fault of a direct map, at {@link #faultAddress}. */
    DIRECT_FAULT,
    /** A fault after a successful walk: pages are in {@link #path}. */
    SHADOW_FAULT
  }

  /** Bits of an error code that a walk passes on and prints. */
  private static final long SHOWN = 0xffff_ffffL;

  long cr0;
  long cr3;
  long cr4;
  long efer;
  int hflags;

  /** The registers are those of an event, not a guess. */
  boolean registersKnown;

  /** The contexts' roles are those of the kernel. */
  boolean rolesKnown;

  /**
   * The roles of guest_mmu and nested_mmu are known: the vCPU was seen from its creation, or the
   * trace printed it.
   */
  boolean nestedRoleKnown;

  boolean lostEvents;

  final RecordedWalk walk = new RecordedWalk();
  final CpuState cpu;
  final PagePath path = new PagePath();
  final RootCache rootRoots = new RootCache();
  final RootCache guestRoots = new RootCache();

  Phase phase = Phase.UNKNOWN;
  boolean walkIsFault;
  private long faultAddress;
  private long faultError;
  private boolean faultPending;

  final PendingInit init;
  final PendingSwitch change = new PendingSwitch();

  /** What a context was last initialised with; of guest_mmu, {@code cr0} is the role. */
  private record Init(long cr0, long cr4, long efer, int hflags, long nestedCr3) {}

  private final RoleModel model;
  private final StaticFacts facts;
  private VcpuContexts contexts;
  private HostMmu host;
  private Init rootInit;
  private Init guestInit;
  private Init nestedInit;
  private boolean cpuidFound;
  private boolean writesCr3;
  private boolean inTransition;
  private boolean unseenNesting;

  VcpuTrack(RoleModel model, StaticFacts facts) {
    this.model = model;
    this.facts = facts;
    init = new PendingInit(model);
    cpu = new CpuState(model.behaviours());
    if (facts.npt() != null) {
      decide(facts.npt(), facts.tdpLevel() == 0 ? 4 : facts.tdpLevel(), false);
    }
  }

  /** Now it is known whether two-dimensional paging is in use. */
  void decide(boolean npt, int tdpLevel, boolean adDisabled) {
    host = new HostMmu(npt, tdpLevel, adDisabled, false);
    contexts = new VcpuContexts(model, host, facts.cpuid(), walk, cpu);
  }

  /** kvm_init_mmu, with the registers of now. */
  void initMmu() {
    if (contexts.isNested()) {
      nestedInit = new Init(cr0, cr4, efer, hflags, 0);
    } else {
      rootInit = new Init(cr0, cr4, efer, hflags, 0);
    }
    contexts.init(cr0, cr4, efer, hflags);
  }

  /** guest_mmu is initialised for nested paging, with L1's registers. */
  void initNpt(long role, long l1Cr4, long l1Efer, long nestedCr3) {
    guestInit = new Init(role, l1Cr4, l1Efer, 0, nestedCr3);
    contexts.initNpt(role, l1Cr4, l1Efer, nestedCr3);
  }

  /** CPUID changed. */
  void invalidateRoles() {
    if (contexts != null) {
      contexts.invalidateRoles();
    }
  }

  /**
   * Looks for a CPUID that nobody stated and with which a test holds; the contexts keep it. Once
   * one is found it stays.
   */
  boolean findCpuid(Predicate<VcpuTrack> test) {
    if (cpuidFound) {
      return false;
    }
    VcpuContexts before = contexts;
    for (GuestCpuid cpuid : facts.alternatives()) {
      contexts = rebuilt(cpuid, before);
      if (test.test(this)) {
        cpuidFound = true;
        return true;
      }
    }
    contexts = before;
    return false;
  }

  /** Contexts that were initialised as the current ones, for another CPUID. */
  private VcpuContexts rebuilt(GuestCpuid cpuid, VcpuContexts current) {
    VcpuContexts other = new VcpuContexts(model, host, cpuid, walk, cpu);
    if (rootInit != null) {
      other.init(rootInit.cr0(), rootInit.cr4(), rootInit.efer(), rootInit.hflags());
    }
    if (guestInit != null) {
      other.initNpt(guestInit.cr0(), guestInit.cr4(), guestInit.efer(), guestInit.nestedCr3());
      if (nestedInit != null) {
        other.init(nestedInit.cr0(), nestedInit.cr4(), nestedInit.efer(), nestedInit.hflags());
      }
    }
    other.useRoot();
    if (current.mmu() == current.guest()) {
      other.useGuest();
      if (current.isNested()) {
        other.initNpt(guestInit.cr0(), guestInit.cr4(), guestInit.efer(), guestInit.nestedCr3());
      }
    }
    return other;
  }

  /** A page role tells which kind of paging it is, while no nested guest runs. */
  void decideBy(int pages) {
    int level = PageRoleBits.level(pages);
    if (contexts == null && level != 0 && !PageRoleBits.guest_mode(pages)) {
      boolean npt = PageRoleBits.direct(pages) && level >= 4;
      decide(npt, npt ? level : 4, npt && PageRoleBits.ad_disabled(pages));
    }
  }

  /** The vCPU is being created: no context was ever initialised, and there are no roots. */
  void created() {
    nestedRoleKnown = true;
    for (RootCache cache : new RootCache[] {rootRoots, guestRoots}) {
      cache.empty();
    }
  }

  /** kvm_page_fault: the fault that the next walk may serve. */
  void setFault(long address, long error) {
    faultAddress = address;
    faultError = error;
    faultPending = true;
    phase = Phase.UNKNOWN;
  }

  /** Whether a walk serves the pending fault; the emulator's walks are for other accesses. */
  boolean takeFault(long address, long access) {
    boolean serves =
        faultPending
            && faultAddress == address
            && (access & SHOWN) == (PageFaultErrorBits.withRsvd(faultError, false) & SHOWN);
    faultPending &= !serves;
    return serves;
  }

  /** kvm_set_cr3 begins. */
  void writesCr3() {
    writesCr3 = true;
  }

  /**
   * Whether L2 runs on nested paging that no event announced: the stored role of the context in use
   * is then not the one of root_mmu. Until L1 runs again nothing is known.
   */
  boolean entersUnseenNesting(long stored) {
    if (!HflagsBits.guest(hflags)) {
      rolesKnown |= unseenNesting;
      unseenNesting = false;
      return false;
    }
    boolean announced = contexts.isNested() || !contexts.host().tdp();
    boolean known = rolesKnown || unseenNesting;
    if (!announced && known && stored != contexts.root().role()) {
      unseenNesting = true;
      rolesKnown = false;
    }
    return unseenNesting;
  }

  /** A nested transition is under way: its kvm_init_mmu keeps roots. */
  void beginTransition() {
    inTransition = true;
  }

  /** Whether a nested transition was under way; kvm_init_mmu is its last step. */
  boolean endTransition() {
    boolean was = inTransition;
    inTransition = false;
    return was;
  }

  /** Whether kvm_set_cr3 began and nothing else has happened since. */
  boolean takeCr3Write() {
    boolean was = writesCr3;
    writesCr3 = false;
    return was;
  }

  /** Contexts of the same host and guest that nothing was done with, to try other registers. */
  VcpuContexts scratch(RecordedWalk memory, CpuState state) {
    return new VcpuContexts(model, contexts.host(), contexts.root().cpuid(), memory, state);
  }

  /** The contexts; null until it is known which kind of paging is in use. */
  VcpuContexts contexts() {
    return contexts;
  }

  RoleModel model() {
    return model;
  }

  /** The roots of the context in use. */
  RootCache roots() {
    return contexts != null && contexts.mmu() == contexts.guest() ? guestRoots : rootRoots;
  }

  void setRegisters(long newCr0, long newCr3, long newCr4, long newEfer) {
    cr0 = newCr0;
    setCr3(newCr3);
    cr4 = newCr4;
    efer = newEfer;
    registersKnown = true;
  }

  /** The registers are those of the guest's own account: the roles follow from them. */
  void setMarked(long newCr0, long newCr3, long newCr4, long newEfer) {
    setRegisters(newCr0, newCr3, newCr4, newEfer);
    if (contexts != null) {
      initMmu();
      rolesKnown = true;
    }
  }

  void setCr3(long value) {
    cr3 = value;
    cpu.setCr3(value);
  }

  /** The walk under way translates L2's own addresses, or those of L2's memory. */
  boolean walkIsNested() {
    return contexts.isNested();
  }

  boolean inGuestMode() {
    return HflagsBits.guest(hflags);
  }

  /** The vCPU left the fault behind. */
  void dropFault() {
    faultPending = false;
    phase = Phase.UNKNOWN;
  }

  /** Events are missing: nothing is certain until it is seen again. */
  void gap() {
    lostEvents = true;
    unseenNesting = false;
    registersKnown = false;
    rolesKnown = false;
    nestedRoleKnown = false;
    phase = Phase.UNKNOWN;
    faultPending = false;
    init.drop();
    change.drop();
    walk.close();
    rootRoots.forget();
    guestRoots.forget();
  }

  /** Why nothing can be said of it. */
  Reason unknownReason() {
    if (unseenNesting) {
      return Reason.NESTED_ROLE_NOT_PRINTED;
    }
    return lostEvents ? Reason.EVENT_LOST : Reason.REGISTER_NOT_SEEN;
  }
}

package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.arch.Cr3Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleMath;
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
    /** A fault of a direct map, at {@link #fault}. */
    DIRECT_FAULT,
    /** A fault after a successful walk: pages are in {@link #path}. */
    SHADOW_FAULT
  }

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
  final PendingFault fault = new PendingFault();

  final PendingInit init;
  private final PendingSwitch rootChange = new PendingSwitch();
  private final PendingSwitch guestChange = new PendingSwitch();

  /** Roots that go are those that a prediction says. */
  boolean predictsFrees;

  /** The guest said which rights its protection keys give and what EFLAGS.AC is. */
  boolean privilegeKnown;

  /** What root_mmu or nested_mmu was last initialised with. */
  private record Init(long cr0, long cr4, long efer, int hflags) {}

  /** What guest_mmu was last initialised with. */
  private record GuestInit(boolean ept, long role, long cr4, long efer, long pgd) {
    void on(VcpuContexts contexts) {
      if (ept) {
        contexts.initEpt(role, pgd);
      } else {
        contexts.initNpt(role, cr4, efer, pgd);
      }
    }
  }

  private final RoleModel model;
  private StaticFacts facts;
  private VcpuContexts contexts;
  private HostMmu host;
  private Init rootInit;
  private GuestInit guestInit;
  private Init nestedInit;
  private boolean cpuidFound;
  private boolean writesCr3;
  private long writtenCr3;
  private boolean levelStated;
  private boolean privilegeAc;
  private int privilegeCpl;
  private boolean inTransition;
  private boolean unseenNesting;

  VcpuTrack(RoleModel model, StaticFacts facts) {
    this.model = model;
    this.facts = facts;
    init = new PendingInit(model);
    cpu = new CpuState(model.behaviours());
    if (facts.npt() != null) {
      levelStated = facts.tdpLevel() != 0;
      decide(facts.npt(), levelStated ? facts.tdpLevel() : 4, facts.adDisabled());
    }
  }

  /** The guest's CPUID says something else from now on. */
  void setFacts(StaticFacts changed) {
    facts = changed;
    if (contexts != null) {
      contexts.setCpuid(facts.cpuid());
    }
  }

  /** The guest's account of what no event shows. */
  void setPrivilege(int pkru, int cpl, boolean ac) {
    privilegeKnown = true;
    privilegeCpl = cpl;
    privilegeAc = ac;
    cpu.setPkru(pkru);
    restorePrivilege();
  }

  /** As the guest said; else CPL 0 and EFLAGS.AC clear, as after reset. */
  void restorePrivilege() {
    cpu.setPrivilege(privilegeCpl, privilegeAc);
  }

  /** Now it is known whether two-dimensional paging is in use. */
  void decide(boolean npt, int tdpLevel, boolean adDisabled) {
    host = new HostMmu(npt, tdpLevel, adDisabled, false);
    contexts = new VcpuContexts(model, host, facts.cpuid(), walk, cpu);
  }

  /** kvm_init_mmu, with the registers of now. */
  void initMmu() {
    if (contexts.isNested()) {
      nestedInit = new Init(cr0, cr4, efer, hflags);
    } else {
      rootInit = new Init(cr0, cr4, efer, hflags);
    }
    contexts.init(cr0, cr4, efer, hflags);
  }

  /** guest_mmu is initialised for nested paging, with L1's registers. */
  void initNpt(long role, long l1Cr4, long l1Efer, long nestedCr3) {
    guestInit = new GuestInit(false, role, l1Cr4, l1Efer, nestedCr3);
    guestInit.on(contexts);
  }

  /** guest_mmu is initialised for nested EPT. */
  void initEpt(long role, long eptp) {
    guestInit = new GuestInit(true, role, 0, 0, eptp);
    guestInit.on(contexts);
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
      guestInit.on(other);
      if (nestedInit != null) {
        other.init(nestedInit.cr0(), nestedInit.cr4(), nestedInit.efer(), nestedInit.hflags());
      }
    }
    other.useRoot();
    if (current.mmu() == current.guest()) {
      other.useGuest();
      if (current.isNested()) {
        guestInit.on(other);
      }
    }
    return other;
  }

  /** A page role tells which kind of paging it is, while no nested guest runs. */
  void decideBy(int pages) {
    int level = PageRoleBits.level(pages);
    if (level == 0 || PageRoleBits.guest_mode(pages)) {
      return;
    }
    boolean npt = PageRoleBits.direct(pages) && level >= 4;
    boolean guessed = contexts != null && rootInit == null && !levelStated && npt && host.tdp();
    if (contexts == null || guessed && level != host.tdpLevel()) {
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
    fault.set(address, error);
    phase = Phase.UNKNOWN;
  }

  /** kvm_set_cr4 begins. What roles depend on is printed afterwards; CR4.PCIDE is not. */
  void writesCr4(long value) {
    boolean plain = ((value ^ cr4) & RoleMath.CR4_ROLE_BITS) == 0;
    boolean mayRise = EferBits.lma(efer) && Cr3Bits.pcid(cr3) == 0;
    if (registersKnown && plain && (mayRise || !Cr4Bits.pcide(value & ~cr4))) {
      cr4 = value;
    }
  }

  /** kvm_set_cr3 begins. */
  void writesCr3(long value) {
    writesCr3 = true;
    writtenCr3 = value;
  }

  /** The value that was written to CR3 last, NOFLUSH included. */
  long writtenCr3() {
    return writtenCr3;
  }

  /** L2 is dropped without an exit. */
  void leaveNested() {
    hflags = HflagsBits.withGuest(hflags, false);
    if (contexts != null) {
      contexts.useRoot();
    }
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

  /** The roots of the context with this page role: only root_mmu's map linearly. */
  RootCache rootsOf(int pages) {
    return contexts.host().tdp() && !PageRoleBits.direct(pages) ? guestRoots : rootRoots;
  }

  /** The change of the root of the context in use whose outcome is still to be seen. */
  PendingSwitch change() {
    return changeOf(roots());
  }

  /** The change of the root of a context. */
  PendingSwitch changeOf(RootCache cache) {
    return cache == guestRoots ? guestChange : rootChange;
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
    fault.drop();
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
    fault.drop();
    init.drop();
    rootChange.drop();
    guestChange.drop();
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

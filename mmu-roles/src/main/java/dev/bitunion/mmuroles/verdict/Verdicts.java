package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.trace.EventKind;
import dev.bitunion.mmuroles.trace.EventLine;
import dev.bitunion.mmuroles.trace.KnownPages;
import dev.bitunion.mmuroles.trace.PageEvent;
import dev.bitunion.mmuroles.trace.TraceHandler;
import dev.bitunion.mmuroles.verdict.EventFields.Key;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the virtual CPUs of a trace and judges walks, roles, re-configurations, root reuse and
 * gfn_track. A vCPU is the thread that its events carry.
 */
public final class Verdicts implements TraceHandler {
  private static final Key CR0 = Key.of("cr0");
  private static final Key CR3 = Key.of("cr3");
  private static final Key CR4 = Key.of("cr4");
  private static final Key EFER = Key.of("efer");
  private static final Key PGD = Key.of("pgd");
  private static final Key ADDRESS = Key.of("addr");
  private static final Key FAULT_ADDRESS = Key.of("fault_address", "address");
  private static final Key FAULT_ERROR = Key.of("error_code");
  private static final Key ERROR = Key.of("pferr");
  private static final Key ENTRY = Key.of("pte");
  private static final Key LEVEL = Key.of("level");
  private static final Key GFN = Key.of("gfn");
  private static final Key VALUE = Key.of("val");
  private static final Key ROLE = Key.of("role");
  private static final Key ROOTS = Key.of("roots");
  private static final Key HFLAGS = Key.of("hflags");
  private static final Key PKRU = Key.of("pkru");
  private static final Key CPL = Key.of("cpl");
  private static final Key AC = Key.of("ac");

  private final RoleModel model;
  private final KernelWords words;
  private final FactsLine facts;
  private final Tallies tallies = new Tallies();
  private final WalkVerdicts walks = new WalkVerdicts(tallies);
  private final RoleVerdicts roles;
  private final ReuseVerdicts reuse;
  private final TrackVerdicts tracks = new TrackVerdicts(tallies);
  private final Map<Integer, VcpuTrack> vcpus = new HashMap<>();
  private final EventFields fields = new EventFields();
  private final PrintedState printed;
  private final InitEvents inits;

  private final boolean newPgdFirst;

  private boolean otherKernel;
  private boolean anyGap;
  private boolean registersSeen;
  private int lastPid = -1;
  private VcpuTrack lastVcpu;
  private long lastRootGfn;
  private int lastRootRole;

  /**
   * Creates verdicts on a trace to be read.
   *
   * @param model the kernel's roles
   * @param stated what the user says that no event does
   */
  public Verdicts(RoleModel model, StaticFacts stated) {
    this.model = model;
    this.words = model.words();
    this.printed = new PrintedState(fields, model);
    this.newPgdFirst = model.behaviours().has(Behaviour.NEW_PGD_BEFORE_INIT);
    this.roles = new RoleVerdicts(words, tallies);
    this.reuse = new ReuseVerdicts(model.behaviours(), tallies);
    this.inits = new InitEvents(model, fields, printed, reuse, tallies);
    this.facts = new FactsLine(stated);
  }

  private VcpuTrack vcpu(EventLine line) {
    int pid = line.pid();
    if (pid != lastPid || lastVcpu == null) {
      lastPid = pid;
      lastVcpu = vcpus.computeIfAbsent(pid, unused -> newTrack());
    }
    return lastVcpu;
  }

  private VcpuTrack newTrack() {
    VcpuTrack track = new VcpuTrack(model, facts.facts());
    track.lostEvents = anyGap;
    return track;
  }

  @Override
  public void known(KnownPages pages) {
    roles.known(pages);
  }

  @Override
  public void page(EventLine line, PageEvent page, long number) {
    if (otherKernel) {
      return;
    }
    if (!registersSeen) {
      pageWithoutRegisters(line.kind(), page, number);
      return;
    }
    VcpuTrack vcpu = vcpu(line);
    walks.finish(vcpu);
    int role = words.ownPage(page.role());
    switch (line.kind()) {
      case GET_PAGE -> {
        vcpu.init.settle(false, tallies);
        roles.page(vcpu, page, role, number);
        tracks.got(page, number);
        if (vcpu.phase == VcpuTrack.Phase.ROOTS) {
          lastRootGfn = page.gfn();
          lastRootRole = page.hidden() ? vcpu.path.lastRole() : role;
        }
      }
      case PREPARE_ZAP_PAGE -> {
        tracks.zap(page, number);
        reuse.zapped(page.gfn(), role, RoleVerdicts.printed(page), page.rootCount() != 0);
      }
      default -> {}
    }
  }

  /** No vCPU has shown its registers yet: only gfn_track may be judged. */
  private void pageWithoutRegisters(EventKind kind, PageEvent page, long number) {
    if (kind == EventKind.GET_PAGE) {
      tallies.undecidable(Level.ROLES, anyGap ? Reason.EVENT_LOST : Reason.REGISTER_NOT_SEEN);
      tracks.got(page, number);
    } else if (kind == EventKind.PREPARE_ZAP_PAGE) {
      tracks.zap(page, number);
    }
  }

  @Override
  public void event(EventLine line, long number) {
    EventKind kind = line.kind();
    if (otherKernel || kind == EventKind.OTHER) {
      return;
    }
    VcpuTrack vcpu = vcpu(line);
    fields.over(line);
    switch (kind) {
      case PAGETABLE_WALK -> walk(vcpu, number);
      case PAGING_ELEMENT -> vcpu.walk.add(fields.hex(ENTRY), (int) fields.hex(LEVEL));
      case WALKER_ERROR -> vcpu.walk.fail(fields.hex(ERROR));
      case SET_ACCESSED_BIT, SET_DIRTY_BIT -> {}
      default -> {
        walks.finish(vcpu);
        other(vcpu, kind, number);
      }
    }
    if (kind.isOfWalk() && fields.failed()) {
      lost(1, number);
    }
  }

  private void walk(VcpuTrack vcpu, long number) {
    vcpu.init.settle(false, tallies);
    compute(vcpu);
    walks.start(vcpu, number, fields.hex(ADDRESS), fields.hex(ERROR));
  }

  private void other(VcpuTrack vcpu, EventKind kind, long number) {
    switch (kind) {
      case INIT_MMU -> initMmu(vcpu, number);
      case INIT_SHADOW_NPT -> inits.initNpt(vcpu, number);
      case INIT_SHADOW_EPT -> inits.initEpt(vcpu, number);
      case INIT_CTX_RECONFIG -> vcpu.init.reconfigured(vcpu.unknownReason(), tallies);
      case SYNC_PREVIOUS_ROOTS -> reuse.syncsPrevious();
      case UPDATE_PERMISSIONS -> vcpu.init.updatesPermissions();
      case SHADOW_MMU_INIT_CTX, CALC_COMMON, CALC_SHADOW, NEW_PGD_INNER -> {}
      case FREE_ROOTS -> freeRoots(vcpu);
      case TRACK_ADD -> tracks.add(fields.hex(GFN), number);
      case TRACK_DEL -> tracks.remove(fields.hex(GFN), number);
      case SPTE_REQUESTED -> roles.requested(vcpu, fields.hex(GFN));
      case ZAP_ALL_FAST -> reuse.zappedAll();
      case GETPG_514, TDP_MMU_SPTE_CHANGED -> {}
      default -> {
        vcpu.init.settle(false, tallies);
        step(vcpu, kind, number);
      }
    }
  }

  private void step(VcpuTrack vcpu, EventKind kind, long number) {
    if (kind != EventKind.NSVM_LOAD_CR3 && kind != EventKind.NVMX_LOAD_CR3) {
      compute(vcpu);
    }
    vcpu.predictsFrees = kind == EventKind.NEW_PGD;
    if (kind != EventKind.NEW_PGD && vcpu.takeCr3Write()) {
      reuse.sameCr3(vcpu);
    }
    switch (kind) {
      case KVM_EXIT -> {
        tracks.settle();
        vcpu.dropFault();
        vcpu.endTransition();
      }
      case KVM_PAGE_FAULT -> {
        long address = fields.hex(FAULT_ADDRESS);
        vcpu.setFault(address, fields.hex(FAULT_ERROR));
        roles.fault(vcpu, PageMath.gfn(address));
      }
      case AFTER_SET_CPUID -> vcpu.invalidateRoles();
      case RESET_CONTEXT -> inits.reset(vcpu);
      case MMU_UNLOAD -> reuse.unload(vcpu);
      case NESTED_VMRUN, NESTED_VMENTER, ENTER_GUEST -> vcpu.beginTransition();
      case NESTED_VMEXIT_INJECT, NVMEXIT -> {
        vcpu.beginTransition();
        if (vcpu.contexts() != null) {
          vcpu.contexts().useRoot();
        }
      }
      case SET_CR4 -> vcpu.writesCr4(fields.hex(VALUE));
      case LEAVE_NESTED -> vcpu.leaveNested();
      case SET_NESTED_STATE -> vcpu.hflags = (int) fields.hex(HFLAGS);
      case SET_CR3 -> vcpu.writesCr3(fields.hex(VALUE));
      case NSVM_LOAD_CR3, NVMX_LOAD_CR3 -> vcpu.beginTransition();
      case NEW_PGD -> newPgd(vcpu, number);
      case MMU_LOAD -> load(vcpu, number);
      case SYNC_ROOTS -> roots(vcpu);
      case VCPU_PUT -> put(vcpu);
      case MARK, PRINT -> mark(vcpu);
      default -> {}
    }
  }

  private void compute(VcpuTrack vcpu) {
    reuse.compute(vcpu, vcpu.cr0, vcpu.cr4, vcpu.efer, vcpu.hflags);
  }

  private void initMmu(VcpuTrack vcpu, long number) {
    vcpu.init.settle(false, tallies);
    if (printed.isOfOtherKernel()) {
      otherKernel = true;
    } else {
      registersSeen |= inits.initMmu(vcpu, number);
    }
  }

  private void newPgd(VcpuTrack vcpu, long number) {
    long pgd = fields.hex(PGD);
    readRoots(vcpu);
    boolean fromSetCr3 = vcpu.takeCr3Write();
    reuse.ask(vcpu, pgd, fromSetCr3, number);
    if (fromSetCr3) {
      vcpu.setCr3(pgd);
    }
    if (!newPgdFirst) {
      printed.settle(vcpu, tallies);
      compute(vcpu);
    }
  }

  private void load(VcpuTrack vcpu, long number) {
    long role = printed.role();
    int pages = printed.pages(role);
    if (!fields.failed()) {
      vcpu.decideBy(pages);
      printed.settle(vcpu, tallies);
      Inits.stored(vcpu, role, number, tallies);
    }
    readRoots(vcpu);
    roles.loadRoots(vcpu);
    if (vcpu.phase == VcpuTrack.Phase.ROOTS) {
      lastRootGfn = vcpu.path.firstGfn();
      lastRootRole = vcpu.path.nextRole();
    }
  }

  private void roots(VcpuTrack vcpu) {
    readRoots(vcpu);
    printed.settle(vcpu, tallies);
    if (vcpu.phase == VcpuTrack.Phase.ROOTS) {
      vcpu.phase = VcpuTrack.Phase.UNKNOWN;
      boolean single = ChildRoles.hasSingleRoot(vcpu.contexts().mmu());
      reuse.loaded(printed.roots.addresses[0], single, lastRootGfn, lastRootRole);
    }
  }

  private void readRoots(VcpuTrack vcpu) {
    if (printed.readRoots()) {
      reuse.printed(vcpu, printed.roots);
    }
  }

  /** Roots go for a reason of their own, where the probe says whose. */
  private void freeRoots(VcpuTrack vcpu) {
    if (vcpu.contexts() != null && fields.find(ROLE)) {
      int pages = printed.pages(printed.role());
      long set = fields.hex(ROOTS);
      if (!fields.failed() && pages != 0) { // Role 0: a context that never had a root.
        reuse.freed(vcpu, pages, set, printed.readRoots() ? printed.roots : null);
      }
    }
  }

  /** The vCPU is put away: the roots of a context are printed. */
  private void put(VcpuTrack vcpu) {
    int pages = printed.pages(printed.role());
    if (vcpu.contexts() != null && printed.readRoots()) {
      reuse.printed(vcpu, vcpu.rootsOf(pages), printed.roots);
    }
  }

  /** The guest's own account of its registers: used where nothing better is known. */
  private void mark(VcpuTrack vcpu) {
    if (fields.find(PKRU)) {
      vcpu.setPrivilege((int) fields.hex(PKRU), (int) fields.hex(CPL), fields.hex(AC) != 0);
    }
    if (vcpu.registersKnown || !fields.find(CR0)) {
      return;
    }
    long cr0 = fields.hex(CR0);
    long cr3 = fields.hex(CR3);
    long cr4 = fields.hex(CR4);
    long efer = fields.hex(EFER);
    if (!fields.failed()) {
      registersSeen = true;
      vcpu.setMarked(cr0, cr3, cr4, efer);
    }
  }

  @Override
  public void lost(long events, long number) {
    anyGap = true;
    tracks.gap();
    vcpus.values().forEach(VcpuTrack::gap);
  }

  @Override
  public void facts(byte[] bytes, int from, int to, long number) {
    facts.read(bytes, from, to);
    vcpus.values().forEach(vcpu -> vcpu.setFacts(facts.facts()));
  }

  /** The trace ended. */
  public void finish() {
    tracks.settle();
    for (VcpuTrack vcpu : vcpus.values()) {
      walks.end(vcpu);
      vcpu.init.settle(false, tallies);
      vcpu.init.lose(Reason.NOT_PRINTED_AFTERWARDS, tallies);
      vcpu.changeOf(vcpu.rootRoots).lose(tallies);
      vcpu.changeOf(vcpu.guestRoots).lose(tallies);
    }
  }

  /** The kernel on whose behaviour they rest. */
  public KernelVersion kernel() {
    return model.kernel();
  }

  /** Whether the trace is another kernel's, on which nothing can be said. */
  public boolean isOtherKernel() {
    return otherKernel;
  }

  /** Whether the trace shows any vCPU's registers; without them only pages can be judged. */
  public boolean hasRegisters() {
    return registersSeen;
  }

  /** What came of one level. */
  public Score score(Level level) {
    return tallies.score(level);
  }

  /** The first disagreements, in the order in which they were found. */
  public List<Disagreement> disagreements() {
    return tallies.disagreements();
  }
}

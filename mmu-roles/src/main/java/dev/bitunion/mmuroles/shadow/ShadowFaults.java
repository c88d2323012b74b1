package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.shadow.ShadowContext.INVALID;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;

/**
 * Page faults of a context that shadows guest tables: walks those, makes the shadow pages on the
 * way and fills the leaf. Source: Linux v5.14, arch/x86/kvm/mmu/paging_tmpl.h.
 */
public final class ShadowFaults {
  private static final int GROUP = 8;

  private final ShadowVm vm;
  private final PageCache cache;
  private final PageZapper zapper;
  private final LeafEntries leaves;
  private final PageSync sync;
  private final FaultPath path;
  private final ChildRules children;
  private final boolean syncsLater;
  private final boolean emulatesUnderSmap;
  private boolean injected;

  ShadowFaults(
      ShadowVm vm,
      PageCache cache,
      PageZapper zapper,
      LeafEntries leaves,
      PageSync sync,
      FaultPath path) {
    this.vm = vm;
    this.cache = cache;
    this.zapper = zapper;
    this.leaves = leaves;
    this.sync = sync;
    this.path = path;
    this.children = new ChildRules(vm);
    this.emulatesUnderSmap = !vm.behaviours.has(Behaviour.LENT_WRITE_FORGETS_AC);
    this.syncsLater = vm.behaviours.has(Behaviour.CHILD_LINKED_UNSYNCED);
  }

  /**
   * Handles a fault; the context has a root.
   *
   * @param walker the walker of the context's tables
   * @param address the faulting address
   * @param error the error code of the hardware
   */
  public FaultResult handle(ShadowContext context, Walker walker, long address, long error) {
    vm.events.fault(address, error);
    error = PageFaultErrorBits.withRsvd(error, false);
    injected = !walker.walk(address, error);
    vm.events.walked(walker);
    if (injected) {
      vm.stats.pfGuest++;
      return FaultResult.RETRY;
    }
    long gfn = walker.gfn();
    if (path.tracked(gfn, error)) {
      path.clearFlooding(context, address);
      return FaultResult.EMULATE;
    }
    boolean write = PageFaultErrorBits.write(error);
    if (write && vm.slots(vm.space()).isReadOnly(gfn)) {
      return FaultResult.EMULATE;
    }
    boolean visible = vm.mappable(gfn);
    if (!visible && !vm.mmioCaching) {
      return FaultResult.EMULATE;
    }
    boolean user = PageFaultErrorBits.user(error);
    int most = changesItsOwnMapping(context.mmu, walker, user) ? 1 : walker.level();
    int access = walker.rights();
    if (write && visible && !user && (access & Rights.WRITE) == 0 && !wp(context.mmu)) {
      if (emulatesUnderSmap && smap(context.mmu) && (access & Rights.USER) != 0) {
        return FaultResult.EMULATE;
      }
      access = lent(context.mmu, access);
    }
    if (!zapper.makeRoomFor(context)) {
      return FaultResult.RETRY;
    }
    return fetch(context, walker, address, write, access, path.mappingLevel(gfn, most));
  }

  /** Whether the last fault went to the guest; its error code is the walker's. */
  public boolean injected() {
    return injected;
  }

  private static boolean wp(MmuContext mmu) {
    return PageRoleBits.cr0_wp(MmuRoleBits.base(mmu.role()));
  }

  private static boolean smap(MmuContext mmu) {
    return MmuRoleBits.extCr4Smap(mmu.role());
  }

  /** Without CR0.WP a supervisor may write a read-only page; then no user may use the mapping. */
  private static int lent(MmuContext mmu, int access) {
    int lent = (access | Rights.WRITE) & ~Rights.USER;
    return MmuRoleBits.extCr4Smep(mmu.role()) ? lent & ~Rights.EXEC : lent;
  }

  /** A writable large page that holds one of the tables it was reached through. */
  private static boolean changesItsOwnMapping(MmuContext mmu, Walker walker, boolean user) {
    if ((walker.rights() & Rights.WRITE) == 0 && (wp(mmu) || user)) {
      return false;
    }
    long leafSpan = FaultPath.align(walker.gfn(), walker.level());
    for (int level = walker.level(); level <= walker.topLevel(); level++) {
      if (FaultPath.align(walker.tableGfn(level), walker.level()) == leafSpan) {
        return true;
      }
    }
    return false;
  }

  private FaultResult fetch(
      ShadowContext context, Walker walker, long address, boolean write, int access, int target) {
    if (walker.changed(walker.topLevel())) {
      return FaultResult.RETRY;
    }
    int page = path.top(context, context.root, address);
    if (page == INVALID) {
      return FaultResult.RETRY;
    }
    int level = path.level(page);
    for (; level > walker.level(); level--) {
      page = stepThroughGuestTable(context, walker, address, page, level);
      if (page == INVALID) {
        return FaultResult.RETRY;
      }
    }
    int directAccess = children.directAccess(walker, access);
    for (; level > target; level--) {
      page = stepIntoLargePage(context, walker.gfn(), address, page, level, directAccess);
    }
    vm.pages.clearFlooding(page);
    int at = FaultPath.index(address, level);
    long base = FaultPath.align(walker.gfn(), level);
    FaultResult result = leaves.fill(page, at, level, access, write, base, false);
    if (result == FaultResult.SPURIOUS) {
      return result;
    }
    fillNeighbours(context, page, at, level);
    vm.stats.pfFixed++;
    return result;
  }

  /** One level down where the guest has a table; INVALID if its entry changed since the walk. */
  private int stepThroughGuestTable(
      ShadowContext context, Walker walker, long address, int page, int level) {
    vm.pages.clearFlooding(page);
    int child = path.childAt(page, FaultPath.index(address, level));
    if (child == ShadowPages.NONE || children.compares()) {
      return stepToPageOf(context, walker, address, page, level, child);
    }
    return walker.changed(level - 1) ? INVALID : child;
  }

  /** As the other, which must stay small for the compiler: the child is absent or may not do. */
  private int stepToPageOf(
      ShadowContext context, Walker walker, long address, int page, int level, int child) {
    int at = FaultPath.index(address, level);
    long table = walker.tableGfn(level - 1);
    int access = children.tableAccess(walker, level - 1);
    int role = cache.childRole(context, address, level - 1, false, access);
    boolean absent = child == ShadowPages.NONE;
    if (!absent && !children.fits(child, table, role)) {
      vm.entries.set(page, at, 0);
      absent = true;
    }
    if (absent) {
      child = cache.getPage(context, table, role, level - 1);
      if (!syncsLater) {
        sync.syncBelow(context, child);
        zapper.commit();
      }
    }
    if (walker.changed(level - 1)) {
      return INVALID;
    }
    if (absent) {
      leaves.link(page, at, child);
    }
    return child;
  }

  /** One level down inside a large page of the guest that the host cannot map as one. */
  private int stepIntoLargePage(
      ShadowContext context, long gfn, long address, int page, int level, int access) {
    vm.pages.clearFlooding(page);
    int at = FaultPath.index(address, level);
    int child = path.childAt(page, at);
    boolean fits = child != ShadowPages.NONE && children.fitsDirect(child, access);
    if (fits && !children.compares()) {
      return child;
    }
    int role = cache.childRole(context, address, level - 1, true, access);
    long base = FaultPath.align(gfn, level);
    if (!fits || !children.fits(child, base, role)) {
      vm.entries.set(page, at, 0);
      child = cache.getPage(context, base, role, level - 1);
      leaves.link(page, at, child);
    }
    return child;
  }

  private void fillNeighbours(ShadowContext context, int page, int filled, int level) {
    if (level > 1) {
      return;
    }
    if (PageRoleBits.direct(vm.pages.role(page))) {
      leaves.fillDirectNeighbours(page, filled);
      return;
    }
    int first = filled & -GROUP;
    for (int at = first; at < first + GROUP; at++) {
      boolean open = at != filled && !ShadowEntryBits.present(vm.entries.get(page, at));
      if (open && !sync.prefetch(context, page, at)) {
        return;
      }
    }
  }
}

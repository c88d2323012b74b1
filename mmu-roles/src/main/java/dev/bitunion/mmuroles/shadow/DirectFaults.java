package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.shadow.ShadowContext.INVALID;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.writable;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.role.PageRoleBits;

/**
 * Page faults of a context whose pages map guest frames linearly: two-dimensional paging, or no
 * paging. Source: Linux v5.14, arch/x86/kvm/mmu/mmu.c, direct_page_fault.
 */
public final class DirectFaults {
  /** Without paging KVM maps at most 2 MB at once, with two-dimensional paging 1 GB. */
  private static final int MOST_WITHOUT_PAGING = 2;

  private static final int MOST_TDP = 3;

  private final ShadowVm vm;
  private final PageCache cache;
  private final PageZapper zapper;
  private final LeafEntries leaves;
  private final FaultPath path;

  DirectFaults(
      ShadowVm vm, PageCache cache, PageZapper zapper, LeafEntries leaves, FaultPath path) {
    this.vm = vm;
    this.cache = cache;
    this.zapper = zapper;
    this.leaves = leaves;
    this.path = path;
  }

  /**
   * Handles a fault; the context has a root.
   *
   * @param address guest physical address
   * @param error the error code of the hardware
   */
  public FaultResult handle(ShadowContext context, long address, long error) {
    vm.events.fault(address, error);
    long gfn = PageMath.gfn(address);
    boolean write = PageFaultErrorBits.write(error);
    if (!PageFaultErrorBits.rsvd(error) && path.tracked(gfn, error)) {
      return FaultResult.EMULATE;
    }
    if (write && PageFaultErrorBits.present(error) && alreadyWritable(context, address)) {
      return FaultResult.SPURIOUS;
    }
    if (write && vm.slots(vm.space()).isReadOnly(gfn) || !vm.mmioCaching && !vm.mappable(gfn)) {
      return FaultResult.EMULATE;
    }
    if (!zapper.makeRoomFor(context)) {
      return FaultResult.RETRY;
    }
    return map(context, address, gfn, write);
  }

  /** A fault that another access has dealt with in the meantime (fast_page_fault). */
  private boolean alreadyWritable(ShadowContext context, long address) {
    int page = path.top(context, context.root, address);
    while (page != INVALID) {
      int level = path.level(page);
      long entry = vm.entries.get(page, FaultPath.index(address, level));
      if (!present(entry) || leaf(entry)) {
        return present(entry) && writable(entry);
      }
      page = (int) ShadowEntryBits.frame(entry);
    }
    return false;
  }

  private FaultResult map(ShadowContext context, long address, long gfn, boolean write) {
    int page = path.top(context, context.root, address);
    if (page == INVALID) {
      return FaultResult.RETRY;
    }
    int target = path.mappingLevel(gfn, vm.tdpEnabled ? MOST_TDP : MOST_WITHOUT_PAGING);
    int level = path.level(page);
    for (; level > target; level--) {
      int at = FaultPath.index(address, level);
      int child = path.childAt(page, at);
      if (child == ShadowPages.NONE) {
        long base = FaultPath.align(gfn, level);
        child = cache.getPage(context, base, address, level - 1, true, Rights.ALL);
        leaves.link(page, at, child);
      }
      page = child;
    }
    int at = FaultPath.index(address, level);
    long base = FaultPath.align(gfn, level);
    FaultResult result = leaves.fill(page, at, level, Rights.ALL, write, base, false);
    if (result == FaultResult.SPURIOUS) {
      return result;
    }
    if (!PageRoleBits.ad_disabled(vm.pages.role(page))) {
      leaves.fillDirectNeighbours(page, at);
    }
    vm.stats.pfFixed++;
    return result;
  }
}

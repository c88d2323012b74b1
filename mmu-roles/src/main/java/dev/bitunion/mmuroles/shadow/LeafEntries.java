package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.access;
import static dev.bitunion.mmuroles.role.PageRoleBits.direct;
import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.writable;

import dev.bitunion.mmuroles.mmu.MemorySlots;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.role.Behaviour;

/** Writes entries of shadow pages: leaves (mmu_set_spte), links, and neighbours filled ahead. */
final class LeafEntries {
  private static final int GROUP = 8;

  private static final long LEAF = ShadowEntryBits.PRESENT_MASK | ShadowEntryBits.LEAF_MASK;

  /** What an entry maps or links, as opposed to how. */
  private static final long TARGET =
      LEAF | ShadowEntryBits.LARGE_MASK | ShadowEntryBits.SMRAM_MASK | ShadowEntryBits.FRAME_MASK;

  private final ShadowVm vm;
  private final UnsyncPages unsync;
  private final boolean mmioKeepsMapper;
  private boolean writeProtected;

  LeafEntries(ShadowVm vm, UnsyncPages unsync) {
    this.vm = vm;
    this.unsync = unsync;
    this.mmioKeepsMapper = vm.behaviours.has(Behaviour.MMIO_ENTRY_KEEPS_MAPPER);
  }

  /**
   * Fills a leaf.
   *
   * @param at index of the entry
   * @param level level at which the entry is read: 1, or more for a large page
   * @param access rights of the mapping
   * @param write the fault was a write
   * @param gfn frame mapped, aligned to the page's level
   * @param prefetch nobody accessed it yet
   */
  FaultResult fill(
      int page, int at, int level, int access, boolean write, long gfn, boolean prefetch) {
    if (!vm.mappable(gfn)) {
      remember(page, at, mmio(gfn, access));
      return FaultResult.EMULATE;
    }
    long old = vm.entries.get(page, at);
    long target = target(level, gfn);
    if (present(old) && (old & TARGET) != target) {
      vm.entries.set(page, at, 0);
      old = 0;
    }
    long entry = make(old, target, access, prefetch, true);
    FaultResult result = FaultResult.FIXED;
    if (writeProtected) {
      vm.request(RequestSetBits.FLUSHCUR_MASK);
      result = write ? FaultResult.EMULATE : FaultResult.FIXED;
    }
    if (entry == old) {
      return result == FaultResult.FIXED ? FaultResult.SPURIOUS : result;
    }
    vm.entries.set(page, at, entry);
    return result;
  }

  /** Overwrites whatever is there with an entry for a frame without memory. */
  private void remember(int page, int at, long entry) {
    long old = vm.entries.get(page, at);
    if (mmioKeepsMapper && present(old) && leaf(old)) {
      vm.staleMappers.add(frame(old), vm.pages.serial(page), at);
    }
    vm.entries.set(page, at, entry);
  }

  /** Rewrites a leaf whose frame stays, while its page is synchronised. */
  void refresh(int page, int at, int access) {
    long old = vm.entries.get(page, at);
    vm.entries.set(page, at, make(old, old & TARGET, access, true, false));
  }

  /** What a leaf maps: everything in it that is no right. */
  private long target(int level, long gfn) {
    long target = ShadowEntryBits.withFrame(LEAF, gfn);
    target = ShadowEntryBits.withLarge(target, level > 1);
    return ShadowEntryBits.withSmram(target, vm.hidden(gfn));
  }

  /** An entry that remembers a frame without memory. */
  static long mmio(long gfn, int access) {
    return ShadowEntryBits.withMmio(rights(ShadowEntryBits.withFrame(0, gfn), access), true);
  }

  private static long rights(long entry, int access) {
    entry = ShadowEntryBits.withExecutable(entry, (access & Rights.EXEC) != 0);
    return ShadowEntryBits.withUser(entry, (access & Rights.USER) != 0);
  }

  private long make(long old, long target, int access, boolean prefetch, boolean mayUnsync) {
    writeProtected = false;
    long gfn = frame(target);
    long entry = ShadowEntryBits.withAccessed(rights(target, access), !prefetch);
    if ((access & Rights.WRITE) == 0 || slots().isReadOnly(gfn)) {
      return entry;
    }
    long writing = entry | ShadowEntryBits.WRITABLE_MASK | ShadowEntryBits.MMU_WRITABLE_MASK;
    if (!mayUnsync && writable(old)) {
      return writing;
    }
    writeProtected = !unsync.tryUnsync(gfn, mayUnsync);
    return writeProtected ? entry : writing | ShadowEntryBits.DIRTY_MASK;
  }

  /** Links a child table; if something below it is unsync, the way to it is marked. */
  void link(int page, int at, int child) {
    long entry = ShadowEntryBits.withFrame(ShadowEntryBits.PRESENT_MASK, child);
    vm.entries.set(page, at, entry);
    if (vm.pages.unsync(child) || vm.pages.unsyncChildren(child) != 0) {
      unsync.mark(page, at);
    }
  }

  /**
   * Fills runs of absent entries beside a direct leaf just filled, within its group of eight. v5.14
   * leaves a run absent that reaches the end of the group.
   */
  void fillDirectNeighbours(int page, int filled) {
    if (level(vm.pages.role(page)) > 1 || !direct(vm.pages.role(page))) {
      return;
    }
    int access = access(vm.pages.role(page));
    int first = filled & -GROUP;
    int start = -1;
    for (int at = first; at < first + GROUP; at++) {
      if (at != filled && !present(vm.entries.get(page, at))) {
        start = start < 0 ? at : start;
      } else if (start >= 0) {
        if (!fillRun(page, start, at, access)) {
          return;
        }
        start = -1;
      }
    }
  }

  private boolean fillRun(int page, int start, int end, int access) {
    long gfn = vm.pages.gfn(page);
    if (!vm.mappable(gfn + start) || !vm.mappable(gfn + end - 1)) {
      return false;
    }
    for (int at = start; at < end; at++) {
      fill(page, at, 1, access, false, gfn + at, true);
    }
    return true;
  }

  private MemorySlots slots() {
    return vm.slots(vm.space());
  }
}

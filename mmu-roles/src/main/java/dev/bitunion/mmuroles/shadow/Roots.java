package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.direct;
import static dev.bitunion.mmuroles.shadow.ShadowContext.INVALID;
import static dev.bitunion.mmuroles.shadow.ShadowContext.PAE_ENTRIES;
import static dev.bitunion.mmuroles.shadow.ShadowContext.PREVIOUS;
import static dev.bitunion.mmuroles.shadow.ShadowContext.SPECIAL;

import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.PageRoleBits;

/**
 * The roots of MMU contexts: making them, keeping three previous ones, finding one of those for a
 * new page directory, and letting them go.
 */
public final class Roots {
  /** {@link #load} succeeded. */
  public static final int OK = 0;

  /** {@link #load}: the guest's root is not in memory; a triple fault was requested. */
  public static final int TRIPLE_FAULT = 1;

  /** {@link #load}: no special root exists for this mixture of levels (-EIO). */
  public static final int EIO = -5;

  /** {@link #load}: the quota leaves no page for a direct root (-ENOSPC). */
  public static final int ENOSPC = -28;

  /** Set of all previous roots, for {@link #free}. */
  public static final int ALL_PREVIOUS = 7;

  private static final int FOUR_LEVELS = 4;

  /** Frames that one of the four entries of a PAE root maps: 1 GB. */
  private static final int PAE_ENTRY_LEVEL = 3;

  private final ShadowVm vm;
  private final PageCache cache;
  private final PageZapper zapper;
  private final VmMemory memory;
  private final long[] pointers = new long[PAE_ENTRIES];
  private final boolean needsGuestLevels;
  private final boolean invalidTakesSlot;
  private final boolean refusesFiveLevels;

  Roots(ShadowVm vm, PageCache cache, PageZapper zapper, VmMemory memory) {
    this.vm = vm;
    this.cache = cache;
    this.zapper = zapper;
    this.memory = memory;
    this.needsGuestLevels = vm.behaviours.has(Behaviour.FAST_SWITCH_NEEDS_GUEST_LEVELS);
    this.invalidTakesSlot = vm.behaviours.has(Behaviour.INVALID_ROOT_TAKES_A_SLOT);
    this.refusesFiveLevels = !vm.behaviours.has(Behaviour.NPT_OF_FIVE_LEVELS_LOADS);
  }

  /**
   * Makes a root where there is none (kvm_mmu_load without its synchronisation).
   *
   * @param pgd where the guest's root table is: CR3, nested CR3 or EPTP
   * @return {@link #OK}, also if v5.14 goes on without a root; else why there is none
   */
  public int load(ShadowContext context, long pgd) {
    MmuContext mmu = context.mmu;
    if (refusesFiveLevels && !mmu.directMap() && mmu.rootLevel() > mmu.shadowRootLevel()) {
      return EIO;
    }
    if (!mmu.directMap() && mmu.rootLevel() < FOUR_LEVELS && mmu.shadowRootLevel() >= FOUR_LEVELS) {
      if (mmu.shadowRootLevel() > FOUR_LEVELS) {
        return EIO;
      }
      context.hasPaeTable = true;
      context.hasPml4Table = true;
    }
    return mmu.directMap() ? loadDirect(context) : loadShadow(context, pgd);
  }

  private int loadDirect(ShadowContext context) {
    if (!zapper.makeRoom()) {
      return ENOSPC;
    }
    int level = context.mmu.shadowRootLevel();
    if (level >= FOUR_LEVELS) {
      context.root = allocate(context, 0, 0, level, true);
    } else {
      for (int i = 0; i < PAE_ENTRIES; i++) {
        long gfn = i * PageMath.framesPerEntry(PAE_ENTRY_LEVEL, PageMath.LONG_INDEX_BITS);
        context.paeRoot[i] = allocate(context, gfn, PageMath.gpa(gfn), 2, true);
      }
      context.root = SPECIAL;
    }
    context.rootPgd = 0;
    return OK;
  }

  private int loadShadow(ShadowContext context, long pgd) {
    MmuContext mmu = context.mmu;
    long rootGfn = PageMath.gfn(pgd);
    if (!visible(rootGfn) || mmu.rootLevel() == PAE_ENTRY_LEVEL && !readPointers(mmu, pgd)) {
      vm.request(RequestSetBits.TRIPLE_MASK);
      return TRIPLE_FAULT;
    }
    if (!zapper.makeRoom()) {
      return OK;
    }
    if (mmu.rootLevel() >= FOUR_LEVELS) {
      context.root = allocate(context, rootGfn, 0, mmu.shadowRootLevel(), false);
    } else {
      for (int i = 0; i < PAE_ENTRIES; i++) {
        context.paeRoot[i] = allocatePointer(context, rootGfn, i);
      }
      context.root = SPECIAL;
    }
    context.rootPgd = pgd;
    return OK;
  }

  private int allocatePointer(ShadowContext context, long rootGfn, int i) {
    long gfn = rootGfn;
    if (context.mmu.rootLevel() == PAE_ENTRY_LEVEL) {
      if (!Pte64Bits.present(pointers[i])) {
        return INVALID;
      }
      gfn = PageMath.gfn(pointers[i]);
    }
    long address =
        PageMath.gpa(i * PageMath.framesPerEntry(PAE_ENTRY_LEVEL, PageMath.LONG_INDEX_BITS));
    return allocate(context, gfn, address, 2, false);
  }

  /** Reads the four PDPTEs anew for nested NPT, else takes the loaded ones. */
  private boolean readPointers(MmuContext mmu, long pgd) {
    for (int i = 0; i < PAE_ENTRIES; i++) {
      pointers[i] =
          mmu.kind() == MmuContext.Kind.GUEST
              ? memory.readWord(pgd + Long.BYTES * i)
              : mmu.pdptr(i);
      if (Pte64Bits.present(pointers[i]) && !visible(PageMath.gfn(pointers[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Roots are looked up in the normal address space, also in SMM; KVM's own slots hold none. */
  private boolean visible(long gfn) {
    return vm.slots(0).exists(gfn) && !vm.slots(0).isPrivate(gfn);
  }

  private int allocate(ShadowContext context, long gfn, long address, int level, boolean direct) {
    int page = cache.getPage(context, gfn, address, level, direct, PageCache.ACC_ALL);
    zapper.pin(page);
    return page;
  }

  /**
   * Switches to another page directory: keeps the current root if it fits, takes a previous one
   * that does, or drops the current one so that the next entry loads a new one (__kvm_mmu_new_pgd).
   *
   * @param pgd the new page directory
   * @param role the page role that its root must have
   * @return whether a root was found
   */
  public boolean newPgd(ShadowContext context, long pgd, int role) {
    MmuContext mmu = context.mmu;
    boolean fast = mmu.shadowRootLevel() >= FOUR_LEVELS && mmu.rootLevel() >= FOUR_LEVELS;
    if (!needsGuestLevels) {
      // The root itself tells: a special table belongs to no page directory, and is freed.
      fast = true;
      if (context.root == SPECIAL) {
        free(context, true, 0);
      }
    }
    if (!fast || !rotate(context, pgd, vm.key.of(context, role))) {
      free(context, true, 0);
      return false;
    }
    vm.request(RequestSetBits.LOADPGD_MASK);
    if (!direct(role)) {
      vm.pages.clearFlooding(context.root);
    }
    return true;
  }

  /**
   * Moves roots from slot to slot until a usable one is current; the oldest is current if none is.
   */
  private boolean rotate(ShadowContext context, long pgd, int role) {
    if (context.root == INVALID && !invalidTakesSlot) {
      return takePrevious(context, pgd, role);
    }
    boolean usable = usable(context.root, context.rootPgd, pgd, role);
    for (int i = 0; i < PREVIOUS && !usable; i++) {
      int root = context.previousRoot[i];
      long rootPgd = context.previousPgd[i];
      context.previousRoot[i] = context.root;
      context.previousPgd[i] = context.rootPgd;
      context.root = root;
      context.rootPgd = rootPgd;
      usable = usable(root, rootPgd, pgd, role);
    }
    return usable;
  }

  /** Takes a usable previous root out of its slot; the slots behind it move up. */
  private boolean takePrevious(ShadowContext context, long pgd, int role) {
    for (int i = 0; i < PREVIOUS; i++) {
      if (usable(context.previousRoot[i], context.previousPgd[i], pgd, role)) {
        long stalePgd = context.rootPgd;
        context.root = context.previousRoot[i];
        context.rootPgd = context.previousPgd[i];
        context.previousPgd[i] = stalePgd;
        for (int j = i + 1; j < PREVIOUS; j++) {
          context.previousRoot[j - 1] = context.previousRoot[j];
          context.previousPgd[j - 1] = context.previousPgd[j];
        }
        context.previousRoot[PREVIOUS - 1] = INVALID;
        return true;
      }
    }
    return false;
  }

  private boolean usable(int root, long rootPgd, long pgd, int role) {
    return (direct(role) || pgd == rootPgd) && root >= 0 && vm.key.same(vm.pages.role(root), role);
  }

  /**
   * Lets roots go (kvm_mmu_free_roots). Nothing at all happens if none of those asked for is valid.
   *
   * @param current whether the current root goes
   * @param previous set of the previous roots that go
   */
  public void free(ShadowContext context, boolean current, int previous) {
    vm.events.freeRoots(context, current, previous);
    if (!(current && context.root != INVALID) && !anyValid(context, previous)) {
      return;
    }
    for (int i = 0; i < PREVIOUS; i++) {
      if (PageMath.contains(previous, i) != 0) {
        drop(context.previousRoot[i]);
        context.previousRoot[i] = INVALID;
      }
    }
    if (current) {
      freeCurrent(context);
    }
    zapper.commit();
  }

  private static boolean anyValid(ShadowContext context, int previous) {
    for (int i = 0; i < PREVIOUS; i++) {
      if (PageMath.contains(previous, i) != 0 && context.previousRoot[i] != INVALID) {
        return true;
      }
    }
    return false;
  }

  private void freeCurrent(ShadowContext context) {
    MmuContext mmu = context.mmu;
    boolean single =
        needsGuestLevels
            ? mmu.shadowRootLevel() >= FOUR_LEVELS
                && (mmu.rootLevel() >= FOUR_LEVELS || mmu.directMap())
            : context.root != SPECIAL;
    if (single) {
      drop(context.root);
    } else if (context.hasPaeTable) {
      for (int i = 0; i < PAE_ENTRIES; i++) {
        drop(context.paeRoot[i]);
        context.paeRoot[i] = INVALID;
      }
    }
    context.root = INVALID;
    context.rootPgd = 0;
  }

  private void drop(int root) {
    if (root >= 0) {
      zapper.dropRoot(root);
    }
  }

  /** Lets the roots go that were zapped or are of an older generation, and special tables. */
  public void freeObsolete(ShadowContext context) {
    int set = 0;
    for (int i = 0; i < PREVIOUS; i++) {
      if (isObsolete(context.previousRoot[i])) {
        set |= (int) PageMath.setOf(i);
      }
    }
    free(context, isObsolete(context.root), set);
  }

  private boolean isObsolete(int root) {
    return root == SPECIAL
        || root >= 0 && (vm.pages.invalid(root) || vm.pages.generation(root) != vm.generation);
  }

  /** Lets previous roots with unsync pages below them go. */
  public void freeUnsyncPrevious(ShadowContext context) {
    int set = 0;
    for (int i = 0; i < PREVIOUS; i++) {
      int root = context.previousRoot[i];
      if (root >= 0 && (vm.pages.unsync(root) || vm.pages.unsyncChildren(root) != 0)) {
        set |= (int) PageMath.setOf(i);
      }
    }
    free(context, false, set);
  }

  /** Lets all roots of a context go. */
  public void freeAll(ShadowContext context) {
    free(context, true, ALL_PREVIOUS);
  }

  /** Lets the roots go that were made for an EPT pointer with the same frame (INVEPT). */
  public void freeEptp(ShadowContext context, long eptp) {
    int set = 0;
    for (int i = 0; i < PREVIOUS; i++) {
      if (EptpBits.frame(context.previousPgd[i]) == EptpBits.frame(eptp)) {
        set |= (int) PageMath.setOf(i);
      }
    }
    free(context, EptpBits.frame(context.rootPgd) == EptpBits.frame(eptp), set);
  }

  /**
   * Lets previous roots of nested pages go, and those that are special tables
   * (kvm_mmu_free_guest_mode_roots); the current root is never touched.
   */
  public void freeGuestMode(ShadowContext context) {
    int set = 0;
    for (int i = 0; i < PREVIOUS; i++) {
      int root = context.previousRoot[i];
      if (root == SPECIAL || root >= 0 && PageRoleBits.guest_mode(vm.pages.role(root))) {
        set |= (int) PageMath.setOf(i);
      }
    }
    free(context, false, set);
  }
}

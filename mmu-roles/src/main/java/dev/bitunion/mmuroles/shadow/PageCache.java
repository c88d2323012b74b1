package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.role.PageRoleBits.smm;
import static dev.bitunion.mmuroles.shadow.ShadowPages.NONE;

import dev.bitunion.mmuroles.role.Behaviour;

/**
 * Finds the shadow page of a guest table, or makes it if none can be reused (kvm_mmu_get_page), and
 * keeps the counters that depend on which pages exist.
 */
public final class PageCache {
  /** All rights: execute, write, user. */
  public static final int ACC_ALL = 7;

  private final ShadowVm vm;
  private final UnsyncPages unsync;
  private final PageZapper zapper;
  private final PageSync sync;
  private final boolean stopsAtMatch;
  private final boolean syncsLater;
  private final PageKey key;

  PageCache(ShadowVm vm, UnsyncPages unsync, PageZapper zapper, PageSync sync) {
    this.vm = vm;
    this.unsync = unsync;
    this.zapper = zapper;
    this.sync = sync;
    this.stopsAtMatch = vm.behaviours.has(Behaviour.LOOKUP_STOPS_AT_MATCH);
    this.syncsLater = vm.behaviours.has(Behaviour.CHILD_LINKED_UNSYNCED);
    this.key = vm.key;
  }

  /**
   * The role of a page below a context's root, as far as pages are told apart by it.
   *
   * @param guestAddress address through which the page is reached
   * @param pageLevel level of the page, 1 to 5
   * @param isDirect the page maps frames linearly
   * @param access what the levels above allow
   */
  int childRole(
      ShadowContext context, long guestAddress, int pageLevel, boolean isDirect, int access) {
    return key.of(context, context.mmu.pageRole(guestAddress, pageLevel, isDirect, access));
  }

  /**
   * Finds or makes the page of {@code gfn} for a place in the context's tree.
   *
   * <p>Side effects as in KVM: an unsync match is synchronised or, failing that, zapped and
   * replaced; an unsync page of another role is zapped when an upper-level page is asked for; a new
   * level-1 page write-protects its frame.
   */
  public int getPage(
      ShadowContext context,
      long gfn,
      long guestAddress,
      int pageLevel,
      boolean isDirect,
      int access) {
    return getPage(
        context, gfn, childRole(context, guestAddress, pageLevel, isDirect, access), pageLevel);
  }

  /** As the other, with the role already made. */
  int getPage(ShadowContext context, long gfn, int role, int pageLevel) {
    int page = findUsable(context, gfn, role, pageLevel);
    if (page == NONE) {
      page = create(gfn, role);
    }
    zapper.commit();
    return page;
  }

  private int findUsable(ShadowContext context, long gfn, int role, int pageLevel) {
    int page = vm.index.newestOf(gfn);
    while (page != NONE) {
      int next = vm.pages.older(page);
      if (key.same(vm.pages.role(page), role)) {
        if (!stopsAtMatch && pageLevel > 1) {
          zapUnsync(next);
        }
        return reuse(context, page);
      }
      if (pageLevel > 1 && vm.pages.unsync(page)) {
        zapper.prepare(page);
      }
      page = next;
    }
    return NONE;
  }

  private void zapUnsync(int page) {
    while (page != NONE) {
      int next = vm.pages.older(page);
      if (vm.pages.unsync(page)) {
        zapper.prepare(page);
      }
      page = next;
    }
  }

  private int reuse(ShadowContext context, int page) {
    if (!context.mmu.directMap()) {
      if (vm.pages.unsync(page)) {
        if (!sync.syncOrZap(context, page)) {
          return NONE;
        }
        vm.request(RequestSetBits.FLUSHCUR_MASK);
      }
      if (syncsLater && vm.pages.unsyncChildren(page) != 0) {
        vm.request(RequestSetBits.SYNC_MASK);
      }
      vm.pages.clearFlooding(page);
    }
    vm.events.getPage(page, false);
    return page;
  }

  private int create(long gfn, int role) {
    vm.stats.mmuCacheMiss++;
    int page = vm.pages.allocate(gfn, role, vm.generation);
    vm.used++;
    vm.index.add(page, gfn, role);
    if (ShadowVm.shadowsTable(role)) {
      account(gfn, role);
      if (level(role) == 1) {
        unsync.writeProtect(gfn, vm.space());
      }
    }
    vm.events.getPage(page, true);
    return page;
  }

  private void account(long gfn, int role) {
    int space = smm(role);
    vm.indirect++;
    if (level(role) > 1) {
      vm.events.trackAdd(gfn, space);
      vm.tracking.addTrack(gfn, space, 1);
    }
    vm.tracking.addDisallow(gfn, space, 1);
    if (level(role) > 1) {
      unsync.writeProtect(gfn, space);
      if (!vm.tracksOneSpace) {
        unsync.writeProtect(gfn, 1 - space);
      }
    }
  }
}

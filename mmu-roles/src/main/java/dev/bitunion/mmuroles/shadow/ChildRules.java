package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.access;

import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;

/**
 * Which child a fault asks for on its way down, and whether one that is linked already will do.
 * Kernels differ in both, and several of the differences were holes.
 */
final class ChildRules {
  private final ShadowVm vm;
  private final boolean lastAccess;
  private final boolean parentAccess;
  private final boolean beforeWp;
  private final boolean comparesFrame;
  private final boolean comparesRole;
  private final boolean comparesDirectAccess;

  ChildRules(ShadowVm vm) {
    this.vm = vm;
    Behaviours on = vm.behaviours;
    lastAccess = on.has(Behaviour.TABLES_GET_LAST_ACCESS);
    parentAccess = on.has(Behaviour.DIRECT_ACCESS_OF_PARENT);
    beforeWp = on.has(Behaviour.DIRECT_ROLE_BEFORE_WP);
    comparesFrame = !on.has(Behaviour.CHILD_FRAME_NOT_COMPARED);
    comparesRole = !on.has(Behaviour.CHILD_ROLE_NOT_COMPARED);
    comparesDirectAccess =
        !on.has(Behaviour.DIRECT_ACCESS_NOT_COMPARED)
            && !on.has(Behaviour.DIRECT_ROLE_LACKS_ACCESS);
  }

  /** Rights in the role of the page for the guest's table of {@code level}. */
  int tableAccess(Walker walker, int level) {
    return walker.tableRights(lastAccess ? walker.level() : level);
  }

  /**
   * Rights in the role of a direct page below a large page of the guest.
   *
   * @param mapped rights of the mapping, those lent without CR0.WP included
   */
  int directAccess(Walker walker, int mapped) {
    return parentAccess ? walker.tableRights(walker.level()) : beforeWp ? walker.rights() : mapped;
  }

  /** Whether a linked page is compared at all. */
  boolean compares() {
    return comparesFrame || comparesRole;
  }

  /** Whether a linked page is what the fault wants in that place. */
  boolean fits(int child, long gfn, int role) {
    return (!comparesFrame || vm.pages.gfn(child) == gfn)
        && (!comparesRole || vm.key.same(vm.pages.role(child), role));
  }

  /** Whether a linked direct page has the rights that the fault wants. */
  boolean fitsDirect(int child, int wanted) {
    return !comparesDirectAccess || access(vm.pages.role(child)) == wanted;
  }
}

package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;

/**
 * The roles of the pages that a context asks for: its own base role, with what kvm_mmu_get_page
 * replaces in it. Source: Linux v5.14, arch/x86/kvm/mmu/mmu.c and paging_tmpl.h.
 */
final class ChildRoles {
  private static final int EXECUTE = 1;
  private static final int WRITE = 2;
  private static final int USER = 4;
  private static final int ALL = PageRoleBits.ACCESS_MAX;

  /** Roots of a context without a table of its own map a gigabyte each. */
  private static final int PAE_ROOTS = 4;

  private static final int PAE_ROOT_LEVEL = PageMath.PAE_LEVELS - 1;

  private ChildRoles() {}

  /** Whether the context's root is a page, and not a table of four pointers. */
  static boolean hasSingleRoot(MmuContext context) {
    return context.shadowRootLevel() >= 4 && (context.directMap() || context.rootLevel() >= 4);
  }

  /** The roots that a load asks for. */
  static void roots(MmuContext context, long pgd, PagePath path) {
    path.clearForAll();
    boolean direct = context.directMap();
    if (hasSingleRoot(context)) {
      int role = context.pageRole(0, context.shadowRootLevel(), direct, ALL);
      path.add(direct ? 0 : PageMath.gfn(pgd), role);
      return;
    }
    long frames = PageMath.framesPerEntry(PageMath.PAE_LEVELS, PageMath.LONG_INDEX_BITS);
    for (int i = 0; i < PAE_ROOTS; i++) {
      int role = context.pageRole(PageMath.gpa(i * frames), PAE_ROOT_LEVEL, direct, ALL);
      boolean fromPdpte = !direct && context.rootLevel() == PageMath.PAE_LEVELS;
      path.add(direct ? i * frames : fromPdpte ? PagePath.ANY : PageMath.gfn(pgd), role);
    }
  }

  /** The pages that a fault of a direct map may ask for, from the root down. */
  static void directFault(MmuContext context, long gfn, PagePath path) {
    path.clear();
    int top = context.shadowRootLevel() >= 4 ? context.shadowRootLevel() : PAE_ROOT_LEVEL;
    addDirect(context, PageMath.gpa(gfn), gfn, top, ALL, path);
  }

  private static void addDirect(
      MmuContext context, long address, long gfn, int above, int access, PagePath path) {
    for (int level = above - 1; level >= 1; level--) {
      path.add(
          PageMath.alignToEntry(gfn, level + 1, PageMath.LONG_INDEX_BITS),
          context.pageRole(address, level, true, access));
    }
  }

  /** The pages that a fault may ask for after a successful walk, from the root down. */
  static void shadowFault(
      MmuContext context, Walker walk, boolean write, boolean user, PagePath path) {
    path.clear();
    long address = walk.address();
    int leaf = walk.level();
    // A shadow root may stand one level above the guest's, or one below.
    int top = context.rootLevel() >= 4 ? context.shadowRootLevel() : walk.topLevel();
    for (int level = top - 1; level >= leaf; level--) {
      path.add(
          walk.tableGfn(level), context.pageRole(address, level, false, walk.tableRights(level)));
    }
    int access = walk.rights();
    boolean wp = MmuRoleBits.baseCr0Wp(context.role());
    if (write && (access & WRITE) == 0 && !wp && !user) {
      access = (access | WRITE) & ~USER;
      if (MmuRoleBits.extCr4Smep(context.role())) {
        access &= ~EXECUTE;
      }
    }
    addDirect(context, address, walk.gfn(), leaf, access, path);
  }
}

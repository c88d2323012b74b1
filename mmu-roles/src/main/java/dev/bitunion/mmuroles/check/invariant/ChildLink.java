package dev.bitunion.mmuroles.check.invariant;

import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.PassthroughMarkBits;
import dev.bitunion.mmuroles.shadow.FaultResult;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.vcpu.MemoryAccess;

/**
 * Every page that a fault went through on its way to the entry it filled has the frame and the role
 * that a walk of the guest's tables wants in that place.
 */
final class ChildLink {
  private static final int MOST_SHORT_LEVELS = 2;

  private final Observed observed;
  private final Walker walker;
  private final MmuContext fresh;
  private final int base;
  private final long address;
  private final long error;

  private ChildLink(Observed observed) {
    this.observed = observed;
    MemoryAccess memory = observed.on().memory();
    Reference reference = observed.reference();
    fresh = reference.context();
    walker = reference.walker(fresh, new FrozenMemory(observed.memory()), true);
    base = reference.pages() & ~PassthroughMarkBits.PASSTHROUGH_MASK;
    address = memory.lastAddress();
    error =
        PageFaultErrorBits.withRsvd(
            PageFaultErrorBits.withPresent(memory.lastError(), false), false);
  }

  static void check(Observed observed, Findings findings) {
    MemoryAccess memory = observed.on().memory();
    FaultResult result = memory.lastResult();
    boolean filled = result == FaultResult.FIXED || result == FaultResult.SPURIOUS;
    if (observed.faulted()
        && filled
        && !observed.active().mmu().directMap()
        && observed.active().root() != ShadowContext.INVALID) {
      new ChildLink(observed).follow(findings);
    }
  }

  private void follow(Findings findings) {
    if (fresh.directMap() || !walker.walk(address, error)) {
      return; // The context itself is wrong, or the rights are: other invariants say so.
    }
    ShadowContext context = observed.active();
    int page =
        context.root() == ShadowContext.SPECIAL
            ? context.paeRoot(PageMath.pdptrIndex(address))
            : context.root();
    while (page >= 0) {
      int level = PageRoleBits.level(observed.vm().pages().role(page));
      int at = PageMath.tableIndex(address, level, PageMath.LONG_INDEX_BITS);
      long entry = observed.vm().entry(page, at);
      if (level == 1 || !present(entry) || leaf(entry)) {
        return;
      }
      int child = (int) frame(entry);
      compare(page, at, child, level - 1, findings);
      page = child;
    }
  }

  private void compare(int parent, int at, int child, int level, Findings findings) {
    boolean table = level >= walker.level();
    long gfn =
        table
            ? walker.tableGfn(level)
            : PageMath.alignToEntry(walker.gfn(), level + 1, PageMath.LONG_INDEX_BITS);
    int role = table ? tableRole(level) : directRole(level);
    long actualGfn = observed.vm().pages().gfn(child);
    int actualRole = observed.vm().pages().role(child);
    if (actualGfn == gfn && PageFields.same(actualRole, role, observed.tdp())) {
      return;
    }
    String subject = observed.name(parent) + " entry " + at;
    String sentence =
        String.format(
            "the fault at 0x%x goes through %s, and the walk wants 0x%08x@0x%x",
            address, observed.name(child), observed.words().page(role), gfn);
    String victim = victim(parent, at);
    if (victim == null) {
      findings.add(subject, "%s", sentence);
    } else {
      findings.addVictim(subject, victim, "%s; ", sentence);
    }
  }

  private int tableRole(int level) {
    int role = PageRoleBits.withLevel(PageRoleBits.withDirect(base, false), level);
    role = PageRoleBits.withAccess(role, walker.tableRights(level));
    return fresh.rootLevel() <= MOST_SHORT_LEVELS
        ? PageRoleBits.withQuadrantTruncated(role, PageMath.quadrant(address, level))
        : role;
  }

  private int directRole(int level) {
    int role = PageRoleBits.withLevel(PageRoleBits.withDirect(base, true), level);
    return PageRoleBits.withAccess(PageRoleBits.withGpteIs8Bytes(role, true), mapped());
  }

  /** Rights of the mapping: without CR0.WP a supervisor's write is lent one that no user has. */
  private int mapped() {
    int rights = walker.rights();
    boolean lends =
        PageFaultErrorBits.write(error)
            && !PageFaultErrorBits.user(error)
            && (rights & Rights.WRITE) == 0
            && !PageRoleBits.cr0_wp(base)
            && !observed.tdp();
    if (!lends) {
      return rights;
    }
    int lent = rights + Rights.WRITE & ~Rights.USER;
    return MmuRoleBits.extCr4Smep(fresh.role()) ? lent & ~Rights.EXEC : lent;
  }

  /** The first access below the link that goes wrong; null if none does yet. */
  private String victim(int parent, int at) {
    AccessComparison comparison = new AccessComparison(observed);
    int level = PageRoleBits.level(observed.vm().pages().role(parent));
    long first =
        PageMath.gpa(PageMath.alignToEntry(PageMath.gfn(address), level, PageMath.LONG_INDEX_BITS));
    long end = first + PageMath.gpa(PageMath.framesPerEntry(level, PageMath.LONG_INDEX_BITS));
    String[] found = {null};
    Entries.leaves(
        observed,
        leaf -> {
          if (found[0] == null && leaf.address() >= first && leaf.address() < end) {
            found[0] = comparison.wrong(leaf.address(), true);
          }
        });
    return found[0];
  }
}

package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowPages;

/**
 * The current root has the role and the page directory that the context asks for, by its registers
 * and not by what it once stored.
 */
final class RootReuse {
  private RootReuse() {}

  static void check(Observed observed, Findings findings) {
    ShadowContext context = observed.active();
    if (context.root() == ShadowContext.INVALID) {
      return;
    }
    Reference reference = observed.reference();
    int wanted = reference.pages();
    MmuContext fresh = reference.context();
    if (context.root() == ShadowContext.SPECIAL) {
      four(observed, context, fresh, wanted, findings);
      return;
    }
    ShadowPages pages = observed.vm().pages();
    int role = PageRoleBits.withInvalid(pages.role(context.root()), false);
    boolean single = PageRoleBits.level(wanted) > PageMath.PAE_LEVELS;
    if (!single || !PageFields.same(role, wanted, observed.tdp())) {
      findings.addVictim(
          "root of " + name(context),
          "every access runs on pages made for another mode",
          "it is %s, and the registers ask for %s0x%08x: ",
          observed.name(context.root()),
          single ? "" : "four pages below ",
          observed.words().page(wanted));
    }
    long pgd = context.mmu().pgd(observed.vcpu().cpu());
    if (!PageRoleBits.direct(wanted) && context.rootPgd() != pgd) {
      findings.addVictim(
          "root of " + name(context),
          "every access is translated by the tables of the other",
          "it was made for 0x%x, and the page directory is 0x%x: ",
          context.rootPgd(),
          pgd);
    }
  }

  /** The four pages of PAE paging; those of nested NPT are read anew with each load only. */
  private static void four(
      Observed observed, ShadowContext context, MmuContext fresh, int wanted, Findings findings) {
    ShadowPages pages = observed.vm().pages();
    for (int i = 0; i < ShadowContext.PAE_ENTRIES; i++) {
      int page = context.paeRoot(i);
      boolean loaded =
          context.mmu().kind() == MmuContext.Kind.ROOT
              && !fresh.directMap()
              && fresh.rootLevel() == PageMath.PAE_LEVELS;
      long pointer = fresh.pdptr(i);
      boolean there = page >= 0;
      if (loaded
          && (there != Pte64Bits.present(pointer)
              || there && pages.gfn(page) != PageMath.gfn(pointer))) {
        findings.addVictim(
            "root " + i + " of " + name(context),
            String.format(
                "accesses from 0x%x on are translated by the table before",
                PageMath.gpa(
                    i * PageMath.framesPerEntry(PageMath.PAE_LEVELS, PageMath.LONG_INDEX_BITS))),
            "it stands for %s, and the loaded PDPTE is 0x%x: ",
            there ? String.format("frame 0x%x", pages.gfn(page)) : "nothing",
            pointer);
      }
      if (there && !sameBase(pages.role(page), wanted, observed.tdp())) {
        findings.add(
            "root " + i + " of " + name(context),
            "it is %s, and the registers ask for the mode of 0x%08x",
            observed.name(page),
            observed.words().page(wanted));
      }
    }
  }

  private static boolean sameBase(int role, int wanted, boolean tdp) {
    int place =
        PageRoleBits.LEVEL_MASK
            | PageRoleBits.QUADRANT_MASK
            | PageRoleBits.INVALID_MASK
            | PageRoleBits.GPTE_IS_8_BYTES_MASK;
    return PageFields.same(role & ~place, wanted & ~place, tdp);
  }

  static String name(ShadowContext context) {
    return context.mmu().kind() == MmuContext.Kind.ROOT ? "root_mmu" : "guest_mmu";
  }
}

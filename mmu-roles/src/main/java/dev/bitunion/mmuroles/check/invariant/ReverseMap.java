package dev.bitunion.mmuroles.check.invariant;

import static dev.bitunion.mmuroles.role.PageRoleBits.direct;
import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.frame;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.leaf;
import static dev.bitunion.mmuroles.shadow.ShadowEntryBits.present;

import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.shadow.ShadowAudit;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.shadow.ShadowVm;

/**
 * The reverse map of a frame holds exactly the entries that map it, and the parents of a page the
 * entries that link it. KVM keeps no frames for a direct page but computes them, so that a leaf
 * there that maps another one would be taken out of the wrong list.
 */
final class ReverseMap {
  private ReverseMap() {}

  static void check(Observed observed, Findings findings) {
    ShadowVm vm = observed.vm();
    vm.staleMappers()
        .all()
        .forEach(
            mapper ->
                findings.addVictim(
                    String.format("frame 0x%x", mapper.gfn()),
                    "when the frame's slot goes, KVM follows it into memory that is used anew",
                    "%s: ",
                    mapper));
    ShadowAudit.unlisted(vm).forEach(text -> findings.add("lists", "%s", text));
    ShadowPages pages = vm.pages();
    for (int page = 0; page < pages.limit(); page++) {
      if (pages.isAllocated(page) && direct(pages.role(page))) {
        directPage(observed, page, findings);
      }
    }
  }

  private static void directPage(Observed observed, int page, Findings findings) {
    ShadowVm vm = observed.vm();
    long span = PageMath.framesPerEntry(level(vm.pages().role(page)), PageMath.LONG_INDEX_BITS);
    for (int at = vm.nextEntry(page, 0); at < Entries.PER_PAGE; at = vm.nextEntry(page, at + 1)) {
      long entry = vm.entry(page, at);
      long expected = vm.pages().gfn(page) + at * span;
      if (present(entry) && leaf(entry) && frame(entry) != expected) {
        findings.addVictim(
            observed.name(page) + " entry " + at,
            String.format(
                "when it goes, it stays in the reverse map of 0x%x for a later access to memory"
                    + " that is used anew",
                frame(entry)),
            "it maps frame 0x%x, and KVM takes it for 0x%x: ",
            frame(entry),
            expected);
      }
    }
  }
}

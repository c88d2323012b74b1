package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** No two valid pages of a frame differ in fields alone that mean nothing to them. */
final class Minimal {
  private Minimal() {}

  static void check(Observed observed, Findings findings) {
    ShadowPages pages = observed.vm().pages();
    Map<List<Long>, Integer> first = new HashMap<>();
    for (int page = 0; page < pages.limit(); page++) {
      if (!pages.isAllocated(page)
          || pages.invalid(page)
          || pages.generation(page) != observed.vm().generation()) {
        continue;
      }
      int role = pages.role(page);
      int meaning = role & ~PageFields.useless(role, observed.tdp());
      Integer same = first.putIfAbsent(List.of(pages.gfn(page), (long) meaning), page);
      if (same != null) {
        findings.addVictim(
            observed.name(page),
            "an access that is mapped in one faults again in the other",
            "it means the same as %s, from which only %s tells it apart: ",
            observed.name(same),
            PageRoleBits.diff(pages.role(same), role));
      }
    }
  }
}

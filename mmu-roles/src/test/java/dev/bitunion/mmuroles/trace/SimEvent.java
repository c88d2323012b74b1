package dev.bitunion.mmuroles.trace;

import dev.bitunion.mmuroles.role.PageRoleBits;

/** An event that a test makes up; {@code free} is the second zap of a root, printed invalid. */
record SimEvent(
    EventKind kind,
    long gfn,
    int role,
    int generation,
    int rootCount,
    boolean unsync,
    boolean created,
    boolean free) {
  static SimEvent get(long gfn, int role, int generation, boolean unsync, boolean created) {
    return new SimEvent(EventKind.GET_PAGE, gfn, role, generation, 0, unsync, created, false);
  }

  static SimEvent of(EventKind kind, long gfn, int role, int generation, boolean unsync) {
    return new SimEvent(kind, gfn, role, generation, 0, unsync, false, false);
  }

  static SimEvent zapAllFast(int generation) {
    return of(EventKind.ZAP_ALL_FAST, 0, 0, generation, false);
  }

  SimEvent withRootCount(int count) {
    return new SimEvent(kind, gfn, role, generation, count, unsync, created, false);
  }

  SimEvent asFree() {
    return new SimEvent(kind, gfn, role, generation, 0, false, false, true);
  }

  SimEvent withRole(int newRole) {
    return new SimEvent(kind, gfn, newRole, generation, rootCount, unsync, created, free);
  }

  String raw() {
    if (kind == EventKind.ZAP_ALL_FAST) {
      return Lines.raw(kind.eventName(), "mmu_valid_gen=" + generation + " mmu_used_pages=0");
    }
    String page =
        Lines.rawPage(gfn, PageRoleBits.withInvalid(role, free), rootCount, unsync)
            .replace("mmu_valid_gen=0", "mmu_valid_gen=" + generation);
    String found = kind == EventKind.GET_PAGE ? " created=" + (created ? 1 : 0) : "";
    return Lines.raw(kind.eventName(), page + found);
  }

  String text() {
    if (kind == EventKind.ZAP_ALL_FAST) {
      return Lines.raw(kind.eventName(), "kvm-mmu-valid-gen " + generation + " used_pages 0");
    }
    String found = kind == EventKind.GET_PAGE ? created ? " new" : " existing" : "";
    return Lines.raw(
        kind.eventName(),
        String.format(
                "sp gen %d gfn %x l%d %d-byte q%d%s wux%s nxe ad root %d %s",
                generation,
                gfn,
                PageRoleBits.level(role),
                PageRoleBits.gpte_is_8_bytes(role) ? 8 : 4,
                PageRoleBits.quadrant(role),
                PageRoleBits.direct(role) ? " direct" : "",
                free ? " invalid" : "",
                rootCount,
                unsync ? "unsync" : "sync")
            + found);
  }
}

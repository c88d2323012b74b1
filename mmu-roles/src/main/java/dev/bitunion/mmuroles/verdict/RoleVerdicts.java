package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.PageText;
import dev.bitunion.mmuroles.role.PassthroughMarkBits;
import dev.bitunion.mmuroles.trace.KnownPages;
import dev.bitunion.mmuroles.trace.PageEvent;

/** Predicts the role of every page that kvm_mmu_get_page makes or finds. */
final class RoleVerdicts {
  private static final int PRINTED_IN_TEXT =
      ~PageText.NOT_PRINTED & ~PassthroughMarkBits.PASSTHROUGH_MASK;

  /** trace-cmd's kvm plug-in knows an older layout, without these fields. */
  private static final int PRINTED_BY_PLUGIN =
      ~(PageRoleBits.AD_DISABLED_MASK | PageRoleBits.GUEST_MODE_MASK | PageRoleBits.RESERVED_BITS);

  private final KernelWords words;
  private final Tallies tallies;
  private final Hints hints = new Hints();
  private KnownPages known = (gfn, role) -> true;

  RoleVerdicts(KernelWords words, Tallies tallies) {
    this.words = words;
    this.tallies = tallies;
  }

  /** Where to ask which pages are live. */
  void known(KnownPages pages) {
    known = (gfn, role) -> pages.mayBeLive(gfn, words.page(role));
  }

  /** kvm_mmu_load begins. */
  void loadRoots(VcpuTrack vcpu) {
    if (vcpu.rolesKnown && vcpu.contexts() != null) {
      MmuContext mmu = vcpu.contexts().mmu();
      ChildRoles.roots(mmu, mmu.pgd(vcpu.cpu), vcpu.path);
      vcpu.phase = VcpuTrack.Phase.ROOTS;
    }
  }

  /** A fault at a guest physical address, if the map is direct. */
  void fault(VcpuTrack vcpu, long gfn) {
    if (vcpu.rolesKnown && vcpu.contexts() != null && vcpu.contexts().mmu().directMap()) {
      ChildRoles.directFault(vcpu.contexts().mmu(), gfn, vcpu.path);
      vcpu.phase = VcpuTrack.Phase.DIRECT_FAULT;
    }
  }

  /** An entry for a frame is asked for; what faulted, if nothing else told it. */
  void requested(VcpuTrack vcpu, long gfn) {
    if (vcpu.phase == VcpuTrack.Phase.UNKNOWN) {
      fault(vcpu, gfn);
    }
  }

  /**
   * A page is returned.
   *
   * @param role its role
   */
  void page(VcpuTrack vcpu, PageEvent page, int role, long line) {
    if (vcpu.phase == VcpuTrack.Phase.UNKNOWN || vcpu.path.isEmpty()) {
      tallies.undecidable(Level.ROLES, vcpu.unknownReason());
      return;
    }
    int printed = printed(page);
    int place = vcpu.path.find(page.gfn(), role, printed, known);
    if (place < 0) {
      int next = vcpu.path.nextRole();
      tallies.disagree(
          Level.ROLES,
          line,
          next == 0 ? "no further page" : "a page of another gfn, role " + text(next),
          "gfn 0x" + Long.toHexString(page.gfn()) + ", role " + text(role),
          "");
      return;
    }
    int expected = vcpu.path.role(place) & printed;
    vcpu.path.take(place, page.created());
    if (expected == role) {
      tallies.agree(Level.ROLES);
    } else {
      String hint = tallies.keeps() ? hints.role(vcpu, expected, role) : "";
      tallies.disagree(Level.ROLES, line, "role " + text(expected), "role " + text(role), hint);
    }
  }

  /** The bits of a role that the trace prints. */
  static int printed(PageEvent page) {
    if (page.byPlugin()) {
      return PRINTED_BY_PLUGIN;
    }
    return page.hidden() ? PRINTED_IN_TEXT : -1;
  }

  private String text(int role) {
    return String.format("0x%08x", words.page(role));
  }
}

package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;

/**
 * An initialisation of a context whose outcome, configured anew or not, is still to be seen.
 *
 * <p>On v5.14 a probe stands behind the test whether anything changed: it shows every
 * re-configuration. Since v5.19 a context has two roles, and the probes print both: the next print
 * shows what is stored, and a probe behind the permission tables shows re-configurations with
 * paging on, where the trace has that one.
 */
final class PendingInit {
  private final boolean probed;
  private final KernelWords words;
  private boolean waiting;
  private boolean expected;
  private Reason undecidable;
  private long line;
  private String why = "";
  private MmuContext context;
  private boolean updated;
  private boolean updatesAreProbed;

  PendingInit(RoleModel model) {
    probed = model.hasOneRole();
    words = model.words();
  }

  void expect(MmuContext of, boolean reconfiguration, long atLine, String because) {
    start(of, atLine);
    expected = reconfiguration;
    undecidable = null;
    why = because;
  }

  void cannotTell(Reason reason, long atLine) {
    start(null, atLine);
    undecidable = reason;
  }

  private void start(MmuContext of, long atLine) {
    waiting = true;
    context = of;
    line = atLine;
    updated = false;
  }

  void drop() {
    waiting = false;
  }

  /** The probe behind the test saw a re-configuration; of what, it may be unknown. */
  void reconfigured(Reason unknown, Tallies tallies) {
    if (waiting) {
      settle(true, tallies);
    } else {
      tallies.undecidable(Level.RECONFIGURATIONS, unknown);
    }
  }

  /** What the probe behind the test saw is known now; nothing, if the kernel has no such probe. */
  void settle(boolean seen, Tallies tallies) {
    if (!waiting || !probed) {
      return;
    }
    waiting = false;
    if (undecidable != null) {
      tallies.undecidable(Level.RECONFIGURATIONS, undecidable);
    } else if (seen == expected) {
      tallies.agree(Level.RECONFIGURATIONS);
    } else {
      tallies.disagree(Level.RECONFIGURATIONS, line, text(expected), text(seen), why);
    }
  }

  /** The permission tables are computed anew. */
  void updatesPermissions() {
    updated = true;
    updatesAreProbed = true;
  }

  /**
   * Roles are printed.
   *
   * @param contexts the vCPU's
   * @param role the role of the context in use
   * @param pages its page role
   * @param nested the role of nested_mmu; 0 if it is not printed
   */
  void printed(VcpuContexts contexts, long role, int pages, long nested, Tallies tallies) {
    if (!waiting) {
      return;
    }
    boolean ofNested = context == contexts.nested();
    if (undecidable != null || context == null) {
      lose(Reason.REGISTER_NOT_SEEN, tallies);
      return;
    }
    if (ofNested ? nested == 0 : context != contexts.mmu()) {
      return;
    }
    waiting = false;
    long seen = ofNested ? nested : role;
    boolean paging = MmuRoleBits.extCr0Pg(context.role());
    // A CPUID change since then cleared valid, and the root role with it.
    boolean cpuidChanged = seen == MmuRoleBits.withExtValid(context.role(), false);
    if (seen != context.role() && !cpuidChanged) {
      disagree("role", context.role(), seen, tallies);
    } else if (!ofNested && !cpuidChanged && pages != context.pages()) {
      tallies.disagree(
          Level.RECONFIGURATIONS,
          line,
          "page role " + text(context.pages()),
          "page role " + text(pages),
          words.pageDiff(context.pages(), pages));
    } else if (updatesAreProbed && paging && updated != expected) {
      tallies.disagree(Level.RECONFIGURATIONS, line, text(expected), text(updated), why);
    } else {
      tallies.agree(Level.RECONFIGURATIONS);
    }
  }

  private void disagree(String what, long computed, long seen, Tallies tallies) {
    tallies.disagree(
        Level.RECONFIGURATIONS,
        line,
        what + " " + Inits.text(words, computed),
        what + " " + Inits.text(words, seen),
        words.contextDiff(computed, seen));
  }

  /** The next initialisation begins. */
  void close(Reason reason, Tallies tallies) {
    settle(false, tallies);
    lose(reason, tallies);
  }

  /** Nothing more will be printed of it. */
  void lose(Reason reason, Tallies tallies) {
    if (waiting) {
      waiting = false;
      boolean ofNested = context != null && context.kind() == MmuContext.Kind.NESTED;
      Reason known = ofNested ? Reason.NESTED_ROLE_NOT_PRINTED : reason;
      tallies.undecidable(Level.RECONFIGURATIONS, undecidable == null ? known : undecidable);
    }
  }

  private String text(int pages) {
    return String.format("0x%08x", words.page(pages));
  }

  private static String text(boolean reconfigured) {
    return reconfigured ? "configured anew" : "skipped";
  }
}

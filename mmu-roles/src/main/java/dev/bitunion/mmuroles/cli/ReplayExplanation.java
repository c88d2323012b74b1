package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.trace.EventKind;
import dev.bitunion.mmuroles.trace.PageStep;
import dev.bitunion.mmuroles.trace.PageWatch;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.Violation;
import java.util.ArrayDeque;
import java.util.Deque;

/** The page events of one gfn, all of them or those around one line, beside what they violate. */
final class ReplayExplanation extends PageWatch {
  private static final int BEFORE = 20;
  private static final int AFTER = 5;

  private final Deque<PageStep> steps = new ArrayDeque<>();
  private final RoleProfile profile;
  private final long line;
  private long left;
  private int following;

  /** Keeps all events of a gfn, or, if {@code line} is not 0, the last before it and some after. */
  ReplayExplanation(RoleProfile profile, long gfn, long line) {
    super(gfn);
    this.profile = profile;
    this.line = line;
  }

  @Override
  protected void take(PageStep step) {
    if (step.kind() == EventKind.ZAP_ALL_FAST && isLastEpoch()) {
      steps.removeLast();
    }
    if (line != 0 && step.line() > line && following++ >= AFTER) {
      return;
    }
    steps.addLast(step);
    if (line != 0 && step.line() < line && steps.size() > BEFORE) {
      steps.removeFirst();
      left++;
    }
  }

  private boolean isLastEpoch() {
    return !steps.isEmpty() && steps.getLast().kind() == EventKind.ZAP_ALL_FAST;
  }

  void print(Session session, String file, ReplayReport report) {
    String where = line == 0 ? "" : " around line " + line;
    session.out().printf("%s: gfn 0x%x (%d)%s%n", file, gfn(), gfn(), where);
    if (left > 0) {
      session.out().printf("  ... %d earlier events%n", left);
    }
    for (PageStep step : steps) {
      session.out().println(text(step));
      for (Violation violation : report.violationList()) {
        if (violation.line() == step.line()) {
          session.out().println("              ^ " + ReplayPrinter.reason(violation));
        }
      }
    }
    if (steps.stream().allMatch(step -> step.kind() == EventKind.ZAP_ALL_FAST)) {
      session.out().println("  no page event of this gfn");
    }
  }

  private boolean isInvalid(int role) {
    return profile.page().values(role).getOrDefault("invalid", 0) != 0;
  }

  private String text(PageStep step) {
    String mark = step.line() == line ? "> " : "  ";
    if (step.kind() == EventKind.ZAP_ALL_FAST) {
      return String.format("%s%10d  kvm_mmu_zap_all_fast: a new epoch", mark, step.line());
    }
    String what =
        switch (step.kind()) {
          case GET_PAGE -> step.created() ? "new" : "existing";
          case SYNC_PAGE -> "sync";
          case UNSYNC_PAGE -> "unsync";
          default -> isInvalid(step.role()) ? "free" : "zap";
        };
    return String.format(
        "%s%10d  %-8s  %s  gen %s root %d %s",
        mark,
        step.line(),
        what,
        PageWords.role(profile, step.role(), step.hidden()),
        step.generation() < 0 ? "?" : step.generation(),
        step.rootCount(),
        step.unsync() ? "unsync" : "sync");
  }
}

package dev.bitunion.mmuroles.trace;

import java.util.ArrayList;
import java.util.List;

/** Notices role words that no v5.14 kernel makes: single wrong ones, or another kernel's layout. */
final class RoleFits {
  private final List<Violation> impossible = new ArrayList<>();
  private long not514;
  private long not61;

  /** Sees a role word for the first time. */
  void see(int role, long gfn, long number) {
    if (!RoleLayouts.isPossibleIn61(role)) {
      not61++;
    }
    if (!RoleLayouts.isPossibleIn514(role)) {
      not514++;
      if (impossible.size() < ViolationLog.KEPT) {
        impossible.add(new Violation(number, ViolationKind.IMPOSSIBLE_ROLE, gfn, role, 0));
      }
    }
  }

  /** The layout that fits more of the words; v5.14 if both fit equally well. */
  ReplayReport.RoleLayout layout() {
    return not61 < not514 ? ReplayReport.RoleLayout.LINUX_6_1 : ReplayReport.RoleLayout.LINUX_5_14;
  }

  /** The words that do not fit v5.14, where they were seen first. */
  List<Violation> impossible() {
    return impossible;
  }
}

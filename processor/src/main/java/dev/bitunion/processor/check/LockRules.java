package dev.bitunion.processor.check;

import dev.bitunion.layout.LayoutLock;
import dev.bitunion.layout.UnionLayout;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.UnionModel;

/** A locked layout is the one that was locked. */
public final class LockRules {
  private LockRules() {}

  /** Reports a layout that differs from the lock of its union. */
  public static void check(UnionModel union, UnionLayout layout, Report report) {
    if (!union.siteOf("layoutHash").isWritten() || LayoutLock.holds(union.lock(), layout)) {
      return;
    }
    report.draw(
        union.siteOf("layoutHash"),
        Problem.LOCK,
        LayoutLock.differences(union.lock(), layout),
        union.name().shown(),
        union.lock(),
        LayoutLock.of(layout));
  }
}

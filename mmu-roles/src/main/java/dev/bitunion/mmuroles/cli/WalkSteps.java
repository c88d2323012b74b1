package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.FaultReason;
import dev.bitunion.mmuroles.mmu.Walker;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a walk in two stages: what the second stage read for each table of L2 and for the
 * page. A walker keeps its last walk only, so the second stage is walked once more for each
 * address, in order.
 */
final class WalkSteps {
  /** A walk of the second stage, for the table of a level, or for the page at level 0. */
  record Step(int level, String address, List<WalkRead> reads) {
    JsonWriter json() {
      return new JsonWriter()
          .put("of", address)
          .put("what", level == 0 ? "page" : "level-" + level + " table")
          .putAll("entries", reads.stream().map(WalkRead::json).toList());
    }
  }

  private static final long READ = PageFaultErrorBits.U_MASK;
  private static final long UPDATE = READ | PageFaultErrorBits.W_MASK;

  private WalkSteps() {}

  /**
   * Walks the second stage again; memory must hold what it held before the walk.
   *
   * @param walker has walked, through a second stage
   * @param translated whether it found a frame
   */
  static List<Step> of(Walker walker, boolean translated, CpuState cpu) {
    Walker second = walker.secondStage();
    long page = second.address(); // If there was a step for the page, it was the last.
    List<Step> steps = new ArrayList<>();
    if (!walker.stoppedAtPdpte()) {
      for (int level = walker.topLevel(); level >= walker.level(); level--) {
        steps.add(step(second, level, walker.tableAddress(level), UPDATE));
      }
    }
    boolean faultedAtPage = walker.reason() == FaultReason.SECOND_STAGE && walker.failedAtPage();
    if (translated || faultedAtPage) {
      steps.add(step(second, 0, page, walker.access() | READ));
    }
    return steps;
  }

  private static Step step(Walker second, int level, long address, long access) {
    second.walk(address, access);
    return new Step(level, "0x" + Long.toHexString(address), WalkRead.of(second));
  }
}

package dev.bitunion.benchmarks.trace;

import dev.bitunion.mmuroles.trace.Replay;
import dev.bitunion.mmuroles.trace.ReplayOptions;
import dev.bitunion.mmuroles.trace.ReplayReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** How long a line takes in longer and longer traces that are streamed: lines, nanoseconds. */
public final class TraceGrowth {
  private static final int BLOCK = 100_000;
  private static final long BUDGET = 1_000_000_000L;

  private TraceGrowth() {}

  /**
   * Measures, after as long a warm-up.
   *
   * @param args numbers of lines, multiples of 100,000
   * @throws IOException never: the trace is in memory
   */
  public static void main(String[] args) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    TraceMaker.write(block, BLOCK);
    perLine(block.toByteArray(), BLOCK);
    for (String lines : args) {
      double cost = perLine(block.toByteArray(), Long.parseLong(lines));
      System.out.println(lines + " " + cost);
    }
  }

  private static double perLine(byte[] block, long lines) throws IOException {
    double best = Double.MAX_VALUE;
    long end = System.nanoTime() + BUDGET;
    do {
      long start = System.nanoTime();
      ReplayReport report =
          Replay.run(new RepeatedStream(block, lines / BLOCK), ReplayOptions.NONE);
      if (report.pageEvents() != lines || report.violations() != 0) {
        throw new IllegalStateException("a trace of " + lines + " lines was not understood");
      }
      best = Math.min(best, (System.nanoTime() - start) / (double) lines);
    } while (System.nanoTime() < end);
    return best;
  }
}

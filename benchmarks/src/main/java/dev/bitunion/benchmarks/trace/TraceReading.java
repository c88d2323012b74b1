package dev.bitunion.benchmarks.trace;

import dev.bitunion.mmuroles.trace.Replay;
import dev.bitunion.mmuroles.trace.ReplayOptions;
import dev.bitunion.mmuroles.trace.ReplayReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads one trace several times and prints the least milliseconds: {@code read}, every page event
 * decoded and none judged, and {@code replay}, all of them judged.
 */
final class TraceReading {
  private TraceReading() {}

  /** The file, and how often it is read. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    double read = Double.MAX_VALUE;
    double replay = Double.MAX_VALUE;
    for (int turn = Integer.parseInt(args[1]); turn > 0; turn--) {
      read = Math.min(read, readMillis(file));
      replay = Math.min(replay, replayMillis(file));
    }
    System.out.println("read " + read + "\nreplay " + replay);
  }

  /** Looks for a line that no file has, so that all are read. */
  private static double readMillis(Path file) throws IOException {
    long start = System.nanoTime();
    try (InputStream in = Files.newInputStream(file)) {
      Replay.gfnOfLine(in, Long.MAX_VALUE);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static double replayMillis(Path file) throws IOException {
    long start = System.nanoTime();
    ReplayReport report;
    try (InputStream in = Files.newInputStream(file)) {
      report = Replay.run(in, ReplayOptions.NONE);
    }
    double millis = (System.nanoTime() - start) / 1e6;
    if (report.pageEvents() != report.lines()) {
      throw new IllegalStateException(file + " has lines that are no page events");
    }
    return millis;
  }
}

package dev.bitunion.benchmarks.trace;

import dev.bitunion.mmuroles.trace.Replay;
import dev.bitunion.mmuroles.trace.ReplayOptions;
import dev.bitunion.mmuroles.trace.ReplayReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Reads one trace several times and prints the least milliseconds: {@code read}, every page event
 * decoded and none judged, and {@code replay}, all of them judged.
 */
final class TraceReading {
  private static final int BUFFER = 65_536;

  private TraceReading() {}

  /** The file, compressed or not, and how often it is read. */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    if (args[0].endsWith(".gz")) {
      double best = Double.MAX_VALUE;
      for (int turn = Integer.parseInt(args[1]); turn > 0; turn--) {
        best = Math.min(best, readMillis(file));
      }
      System.out.println("readGzip " + best);
      return;
    }
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
    try (InputStream in = open(file)) {
      Replay.gfnOfLine(in, Long.MAX_VALUE);
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, BUFFER) : in;
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

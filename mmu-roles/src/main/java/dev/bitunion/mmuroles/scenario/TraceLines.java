package dev.bitunion.mmuroles.scenario;

import java.io.PrintWriter;
import java.util.Locale;

/** The lines of a trace that is written. Times count events, a microsecond each. */
final class TraceLines {
  private static final int MICROSECONDS = 1_000_000;

  private final PrintWriter out;
  private long time;

  TraceLines(PrintWriter out) {
    this.out = out;
  }

  /** What no event says: {@code maxphyaddr=40 ...}. */
  void facts(String facts) {
    out.println("# mmu-roles: " + facts);
  }

  /** A line that is no event. */
  void line(String text) {
    out.println(text);
  }

  void event(String name, String payload) {
    time++;
    out.printf(
        Locale.ROOT,
        " mmu-roles-1     [000] %5d.%06d: %-22s %s%n",
        time / MICROSECONDS,
        time % MICROSECONDS,
        name + ":",
        payload);
  }

  static String hex(String name, long value) {
    return name + "=0x" + Long.toHexString(value);
  }
}

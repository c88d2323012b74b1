package dev.bitunion.mmuroles.cli;

import java.util.function.LongSupplier;

/**
 * Shows how far a long run is: one line on stderr that overwrites itself, only on a terminal, and
 * only once the run is long enough to wonder about.
 */
public final class Progress implements AutoCloseable {
  private static final long FIRST_NANOS = 1_000_000_000;
  private static final long NEXT_NANOS = 200_000_000;

  private final Session session;
  private final String what;
  private final LongSupplier clock;
  private long due;
  private int shown;

  /** Starts the clock; shows nothing yet. */
  public Progress(Session session, String what) {
    this(session, what, System::nanoTime);
  }

  Progress(Session session, String what, LongSupplier clock) {
    this.session = session;
    this.what = what;
    this.clock = clock;
    this.due = session.progress() ? clock.getAsLong() + FIRST_NANOS : Long.MAX_VALUE;
  }

  /** Reports; cheap enough to be called for every few thousand items. */
  public void at(long count, String unit) {
    if (due == Long.MAX_VALUE) {
      return;
    }
    long now = clock.getAsLong();
    if (now - due < 0) {
      return;
    }
    due = now + NEXT_NANOS;
    String line = what + ": " + count + " " + unit;
    session.err().print("\r" + line + " ".repeat(Math.max(0, shown - line.length())));
    session.err().flush();
    shown = Math.max(shown, line.length());
  }

  /** Clears the line. */
  @Override
  public void close() {
    if (shown > 0) {
      session.err().print("\r" + " ".repeat(shown) + "\r");
      session.err().flush();
      shown = 0;
    }
  }
}

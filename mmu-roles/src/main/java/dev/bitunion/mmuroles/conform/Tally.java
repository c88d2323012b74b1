package dev.bitunion.mmuroles.conform;

import java.util.ArrayList;
import java.util.List;

/** Counts what was compared and keeps the first mismatches. */
public final class Tally {
  /** How many mismatches are kept. */
  public static final int KEPT = 10;

  private final List<Mismatch> mismatches = new ArrayList<>();
  private final List<String> skips = new ArrayList<>();
  private long checked;
  private long mismatched;
  private long skipped;

  /** Compares a word; a mismatch shows it in hex. */
  public void hex(long line, String what, long expected, long actual) {
    checked++;
    if (expected != actual) {
      miss(line, what, "0x" + Long.toHexString(expected), "0x" + Long.toHexString(actual));
    }
  }

  /** Compares a number. */
  public void number(long line, String what, long expected, long actual) {
    checked++;
    if (expected != actual) {
      miss(line, what, Long.toString(expected), Long.toString(actual));
    }
  }

  /** Compares a text. */
  public void text(long line, String what, String expected, String actual) {
    checked++;
    if (!expected.equals(actual)) {
      miss(line, what, "'" + expected + "'", "'" + actual + "'");
    }
  }

  private void miss(long line, String what, String expected, String actual) {
    mismatched++;
    if (mismatches.size() < KEPT) {
      mismatches.add(new Mismatch(line, what, expected, actual));
    }
  }

  /** A value that cannot be compared. */
  public void skip(long line, String reason) {
    skipped++;
    if (skips.size() < KEPT) {
      skips.add("line " + line + ": skipped: " + reason);
    }
  }

  /** Values compared. */
  public long checked() {
    return checked;
  }

  /** Values that differ. */
  public long mismatched() {
    return mismatched;
  }

  /** Values that could not be compared. */
  public long skipped() {
    return skipped;
  }

  /** The first {@link #KEPT} mismatches. */
  public List<Mismatch> mismatches() {
    return List.copyOf(mismatches);
  }

  /** The first {@link #KEPT} reasons for which values were skipped, with their lines. */
  public List<String> skips() {
    return List.copyOf(skips);
  }

  /** Whether something was compared, nothing skipped, and all is equal. */
  public boolean clean() {
    return checked > 0 && mismatched == 0 && skipped == 0;
  }
}

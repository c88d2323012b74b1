package dev.bitunion.mmuroles.cli;

/** What the process ends with. Of several inputs all are processed, and the highest code wins. */
public final class ExitCode {
  /** All is well. */
  public static final int FINE = 0;

  /** The input was read, and something is wrong with it: a violation, a mismatch, a defect. */
  public static final int FOUND = 1;

  /** The command line itself is wrong. */
  public static final int USAGE = 2;

  /** A named input could not be read or understood. */
  public static final int INPUT = 3;

  private ExitCode() {}
}

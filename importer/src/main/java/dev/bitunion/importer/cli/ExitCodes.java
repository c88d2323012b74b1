package dev.bitunion.importer.cli;

/** What a command's exit code says; the same in every command. */
final class ExitCodes {
  /** All is well. */
  static final int FINE = 0;

  /** The inputs were read, and something in them is wrong: a mismatch, a drift. */
  static final int FOUND = 1;

  /** The command line itself is wrong. */
  static final int USAGE = 2;

  /** A named input could not be read or understood. */
  static final int INPUT = 3;

  private ExitCodes() {}
}

package dev.bitunion.mmuroles.cli;

/** Ends a command, or one of its inputs, with one line on stderr and an exit code. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  private Failure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** The command line is wrong: exit code 2. */
  public static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, message);
  }

  /** An input cannot be read or understood: exit code 3. */
  public static Failure input(String message) {
    return new Failure(ExitCode.INPUT, message);
  }

  /** What the process ends with, if nothing worse happens. */
  public int exitCode() {
    return exitCode;
  }
}

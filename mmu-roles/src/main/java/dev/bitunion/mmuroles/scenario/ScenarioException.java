package dev.bitunion.mmuroles.scenario;

/**
 * A line of a scenario that cannot be understood or cannot happen; the message says where and why.
 */
public final class ScenarioException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  /** At a line and column, both counted from 1. */
  public ScenarioException(int line, int column, String reason) {
    super(line + ":" + column + ": " + reason);
    this.line = line;
    this.column = column;
  }

  /** The line, from 1. */
  public int line() {
    return line;
  }

  /** The column, from 1. */
  public int column() {
    return column;
  }
}

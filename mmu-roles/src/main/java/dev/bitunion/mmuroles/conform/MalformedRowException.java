package dev.bitunion.mmuroles.conform;

/** A row that cannot be understood; the message says which and why. */
public final class MalformedRowException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Of the line with this number, counted from 1. */
  public MalformedRowException(long line, String reason) {
    super("line " + line + ": " + reason);
  }
}

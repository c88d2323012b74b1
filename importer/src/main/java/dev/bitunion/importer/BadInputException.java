package dev.bitunion.importer;

/**
 * A named input cannot be read or understood. The message is one line that names the input, says
 * what is wrong with it and, where that helps, what to do; the command line prints it as it is.
 */
public final class BadInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An input that cannot be used, said in one line. */
  public BadInputException(String message) {
    super(message);
  }

  /** The same, with the reason that the platform gave. */
  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}

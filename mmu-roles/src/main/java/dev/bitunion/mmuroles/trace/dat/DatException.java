package dev.bitunion.mmuroles.trace.dat;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A trace.dat that cannot be read; the message is for the user. */
final class DatException extends UncheckedIOException {
  private static final long serialVersionUID = 1;

  DatException(String message) {
    super(message, new IOException(message));
  }
}

package dev.bitunion.mmuroles.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Buffers output and remembers why it could not be written, which {@link PrintStream} forgets. A
 * reader that has gone, as {@code head} does, is no error; a full disk is.
 */
final class OutputWatch extends OutputStream {
  private static final int BUFFER = 65_536;

  private final OutputStream out;
  private IOException trouble;

  OutputWatch(OutputStream out) {
    this.out = new BufferedOutputStream(out, BUFFER);
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  private IOException remembered(IOException e) {
    if (trouble == null) {
      trouble = e;
    }
    return e;
  }

  /** The exit code of a run, given how its output fared; says so if answers were lost. */
  int exitCode(int runs, PrintStream err) {
    if (trouble == null || String.valueOf(trouble.getMessage()).contains("Broken pipe")) {
      return runs;
    }
    err.println("mmu-roles: the output could not be written: " + trouble.getMessage());
    return ExitCode.INPUT;
  }
}

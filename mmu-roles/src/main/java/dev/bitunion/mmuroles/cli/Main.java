package dev.bitunion.mmuroles.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Entry point of the command line. */
public final class Main {
  private static final int BUFFER = 65_536;

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    int exitCode;
    try (PrintStream out =
        new PrintStream(
            new java.io.BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
            false,
            StandardCharsets.UTF_8)) {
      exitCode = Cli.run(Session.ofProcess(out), args);
      out.flush();
    }
    System.exit(exitCode);
  }
}

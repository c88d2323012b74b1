package dev.bitunion.mmuroles.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(new FileOutputStream(FileDescriptor.out), args));
  }

  /** Runs one command whose answers go to a stream; returns the exit code. */
  static int run(OutputStream answers, String... args) {
    OutputWatch watch = new OutputWatch(answers);
    PrintStream out = new PrintStream(watch, false, StandardCharsets.UTF_8);
    int exitCode = Cli.run(Session.ofProcess(out), args);
    out.flush();
    return watch.exitCode(exitCode, System.err);
  }
}

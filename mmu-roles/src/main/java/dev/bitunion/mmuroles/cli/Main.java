package dev.bitunion.mmuroles.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Entry point of the command line. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    OutputWatch watch = new OutputWatch(new FileOutputStream(FileDescriptor.out));
    PrintStream out = new PrintStream(watch, false, StandardCharsets.UTF_8);
    int exitCode = Cli.run(Session.ofProcess(out), args);
    out.flush();
    System.exit(watch.exitCode(exitCode, System.err));
  }
}

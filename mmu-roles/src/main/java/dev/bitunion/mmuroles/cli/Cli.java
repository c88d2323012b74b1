package dev.bitunion.mmuroles.cli;

import java.util.Arrays;
import java.util.List;

/**
 * Runs command lines. What needs no parser goes without: no type of picocli may be named here, for
 * loading and building it takes longer than most answers.
 */
public final class Cli {
  /** What the program is called in every message. */
  static final String NAME = "mmu-roles";

  private Cli() {}

  /** Runs one command line in the session; returns its exit code. */
  public static int run(Session session, String... args) {
    Subcommand ready = withoutParser(session, args);
    int exitCode;
    if (ready != null) {
      exitCode = run(session, ready);
    } else if (args.length == 1 && args[0].equals("--version")) {
      session.out().println(Version.line());
      exitCode = ExitCode.FINE;
    } else {
      exitCode = Parser.run(session, args);
    }
    session.out().flush();
    return exitCode;
  }

  /** The command, if the line is made of words that it takes as they are; else null. */
  private static Subcommand withoutParser(Session session, String... args) {
    for (String arg : args) {
      if (arg.startsWith("-")) {
        return null;
      }
    }
    Subcommand called = args.length == 0 ? null : Commands.of(session, args[0]);
    List<String> words = Arrays.asList(args).subList(called == null ? 0 : 1, args.length);
    return called != null && called.takes(words) ? called : null;
  }

  private static int run(Session session, Subcommand command) {
    try {
      return command.call();
    } catch (RuntimeException e) {
      return failure(session, command.name(), e);
    }
  }

  /** Prints why a command failed; returns the exit code. */
  static int failure(Session session, String name, Exception e) {
    if (e instanceof Failure failure) {
      print(session, name, failure.getMessage());
      return failure.exitCode();
    }
    StackTraceElement[] trace = e.getStackTrace();
    print(session, name, "internal error, please report it: " + e + where(trace));
    return ExitCode.INPUT;
  }

  private static String where(StackTraceElement[] trace) {
    return trace.length == 0 ? "" : " at " + trace[0];
  }

  /** One line, whatever the text holds. */
  static void print(Session session, String command, String message) {
    session.out().flush();
    session.err().println(command + ": " + message.strip().replaceAll("\\s*\\R\\s*", "; "));
  }
}

package dev.bitunion.mmuroles.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all commands share: help, version, the session, and how several inputs are gone through. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    sortOptions = false,
    usageHelpWidth = 100)
abstract class Subcommand implements Callable<Integer> {
  /** The world that the command runs in. */
  protected final Session session;

  @Spec private CommandSpec spec;

  Subcommand(Session session) {
    this.session = session;
  }

  /**
   * Takes the words of a command line that has no options, if they are all that this command needs:
   * it then runs without the parser, which takes longer to build than most answers.
   */
  boolean takes(List<String> words) {
    return false;
  }

  /** What the user called: {@code mmu-roles decode}. */
  final String name() {
    return spec == null
        ? Cli.NAME + " " + getClass().getAnnotation(Command.class).name()
        : spec.qualifiedName();
  }

  /** Runs the command; returns its exit code. */
  @Override
  public abstract Integer call();

  /** The commands below this one. */
  List<Subcommand> parts() {
    return List.of();
  }

  /** An error in how options go together: one line, a pointer to the help, exit code 2. */
  protected final RuntimeException usage(String message) {
    return Parser.usage(spec, message);
  }

  /** See {@link Session#print}. */
  protected final void print(String line, Object... values) {
    session.print(line, values);
  }

  /** Goes through all inputs; a failure of one is printed and does not keep the others back. */
  protected final <T> int forEach(List<T> inputs, ToIntFunction<T> action) {
    int worst = ExitCode.FINE;
    for (T input : inputs) {
      int code;
      try {
        code = action.applyAsInt(input);
      } catch (Failure e) {
        Cli.print(session, name(), e.getMessage());
        code = e.exitCode();
      }
      worst = Math.max(worst, code);
      if (session.out().checkError()) {
        return worst; // Whoever read us has gone.
      }
    }
    return worst;
  }
}

package dev.bitunion.mmuroles.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share: help, version, the session, and how several inputs are gone through. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    usageHelpWidth = 100)
abstract class Subcommand implements Callable<Integer> {
  /** The world that the command runs in. */
  protected final Session session;

  @Spec private CommandSpec spec;

  Subcommand(Session session) {
    this.session = session;
  }

  /** The commands below this one. */
  List<Subcommand> parts() {
    return List.of();
  }

  /** An error in how options go together: one line, a pointer to the help, exit code 2. */
  protected final ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  /** Goes through all inputs; a failure of one is printed and does not keep the others back. */
  protected final <T> int forEach(List<T> inputs, ToIntFunction<T> action) {
    int worst = ExitCode.FINE;
    for (T input : inputs) {
      int code;
      try {
        code = action.applyAsInt(input);
      } catch (Failure e) {
        Cli.print(session, spec.qualifiedName(), e.getMessage());
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

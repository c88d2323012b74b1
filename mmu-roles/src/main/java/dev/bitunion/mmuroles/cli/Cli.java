package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.MmuKind;
import dev.bitunion.mmuroles.role.RoleTransition.Trigger;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Builds the command line and runs it: parsing rules and errors are the same for all commands. */
public final class Cli {
  private Cli() {}

  /** Runs one command line in the session; returns its exit code. */
  public static int run(Session session, String... args) {
    CommandLine line = new CommandLine(new MmuRoles());
    addCommands(line, session, args.length == 0 ? "" : args[0]);
    line.setExpandAtFiles(false)
        .setOverwrittenOptionsAllowed(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(session.colour() ? Ansi.ON : Ansi.OFF))
        .setOut(new PrintWriter(session.out(), true))
        .setErr(new PrintWriter(session.err(), true))
        .registerConverter(KernelVersion.class, converter(KernelVersion::parse))
        .registerConverter(Format.class, choice(Format.values()))
        .registerConverter(RoleLayout.class, choice(RoleLayout.values()))
        .registerConverter(MmuKind.class, choice(MmuKind.values()))
        .registerConverter(Trigger.class, choice(Trigger.values()))
        .setParameterExceptionHandler((e, unused) -> usageError(session, e))
        .setExecutionExceptionHandler((e, command, unused) -> failure(session, command, e));
    int exitCode = line.execute(args);
    session.out().flush();
    return exitCode;
  }

  /** Only the command that is called is built, if it can be told: start-up is felt. */
  private static void addCommands(CommandLine line, Session session, String first) {
    Supplier<Subcommand> called = Commands.all(session).get(first);
    if (called != null) {
      add(line, called.get());
    } else {
      Commands.all(session).values().forEach(command -> add(line, command.get()));
    }
  }

  private static void add(CommandLine line, Subcommand command) {
    CommandLine added = new CommandLine(command);
    command.parts().forEach(part -> add(added, part));
    line.addSubcommand(added);
  }

  private static <T> CommandLine.ITypeConverter<T> converter(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    };
  }

  /** Reads one of the values as it prints itself, in any case. */
  static <T> CommandLine.ITypeConverter<T> choice(T[] values) {
    return text -> {
      for (T value : values) {
        if (value.toString().equalsIgnoreCase(text)) {
          return value;
        }
      }
      String all = Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "));
      throw new TypeConversionException(WordArgument.quote(text) + " is none of " + all);
    };
  }

  private static int usageError(Session session, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    print(session, command, message(session, e) + "; see '" + command + " --help'");
    return ExitCode.USAGE;
  }

  private static String message(Session session, ParameterException e) {
    CommandLine line = e.getCommandLine();
    boolean atTop = line.getParent() == null;
    if ((atTop || !line.getSubcommands().isEmpty())
        && e instanceof UnmatchedArgumentException unmatched
        && !unmatched.isUnknownOption()) {
      return WordArgument.quote(unmatched.getUnmatched().get(0))
          + " is no command; there are "
          + String.join(
              ", ", atTop ? Commands.all(session).keySet() : line.getSubcommands().keySet());
    }
    return e.getMessage();
  }

  private static int failure(Session session, CommandLine command, Exception e) {
    String name = command.getCommandSpec().qualifiedName();
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

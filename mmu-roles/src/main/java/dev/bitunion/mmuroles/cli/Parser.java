package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.MmuKind;
import dev.bitunion.mmuroles.role.RoleTransition.Trigger;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Reads command lines that have options: parsing rules and errors are the same for all commands.
 */
final class Parser {
  private Parser() {}

  /** Reads the line and runs its command; returns the exit code. */
  static int run(Session session, String... args) {
    return of(session, args).execute(args);
  }

  /**
   * The parser: of the command that is called alone, if it comes first; of all commands, if one is
   * named elsewhere; of none but their names, if the line asks for help, or is wrong.
   */
  static CommandLine of(Session session, String... args) {
    CommandLine line = new CommandLine(new MmuRoles());
    Subcommand first = args.length == 0 ? null : Commands.of(session, args[0]);
    if (first != null) {
      add(line, first);
    } else if (Arrays.stream(args).anyMatch(Commands.NAMES::contains)) {
      Commands.NAMES.forEach(name -> add(line, Commands.of(session, name)));
    } else {
      Commands.NAMES.forEach(name -> addNamed(line, Commands.of(session, name)));
    }
    return line.setExpandAtFiles(false)
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
        .setExecutionExceptionHandler(
            (e, command, unused) ->
                Cli.failure(session, command.getCommandSpec().qualifiedName(), e));
  }

  /** The parser of all commands with all their options. */
  static CommandLine whole(Session session) {
    CommandLine line = new CommandLine(new MmuRoles());
    Commands.NAMES.forEach(name -> add(line, Commands.of(session, name)));
    return line;
  }

  private static void add(CommandLine line, Subcommand command) {
    CommandLine added = new CommandLine(command);
    command.parts().forEach(part -> add(added, part));
    line.addSubcommand(added);
  }

  /** The name and the sentence that the list of commands shows; its options take long to read. */
  private static void addNamed(CommandLine line, Subcommand command) {
    Command declared = command.getClass().getAnnotation(Command.class);
    CommandSpec spec = CommandSpec.create().name(declared.name());
    spec.usageMessage().description(declared.description());
    line.addSubcommand(new CommandLine(spec));
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

  /** An error in how the options of a command go together. */
  static RuntimeException usage(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private static int usageError(Session session, ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    Cli.print(session, command, message(session, e) + "; see '" + command + " --help'");
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
          + String.join(", ", atTop ? Commands.NAMES : line.getSubcommands().keySet());
    }
    return e.getMessage();
  }
}

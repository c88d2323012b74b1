package dev.bitunion.importer.cli;

import dev.bitunion.importer.BadInputException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;

/** The command {@code bitunion}: C layouts in, tables, pictures and Java interfaces out. */
@Command(
    name = "bitunion",
    description = "Reads the layouts of C bit-field types and writes them as Java.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DumpCommand.class,
      ListCommand.class,
      DiffCommand.class,
      LayoutCommand.class,
      ImportCommand.class,
      FromCCommand.class,
      ConformCommand.class,
      VerifyCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 fine, 1 something in the inputs is wrong, 2 the command line is wrong,",
      "3 an input cannot be read."
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  /** Runs the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    PrintWriter out =
        new PrintWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    System.exit(code);
  }

  /** Runs the command line. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main());
    line.setOut(out).setErr(err);
    line.setExpandAtFiles(false);
    line.setUsageHelpWidth(100);
    line.setParameterExceptionHandler(Main::explain);
    line.setExecutionExceptionHandler((e, command, parsed) -> report(e, err));
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command; bitunion --help lists them");
  }

  private static int explain(ParameterException e, String[] args) {
    String message = e.getMessage().lines().findFirst().orElse("");
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .println(
            "bitunion: "
                + message
                + (message.contains("--help")
                    ? ""
                    : " (see " + command.getCommandSpec().qualifiedName() + " --help)"));
    return ExitCodes.USAGE;
  }

  private static int report(Exception e, PrintWriter err) {
    if (e instanceof BadInputException) {
      err.println("bitunion: " + e.getMessage());
      return ExitCodes.INPUT;
    }
    err.println("bitunion: a defect of this program: " + e);
    return ExitCodes.INPUT;
  }

  /** The version in the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"bitunion " + (version == null ? "(not packaged)" : version)};
    }
  }
}

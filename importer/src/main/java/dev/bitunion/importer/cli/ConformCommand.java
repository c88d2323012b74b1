package dev.bitunion.importer.cli;

import dev.bitunion.importer.conform.Conformance;
import dev.bitunion.importer.layout.Csv;
import dev.bitunion.importer.layout.LayoutTable;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds generated accessors against values that a C compiler's code read. */
@Command(
    name = "conform",
    description = {
      "Imports every type that has values from its rows in LAYOUT, runs processor and compiler in",
      "memory, and checks every value of VALUES through the generated accessors. Needs a JDK."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    footer = {
      "",
      "The last line counts: types of VALUES, values checked and mismatched, types left out; what",
      "was left out and why stands above it. The exit code is 1 if a value differs, if nothing was",
      "checked, or if more than 1 % of the types were left out.",
      "",
      "Example:",
      "  bitunion conform uapi-amd64-layout.csv.gz uapi-amd64-values.csv.gz"
    })
final class ConformCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "LAYOUT",
      description = "A layout table: a row a member, as dump prints it.")
  private String layout;

  @Parameters(
      index = "1",
      paramLabel = "VALUES",
      description = "Bytes of types, and what C read from them.")
  private String values;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Conformance conformance = new Conformance(line -> out.print(line + "\n"));
    try (Csv rows = new Csv(values)) {
      conformance.run(LayoutTable.read(layout), rows);
    }
    return conformance.isFine() ? ExitCodes.FINE : ExitCodes.FOUND;
  }
}

package dev.bitunion.importer.cli;

import dev.bitunion.importer.BadInputException;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** Does something with every input, whatever becomes of the others; the highest exit code wins. */
final class EachFile {
  private EachFile() {}

  static int of(CommandSpec spec, List<String> files, Consumer<String> work) {
    int code = ExitCodes.FINE;
    for (String file : files) {
      try {
        work.accept(file);
      } catch (BadInputException e) {
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().println("bitunion: " + e.getMessage());
        code = ExitCodes.INPUT;
      }
    }
    return code;
  }
}

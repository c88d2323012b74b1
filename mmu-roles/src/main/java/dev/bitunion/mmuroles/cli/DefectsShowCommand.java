package dev.bitunion.mmuroles.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a defect's scenario. */
@Command(
    name = "show",
    description = "Prints the scenario of a defect, as sim reads it.",
    footer = {"", "Examples:", "  mmu-roles defects show B31", "  mmu-roles defects show B25"})
final class DefectsShowCommand extends Subcommand {
  @Parameters(paramLabel = "ID", description = "a defect, B01 to B33")
  private String id;

  DefectsShowCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    DefectIds.of(id).scenario().forEach(session.out()::println);
    return ExitCode.FINE;
  }
}

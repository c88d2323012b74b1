package dev.bitunion.mmuroles.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** The defects of KVM's MMU that were found in sixteen years. */
@Command(
    name = "defects",
    description =
        "The defects of KVM's MMU that were found in sixteen years, each as a scenario in which"
            + " one switch differs.",
    synopsisSubcommandLabel = "WHAT",
    footer = {
      "",
      "Examples:",
      "  mmu-roles defects list",
      "  mmu-roles defects run B31",
      "  mmu-roles defects run B31 --fixed",
      "  mmu-roles defects run all",
      "  mmu-roles defects show B31 > B31.scenario && mmu-roles sim --check B31.scenario"
    })
final class DefectsCommand extends Subcommand {
  DefectsCommand(Session session) {
    super(session);
  }

  @Override
  List<Subcommand> parts() {
    return List.of(
        new DefectsListCommand(session),
        new DefectsRunCommand(session),
        new DefectsShowCommand(session));
  }

  @Override
  public Integer call() {
    throw usage("what to do is missing: list, run or show");
  }
}

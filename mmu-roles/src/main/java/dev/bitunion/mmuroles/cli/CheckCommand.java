package dev.bitunion.mmuroles.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** Everything that can be proved or searched through about the roles themselves. */
@Command(
    name = "check",
    description = "Are the roles right? Proves it, or gives a counterexample.",
    synopsisSubcommandLabel = "WHAT",
    footer = {
      "",
      "Exit code 1 if something is found that no named behaviour of the kernel explains.",
      "",
      "Examples:",
      "  mmu-roles check honesty",
      "  mmu-roles check honesty --mmu tdp --fix EXT_ROLE_LACKS_EFER_LMA",
      "  mmu-roles check minimality",
      "  mmu-roles check reuse --drop access",
      "  mmu-roles check gfn-track",
      "  mmu-roles check all"
    })
final class CheckCommand extends Subcommand {
  CheckCommand(Session session) {
    super(session);
  }

  @Override
  List<Subcommand> parts() {
    return List.of(
        new CheckHonestyCommand(session),
        new CheckMinimalityCommand(session),
        new CheckReuseCommand(session),
        new CheckGfnTrackCommand(session),
        new CheckAllCommand(session));
  }

  @Override
  public Integer call() {
    throw usage("what to check is missing: honesty, minimality, reuse, gfn-track or all");
  }
}

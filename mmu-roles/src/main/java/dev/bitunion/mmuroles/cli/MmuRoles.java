package dev.bitunion.mmuroles.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The top of the command line. */
@Command(
    name = "mmu-roles",
    description = "The MMU roles of KVM/x86, bit for bit as Linux 5.14 computes them.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    usageHelpWidth = 100,
    footer = {
      "",
      "Examples:",
      "  mmu-roles decode 0x3714",
      "  mmu-roles role --mmu shadow --cr0 PG,WP --cr4 PAE --efer LME,LMA,NX",
      "",
      "Exit codes: 0 fine, 1 something is wrong with what was read, 2 the command line is wrong,",
      "3 an input could not be read or understood."
    })
final class MmuRoles implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}

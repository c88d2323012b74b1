package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.access.AccessSweep;
import dev.bitunion.mmuroles.check.access.EptSweep;
import dev.bitunion.mmuroles.check.access.SweepResult;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every access there is, against the architecture's rules. */
@Command(
    name = "access",
    description =
        "Walks every combination of entry bits, CR0.WP, CR4.SMEP, SMAP, PKE, EFER.NX, CPL, AC and"
            + " kind of access, and compares with the architecture's own rules.",
    footer = {
      "",
      "Differences that a known behaviour of the kernel explains are counted by its name. Any other",
      "is a disagreement, and the exit code is 1.",
      "",
      "Examples:",
      "  mmu-roles access --levels 32",
      "  mmu-roles access --levels 4 --format json"
    })
final class AccessCommand extends Subcommand {
  @Option(
      names = "--levels",
      paramLabel = "LEVELS",
      required = true,
      description = "4, 5, pae, 32 or ept")
  private String levels;

  @Mixin private FormatOption format;
  @Mixin private KernelOption kernel;

  AccessCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    Behaviours behaviours = kernel.model().behaviours();
    SweepResult result =
        switch (levels) {
          case "4" -> new AccessSweep(4, behaviours).run();
          case "5" -> new AccessSweep(5, behaviours).run();
          case "pae", "PAE" -> new AccessSweep(3, behaviours).run();
          case "32" -> new AccessSweep(2, behaviours).run();
          case "ept", "EPT" -> new EptSweep(behaviours).run();
          default -> throw usage("--levels: '" + levels + "' is not one of 4, 5, pae, 32 and ept");
        };
    switch (format.format()) {
      case text -> text(result);
      case json -> json(result);
      case csv -> csv(result);
    }
    return result.disagreements() == 0 ? ExitCode.FINE : ExitCode.FOUND;
  }

  private void text(SweepResult result) {
    session
        .out()
        .printf("%d cases checked, %d disagreements%n", result.cases(), result.disagreements());
    for (Behaviour behaviour : Behaviour.values()) {
      Long count = result.named().get(behaviour);
      if (count != null) {
        session
            .out()
            .printf(
                "  %d by %s (%s): %s%n", count, behaviour, behaviour.item(), behaviour.summary());
      }
    }
    result.first().forEach(line -> session.out().println("  " + line));
  }

  private void json(SweepResult result) {
    JsonWriter named = new JsonWriter();
    result.named().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> named.put(entry.getKey().name(), entry.getValue()));
    session
        .out()
        .println(
            new JsonWriter()
                .put("levels", levels)
                .put("cases", result.cases())
                .put("disagreements", result.disagreements())
                .put("named", named)
                .put("disagreement_list", result.first()));
  }

  private void csv(SweepResult result) {
    session.out().println("levels,what,count");
    session.out().println(Csv.row(levels, "cases", result.cases()));
    session.out().println(Csv.row(levels, "disagreements", result.disagreements()));
    result.named().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> session.out().println(Csv.row(levels, entry.getKey(), entry.getValue())));
  }
}

package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.invariant.Violation;
import dev.bitunion.mmuroles.defect.Defect;
import dev.bitunion.mmuroles.defect.DefectRun;
import dev.bitunion.mmuroles.defect.Defects;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays one side of a defect, or both sides of all. */
@Command(
    name = "run",
    description =
        "Plays the scenario of a defect with its switch on, or off with --fixed, and checks the"
            + " invariants after every event; all: both sides of every defect, a line each.",
    footer = {
      "",
      "Exit code 1 if an invariant does not hold; for all, if a side is not as it is said to be.",
      "",
      "Examples:",
      "  mmu-roles defects run B31",
      "  mmu-roles defects run B31 --fixed --format json",
      "  mmu-roles defects run all"
    })
final class DefectsRunCommand extends Subcommand {
  private static final String ALL = "all";

  @Parameters(paramLabel = "ID", description = "a defect, B01 to B33, or all")
  private String id;

  @Option(names = "--fixed", description = "with the switch off")
  private boolean fixed;

  @Mixin private FormatOption format;

  DefectsRunCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (id.equalsIgnoreCase(ALL)) {
      if (fixed) {
        throw usage("--fixed means nothing with all, which plays both sides");
      }
      return all();
    }
    DefectRun run = DefectIds.of(id).run(fixed);
    switch (format.format()) {
      case text -> text(run);
      case json -> session.out().println(json(run));
      case csv -> {
        session.out().println("id,side,line,invariant,subject,sentence");
        csv(run);
      }
    }
    return run.run().found().isEmpty() ? ExitCode.FINE : ExitCode.FOUND;
  }

  private int all() {
    if (format.format() == Format.csv) {
      session.out().println("id,behaviour,invariant,broken,fixed,victim");
    }
    int good = 0;
    int played = 0;
    for (Defect defect : Defects.ALL) {
      if (defect.expressible()) {
        played++;
        good += both(defect) ? 1 : 0;
      }
    }
    if (format.format() == Format.text) {
      List<String> outside =
          Defects.ALL.stream().filter(defect -> !defect.expressible()).map(Defect::id).toList();
      print(
          "%d of %d defects played, %d as they are said to be; outside the model: %s",
          played, Defects.ALL.size(), good, String.join(", ", outside));
    }
    return good == played ? ExitCode.FINE : ExitCode.FOUND;
  }

  private boolean both(Defect defect) {
    DefectRun broken = defect.run(false);
    DefectRun clean = defect.run(true);
    String brokenSide = broken.asSaid() ? "violated" : "not violated";
    String fixedSide = clean.asSaid() ? "clean" : "not clean";
    String victim = broken.first().map(Violation::victim).orElse("");
    switch (format.format()) {
      case text ->
          print(
              "%s  broken side: %s %s; fixed side: %s; %s",
              defect.id(), brokenSide, defect.violates().title(), fixedSide, defect.behaviour());
      case json ->
          session
              .out()
              .println(
                  new JsonWriter()
                      .put("id", defect.id())
                      .put("behaviour", defect.behaviour().name())
                      .put("invariant", defect.violates().title())
                      .put("broken", brokenSide)
                      .put("fixed", fixedSide)
                      .put("victim", victim));
      case csv ->
          session
              .out()
              .println(
                  Csv.row(
                      defect.id(),
                      defect.behaviour(),
                      defect.violates().title(),
                      brokenSide,
                      fixedSide,
                      victim));
    }
    return broken.asSaid() && clean.asSaid();
  }

  private void text(DefectRun run) {
    Defect defect = run.defect();
    print("%s  %s", session.bold(defect.id()), defect.title());
    String cve = defect.cve().equals("-") ? "" : ", " + defect.cve();
    print("  fixed in   %s%s", defect.fixedIn(), cve);
    print("  behaviour  %s: %s", defect.behaviour(), defect.behaviour().summary());
    print("  invariant  %s: %s", defect.violates().title(), defect.violates().statement());
    print(
        "  side       %s",
        run.fixed() ? "fixed: the behaviour is off" : "broken: the behaviour is on");
    List<String> lines = defect.scenario();
    run.run()
        .found()
        .forEach(
            (line, violations) -> {
              print("  line %-5d %s", line, lines.get(line - 1).strip());
              violations.forEach(violation -> print("    violated %s", violation));
            });
    run.first().ifPresent(violation -> print("  victim     %s", violation.victim()));
    if (run.run().found().isEmpty()) {
      print("  clean      every invariant holds after every event");
    }
  }

  private static JsonWriter json(DefectRun run) {
    Defect defect = run.defect();
    List<JsonWriter> violations =
        run.run().found().entrySet().stream()
            .flatMap(at -> at.getValue().stream().map(v -> json(at.getKey(), v)))
            .toList();
    return new JsonWriter()
        .put("id", defect.id())
        .put("title", defect.title())
        .put("behaviour", defect.behaviour().name())
        .put("invariant", defect.violates().title())
        .put("side", side(run))
        .put("violated", !run.named().isEmpty())
        .put("victim", run.first().map(Violation::victim).orElse(""))
        .putAll("violations", violations);
  }

  private static JsonWriter json(int line, Violation violation) {
    return new JsonWriter()
        .put("line", line)
        .put("invariant", violation.invariant().title())
        .put("subject", violation.subject())
        .put("sentence", violation.sentence());
  }

  private void csv(DefectRun run) {
    run.run()
        .found()
        .forEach(
            (line, violations) ->
                violations.forEach(
                    violation ->
                        session
                            .out()
                            .println(
                                Csv.row(
                                    run.defect().id(),
                                    side(run),
                                    line,
                                    violation.invariant().title(),
                                    violation.subject(),
                                    violation.sentence()))));
  }

  private static String side(DefectRun run) {
    return run.fixed() ? "fixed" : "broken";
  }
}

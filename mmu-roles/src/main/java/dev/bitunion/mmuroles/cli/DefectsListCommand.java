package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.defect.Defect;
import dev.bitunion.mmuroles.defect.Defects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the defects. */
@Command(
    name = "list",
    description =
        "Lists the defects: the fix, the switch that stands for it, the invariant that it breaks,"
            + " or why it is outside the model.",
    footer = {"", "Examples:", "  mmu-roles defects list", "  mmu-roles defects list --format csv"})
final class DefectsListCommand extends Subcommand {
  @Mixin private FormatOption format;

  DefectsListCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (format.format() == Format.csv) {
      session.out().println("id,title,fixed,cve,behaviour,invariant,outside");
    }
    for (Defect defect : Defects.ALL) {
      switch (format.format()) {
        case text -> text(defect);
        case json -> session.out().println(json(defect));
        case csv ->
            session
                .out()
                .println(
                    Csv.row(
                        defect.id(),
                        defect.title(),
                        defect.fixedIn(),
                        defect.cve(),
                        behaviour(defect),
                        invariant(defect),
                        defect.outside() == null ? "" : defect.outside()));
      }
    }
    return ExitCode.FINE;
  }

  private void text(Defect defect) {
    session.out().println(session.bold(defect.id()) + "  " + defect.title());
    String cve = defect.cve().equals("-") ? "" : ", " + defect.cve();
    session.out().println("     fixed in " + defect.fixedIn() + cve);
    session
        .out()
        .println(
            defect.expressible()
                ? "     breaks " + invariant(defect) + " by " + behaviour(defect)
                : "     outside the model: " + defect.outside());
  }

  private static String behaviour(Defect defect) {
    return defect.expressible() ? defect.behaviour().name() : "";
  }

  private static String invariant(Defect defect) {
    return defect.expressible() ? defect.violates().title() : "";
  }

  private static JsonWriter json(Defect defect) {
    return new JsonWriter()
        .put("id", defect.id())
        .put("title", defect.title())
        .put("fixed", defect.fixedIn())
        .put("cve", defect.cve())
        .put("behaviour", behaviour(defect))
        .put("invariant", invariant(defect))
        .put("outside", defect.outside() == null ? "" : defect.outside());
  }
}

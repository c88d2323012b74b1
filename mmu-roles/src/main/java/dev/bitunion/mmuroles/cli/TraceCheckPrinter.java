package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.invariant.Invariant;
import dev.bitunion.mmuroles.defect.WatchedTrace;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.ViolationKind;
import dev.bitunion.mmuroles.verdict.Level;
import dev.bitunion.mmuroles.verdict.Score;
import dev.bitunion.mmuroles.verdict.Verdicts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what a trace shows of each invariant. */
final class TraceCheckPrinter {
  private static final Set<ViolationKind> KEY =
      EnumSet.of(ViolationKind.CREATED_WHILE_LIVE, ViolationKind.REUSED_NOT_LIVE);

  /**
   * What a trace shows of one invariant.
   *
   * @param checked events looked at; -1: a trace does not show it
   */
  private record Row(Invariant invariant, long checked, long violated, String by) {}

  private final ReplayReport report;
  private final Verdicts verdicts;
  private final WatchedTrace watch;

  TraceCheckPrinter(ReplayReport report, Verdicts verdicts, WatchedTrace watch) {
    this.report = report;
    this.verdicts = verdicts;
    this.watch = watch;
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Invariant invariant : Invariant.values()) {
      rows.add(
          switch (invariant) {
            case LOOKUP_KEY -> identity(invariant, KEY, report.created() + report.existing());
            case NO_INVALID ->
                identity(invariant, EnumSet.of(ViolationKind.INVALID), report.pageEvents());
            case CHILD_LINK -> verdict(invariant, Level.ROLES);
            case HONESTY -> verdict(invariant, Level.RECONFIGURATIONS);
            case ROOT_REUSE -> verdict(invariant, Level.REUSE);
            case MINIMALITY ->
                new Row(
                    invariant,
                    watch.checked(invariant),
                    watch.violated(invariant),
                    report.isText() ? "text lacks the fields" : "page events");
            case GFN_TRACK ->
                new Row(
                    invariant, watch.checked(invariant), watch.violated(invariant), "page events");
            default -> new Row(invariant, -1, 0, "");
          });
    }
    return rows;
  }

  private Row identity(Invariant invariant, Set<ViolationKind> kinds, long checked) {
    long violated = report.violationList().stream().filter(v -> kinds.contains(v.kind())).count();
    return new Row(invariant, checked, violated, "identity");
  }

  private Row verdict(Invariant invariant, Level level) {
    Score score = verdicts.score(level);
    return new Row(invariant, score.agreed() + score.disagreed(), score.disagreed(), level.key());
  }

  void text(java.io.PrintStream out) {
    out.println("invariants:");
    for (Row row : rows()) {
      String title = row.invariant().title();
      if (row.checked() < 0) {
        out.printf("  %-17s a trace does not show it%n", title);
      } else {
        out.printf(
            "  %-17s %d checked, %d violated (%s)%n",
            title, row.checked(), row.violated(), row.by());
      }
    }
    watch.named().forEach((behaviour, count) -> out.printf("  %d by %s%n", count, behaviour));
    if (watch.unattributed() > 0) {
      out.printf("  %d that no named behaviour explains%n", watch.unattributed());
    }
    for (WatchedTrace.Found found : watch.first()) {
      out.printf(
          "  line %d: %s: %s [%s]%n",
          found.line(), found.invariant().title(), found.sentence(), names(found));
    }
  }

  private static String names(WatchedTrace.Found found) {
    return found.blamed().isEmpty()
        ? "no behaviour explains it"
        : found.blamed().stream().map(Enum::name).collect(Collectors.joining(", "));
  }

  void json(JsonWriter json) {
    json.putAll(
        "invariants",
        rows().stream()
            .map(
                row ->
                    new JsonWriter()
                        .put("invariant", row.invariant().title())
                        .put("shown", row.checked() >= 0)
                        .put("checked", Math.max(0, row.checked()))
                        .put("violated", row.violated()))
            .toList());
    JsonWriter named = new JsonWriter();
    watch.named().forEach((behaviour, count) -> named.put(behaviour.name(), count));
    json.put("named", named).put("unattributed", watch.unattributed());
  }
}

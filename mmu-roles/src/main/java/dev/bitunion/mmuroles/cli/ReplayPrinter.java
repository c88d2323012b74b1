package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.defect.WatchedTrace;
import dev.bitunion.mmuroles.trace.KernelSign;
import dev.bitunion.mmuroles.trace.ReplayReport;
import dev.bitunion.mmuroles.trace.ReplayReport.RoleUse;
import dev.bitunion.mmuroles.trace.Violation;
import dev.bitunion.mmuroles.trace.ViolationKind;
import dev.bitunion.mmuroles.verdict.Verdicts;
import java.io.PrintStream;
import java.util.List;

/** Writes what a replay found, as text, JSON or CSV. */
final class ReplayPrinter {
  static final String CSV_HEADER =
      "file,new,existing,sync,unsync,zap,violations,learned,lost,distinct_roles,"
          + "max_roles_per_gfn,gfn_track_peak,unknown_lines";

  private static final int SHOWN_VIOLATIONS = 20;

  private final Session session;
  private final PrintStream out;
  private final Format format;

  ReplayPrinter(Session session, Format format) {
    this.session = session;
    this.out = session.out();
    this.format = format;
  }

  /**
   * Prints.
   *
   * @param watch what the invariants found; null if nobody asked
   */
  void print(String file, ReplayReport report, Verdicts verdicts, WatchedTrace watch) {
    switch (format) {
      case text -> {
        text(file, report, verdicts);
        if (watch != null) {
          new TraceCheckPrinter(report, verdicts, watch).text(out);
        }
      }
      case json -> out.println(json(file, report, verdicts, watch));
      case csv -> out.println(csv(file, report));
    }
  }

  private void text(String file, ReplayReport report, Verdicts verdicts) {
    out.println(
        session.bold(file)
            + ": "
            + count(report.lines(), "line")
            + ", "
            + count(report.events(), "event")
            + ", "
            + report.pageEvents()
            + " of them about pages"
            + (report.isText() ? " (text: five fields of the role are not printed)" : ""));
    field("start", (report.fromNothing() ? "from nothing: " : "mid-life: ") + report.startReason());
    field("lost", (report.lostUncounted() ? "at least " : "") + count(report.lost(), "event"));
    field(
        "pages",
        String.format(
            "%d new, %d existing, %d zapped, %d unsynced, %d synced",
            report.created(), report.existing(), report.zap(), report.unsync(), report.sync()));
    field(
        "identity",
        count(report.violations(), "violation")
            + (report.fromNothing() && report.learned() == 0
                ? ""
                : ", " + count(report.learned(), "page") + " learned"));
    field(
        "roles",
        report.roles().size()
            + " distinct; at most "
            + count(report.maxRolesPerGfn(), "live page")
            + " of one gfn"
            + gfn(report.maxRolesGfn()));
    field("gfn_track", "peak " + report.gfnTrackPeak() + gfn(report.gfnTrackPeakGfn()));
    field("unknown", unknown(report));
    VerdictPrinter.lines(verdicts, report.layout(), this::field);
    violations(report);
    VerdictPrinter.disagreements(verdicts, out);
    roles(report);
  }

  private void field(String name, String value) {
    out.printf("  %-10s %s%n", name, value);
  }

  private static String unknown(ReplayReport report) {
    return count(report.unknownLines(), "line")
        + (report.unknownLines() == 0 ? "" : ", the first is " + report.firstUnknownLine())
        + (report.cutLine() ? "; the last line is cut in the middle" : "");
  }

  private static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String gfn(long gfn) {
    return gfn < 0 ? "" : " (gfn 0x" + Long.toHexString(gfn) + ")";
  }

  private void violations(ReplayReport report) {
    if (report.violations() == 0) {
      return;
    }
    out.println("violations:");
    report.violationList().stream()
        .limit(SHOWN_VIOLATIONS)
        .forEach(
            violation ->
                out.println("  line " + violation.line() + page(violation) + reason(violation)));
    if (report.violations() > SHOWN_VIOLATIONS) {
      out.printf(
          "  ... %d more; --format json lists them%n", report.violations() - SHOWN_VIOLATIONS);
    }
  }

  private static String page(Violation violation) {
    return hasNoPage(violation)
        ? ": "
        : String.format(": gfn 0x%x role 0x%08x: ", violation.gfn(), violation.role());
  }

  private static boolean hasNoPage(Violation violation) {
    return violation.gfn() == 0
        && violation.role() == 0
        && (violation.kind() == ViolationKind.USED_PAGES
            || violation.kind() == ViolationKind.GENERATION);
  }

  /** What a violation breaks, and where the page was seen before. */
  static String reason(Violation violation) {
    return violation.kind().text()
        + (violation.earlier() == 0 ? "" : " (last seen in line " + violation.earlier() + ")");
  }

  private void roles(ReplayReport report) {
    if (report.roles().isEmpty()) {
      return;
    }
    out.println("roles:");
    out.printf("  %8s %8s  %-10s  %s%n", "new", "existing", "role", "meaning");
    for (RoleUse use : report.roles()) {
      out.printf(
          "  %8d %8d  %s  %s%n",
          use.created(), use.existing(), word(use.role()), meaning(use.role(), report));
    }
  }

  /** What such a page is, in a sentence. */
  private static String meaning(int role, ReplayReport report) {
    return PageWords.meaning(report.layout(), role, report.isText());
  }

  private static String json(
      String file, ReplayReport report, Verdicts verdicts, WatchedTrace watch) {
    List<JsonWriter> violations = report.violationList().stream().map(ReplayPrinter::json).toList();
    List<JsonWriter> roles =
        report.roles().stream()
            .map(
                use ->
                    new JsonWriter()
                        .put("role", word(use.role()))
                        .put("meaning", meaning(use.role(), report))
                        .put("new", use.created())
                        .put("existing", use.existing()))
            .toList();
    JsonWriter json = new JsonWriter();
    json.put("file", file)
        .put("new", report.created())
        .put("existing", report.existing())
        .put("sync", report.sync())
        .put("unsync", report.unsync())
        .put("zap", report.zap())
        .put("violations", report.violations())
        .putAll("violation_list", violations)
        .put("learned", report.learned())
        .put("lost", report.lost())
        .put("distinct_roles", report.roles().size())
        .put("max_roles_per_gfn", report.maxRolesPerGfn())
        .put("gfn_track_peak", report.gfnTrackPeak())
        .put("unknown_lines", report.unknownLines())
        .put("lines", report.lines())
        .put("events", report.events())
        .put("page_events", report.pageEvents())
        .put("text", report.isText())
        .put("cut", report.cutLine() || report.cutArchive())
        .put("start", report.fromNothing() ? "nothing" : "mid-life")
        .put("start_reason", report.startReason())
        .put("layout", report.layout().release().toString())
        .put("signs", report.signs().stream().map(KernelSign::text).toList())
        .putAll("roles_seen", roles);
    VerdictPrinter.json(verdicts, json);
    if (watch != null) {
      new TraceCheckPrinter(report, verdicts, watch).json(json);
    }
    return json.toString();
  }

  private static JsonWriter json(Violation violation) {
    return new JsonWriter()
        .put("line", violation.line())
        .put("kind", violation.kind().id())
        .put("gfn", "0x" + Long.toHexString(violation.gfn()))
        .put("role", word(violation.role()))
        .put("earlier_line", violation.earlier())
        .put("reason", violation.kind().text());
  }

  private static String word(int role) {
    return String.format("0x%08x", role);
  }

  private static String csv(String file, ReplayReport report) {
    return Csv.row(
        file,
        report.created(),
        report.existing(),
        report.sync(),
        report.unsync(),
        report.zap(),
        report.violations(),
        report.learned(),
        report.lost(),
        report.roles().size(),
        report.maxRolesPerGfn(),
        report.gfnTrackPeak(),
        report.unknownLines());
  }
}

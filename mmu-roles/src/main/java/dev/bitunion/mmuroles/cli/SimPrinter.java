package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.defect.BlamedViolation;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.scenario.Moment;
import dev.bitunion.mmuroles.scenario.Outcome;
import dev.bitunion.mmuroles.scenario.PageChange;
import dev.bitunion.mmuroles.scenario.RoleChange;
import dev.bitunion.mmuroles.scenario.ScenarioFailure;
import dev.bitunion.mmuroles.scenario.Snapshot;
import java.util.List;
import java.util.Locale;

/** Prints the timeline of a scenario as text, JSON or CSV. */
final class SimPrinter {
  static final String CSV_HEADER =
      "file,line,event,outcome,detail,context,role,configured,pages,root,previous,requests,"
          + "gfn_track,used,indirect,unsync";

  private final Session session;
  private final Format format;

  SimPrinter(Session session, Format format) {
    this.session = session;
    this.format = format;
  }

  /**
   * Prints.
   *
   * @param violations what the invariants found; null if nobody asked
   */
  void print(
      String file,
      List<Moment> moments,
      int expectations,
      List<ScenarioFailure> failures,
      List<BlamedViolation> violations) {
    switch (format) {
      case text -> text(file, moments, expectations, failures, violations);
      case json -> json(file, moments, expectations, failures, violations);
      case csv -> moments.forEach(moment -> csv(file, moment));
    }
    if (format == Format.csv) {
      failures.forEach(failure -> session.note(file + ": " + failure));
      if (violations != null) {
        violations.forEach(violation -> session.note(file + ": " + violation));
      }
    }
  }

  private void text(
      String file,
      List<Moment> moments,
      int expectations,
      List<ScenarioFailure> failures,
      List<BlamedViolation> violations) {
    Moment before = null;
    for (Moment moment : moments) {
      text(moment, before);
      before = moment;
      if (violations != null) {
        violations.stream()
            .filter(violation -> violation.line() == moment.line())
            .forEach(violation -> row("violated", violation.text()));
      }
    }
    String invariants =
        violations == null ? "" : ", " + violations.size() + " violations of invariants";
    session
        .out()
        .printf(
            "%s: %d events, %d expectations, %d failed%s%n",
            file, moments.size(), expectations, failures.size(), invariants);
    failures.forEach(failure -> session.out().println("  " + failure));
  }

  private void text(Moment moment, Moment before) {
    String outcome = moment.outcome() == Outcome.OK ? "" : "  " + moment.outcome();
    String detail = moment.detail().isEmpty() ? "" : "  " + moment.detail();
    session
        .out()
        .println(
            String.format("%4d  ", moment.line())
                + session.bold(moment.event())
                + outcome
                + detail);
    for (RoleChange role : moment.roles()) {
      row(name(role.context()), role(role));
    }
    moment.notes().forEach(note -> row("why", note));
    for (PageChange page : moment.pages()) {
      row(page.kind().name().toLowerCase(Locale.ROOT), page(page));
    }
    Snapshot now = moment.state();
    Snapshot then = before == null ? null : before.state();
    if (then == null
        || !then.root().equals(now.root())
        || !then.previous().equals(now.previous())) {
      row("roots", now.root() + "; previous " + String.join(", ", now.previous()));
    }
    if (then == null || !then.tracks().equals(now.tracks())) {
      row("gfn_track", now.tracks().isEmpty() ? "-" : String.join(" ", now.tracks()));
    }
    if (then == null || !then.requests().equals(now.requests())) {
      row("requests", now.requests());
    }
  }

  private void row(String name, String value) {
    session.out().printf("        %-10s  %s%n", name, value);
  }

  private static String name(MmuContext.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT) + "_mmu";
  }

  private static String role(RoleChange role) {
    String pages = role.hasOwnPages() ? String.format(", root role 0x%08x", role.pages()) : "";
    return role.configured()
        ? String.format("0x%016x -> 0x%016x%s, re-configured", role.before(), role.after(), pages)
        : String.format("0x%016x%s, the same: re-configuration skipped", role.after(), pages);
  }

  private static String page(PageChange page) {
    return String.format("#%d 0x%08x@0x%x", page.serial(), page.role(), page.gfn());
  }

  private void json(
      String file,
      List<Moment> moments,
      int expectations,
      List<ScenarioFailure> failures,
      List<BlamedViolation> violations) {
    JsonWriter json =
        new JsonWriter()
            .put("file", file)
            .putAll("events", moments.stream().map(SimPrinter::json).toList())
            .put("expectations", expectations)
            .putAll("failures", failures.stream().map(SimPrinter::json).toList());
    if (violations != null) {
      json.putAll("violations", violations.stream().map(SimPrinter::json).toList());
    }
    session.out().println(json);
  }

  private static JsonWriter json(BlamedViolation violation) {
    return new JsonWriter()
        .put("line", violation.line())
        .put("invariant", violation.violation().invariant().title())
        .put("subject", violation.violation().subject())
        .put("sentence", violation.violation().sentence())
        .put("behaviours", violation.blamed().stream().map(Enum::name).toList());
  }

  private static JsonWriter json(ScenarioFailure failure) {
    return new JsonWriter()
        .put("line", failure.line())
        .put("expectation", failure.expectation())
        .put("actual", failure.actual());
  }

  private static JsonWriter json(Moment moment) {
    Snapshot state = moment.state();
    return new JsonWriter()
        .put("line", moment.line())
        .put("event", moment.event())
        .put("outcome", moment.outcome().toString())
        .put("detail", moment.detail())
        .putAll("roles", moment.roles().stream().map(SimPrinter::json).toList())
        .putAll("pages", moment.pages().stream().map(SimPrinter::json).toList())
        .put("why", moment.notes())
        .put("context", state.active())
        .put("role", String.format("0x%016x", state.role()))
        .put("root", state.root())
        .put("previous", state.previous())
        .put("requests", state.requests())
        .put("gfn_track", state.tracks())
        .put("used", state.used())
        .put("indirect", state.indirect())
        .put("unsync", state.unsync());
  }

  private static JsonWriter json(RoleChange role) {
    JsonWriter json =
        new JsonWriter()
            .put("context", name(role.context()))
            .put("before", String.format("0x%016x", role.before()))
            .put("after", String.format("0x%016x", role.after()));
    if (role.hasOwnPages()) {
      json.put("root_role", String.format("0x%08x", role.pages()));
    }
    return json.put("configured", role.configured());
  }

  private static JsonWriter json(PageChange page) {
    return new JsonWriter()
        .put("kind", page.kind().name().toLowerCase(Locale.ROOT))
        .put("page", page.serial())
        .put("gfn", "0x" + Long.toHexString(page.gfn()))
        .put("role", String.format("0x%08x", page.role()));
  }

  private void csv(String file, Moment moment) {
    Snapshot state = moment.state();
    session
        .out()
        .println(
            Csv.row(
                file,
                moment.line(),
                moment.event(),
                moment.outcome(),
                moment.detail(),
                state.active(),
                String.format("0x%016x", state.role()),
                moment.roles().isEmpty() ? "" : moment.reconfigured(),
                String.join(
                    " ",
                    moment.pages().stream()
                        .map(p -> p.kind().name().toLowerCase(Locale.ROOT) + page(p))
                        .toList()),
                state.root(),
                String.join(" ", state.previous()),
                state.requests(),
                String.join(" ", state.tracks()),
                state.used(),
                state.indirect(),
                state.unsync()));
  }
}

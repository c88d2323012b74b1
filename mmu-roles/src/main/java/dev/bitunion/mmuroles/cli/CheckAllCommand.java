package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.CountCase;
import dev.bitunion.mmuroles.check.Honesty;
import dev.bitunion.mmuroles.check.Minimality;
import dev.bitunion.mmuroles.check.RoleMode;
import dev.bitunion.mmuroles.check.reuse.LayoutFields;
import dev.bitunion.mmuroles.check.reuse.ReuseCheck;
import dev.bitunion.mmuroles.check.track.LongestTrack;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleField;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Every check of the roles, a line each. */
@Command(
    name = "all",
    description =
        "Everything that can be checked about the roles, a line each: honesty, minimality, reuse"
            + " with the whole key and without each field, and the longest gfn_track.",
    footer = {
      "",
      "A verdict is ok, known (a named behaviour of the kernel explains all of it) or FOUND.",
      "Exit code 1 if there is a FOUND.",
      "",
      "Examples:",
      "  mmu-roles check all",
      "  mmu-roles check all --format csv"
    })
final class CheckAllCommand extends Subcommand {
  private static final int SAMPLES = 20_000;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "of the random sequences of reuse (1)")
  private long seed;

  @Mixin private KernelOption kernel;
  @Mixin private FormatOption format;

  private boolean found;

  CheckAllCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    RoleModel model = kernel.model();
    switch (format.format()) {
      case text -> print("as Linux %s", model.kernel());
      case csv -> print("check,subject,verdict,finding");
      default -> {}
    }
    for (RoleMode mode : RoleMode.values()) {
      honesty(mode, model);
    }
    minimality(model);
    try (Progress progress = new Progress(session, "check all: reuse")) {
      ReuseCheck check =
          new ReuseCheck(model, seed, SAMPLES, count -> progress.at(count, "sequences"));
      Interrupt interrupt = new Interrupt(() -> stopped(check));
      try {
        reuse(check.whole());
        for (RoleField field : LayoutFields.all()) {
          dropped(field, check.without(field.mask()));
        }
      } finally {
        interrupt.end();
      }
    }
    if (model.kernel().equals(KernelVersion.V5_14)) {
      gfnTrack(model);
    }
    return found ? ExitCode.FOUND : ExitCode.FINE;
  }

  private void stopped(ReuseCheck check) {
    long played = check.coverage().sequences();
    check.stop();
    session
        .err()
        .println(
            text(
                "%nstopped: what stands above is done; of the next line %,d sequences were compared",
                played));
    session.err().flush();
  }

  private void honesty(RoleMode mode, RoleModel model) {
    Honesty.Result fresh = Honesty.fresh(mode, model);
    Honesty.History carried = Honesty.carried(mode, model);
    long unnamed = fresh.unattributed() + carried.unattributed();
    boolean clean = fresh.dishonest() == 0 && carried.carrying() == 0;
    line(
        "honesty",
        mode.option(),
        clean,
        unnamed == 0,
        text(
            "%,d roles, %,d of them for states that differ; %,d of %,d transitions carry something"
                + " over%s",
            fresh.roles(),
            fresh.dishonest(),
            carried.carrying(),
            carried.transitions(),
            names(fresh.named(), carried.named())));
  }

  private static String names(Map<Behaviour, Long> some, Map<Behaviour, Long> others) {
    StringJoiner names = new StringJoiner(", ", ": ", "").setEmptyValue("");
    for (Behaviour behaviour : Behaviour.values()) {
      if (some.containsKey(behaviour) || others.containsKey(behaviour)) {
        names.add(behaviour.name());
      }
    }
    return names.toString();
  }

  /** Fields without effect cost pages and break nothing. */
  private void minimality(RoleModel model) {
    for (RoleMode mode : RoleMode.values()) {
      StringJoiner useless = new StringJoiner(", ").setEmptyValue("none");
      for (Minimality.Row row : Minimality.of(mode, model)) {
        if (row.verdict() == Minimality.Verdict.WITHOUT_EFFECT) {
          useless.add(row.field() + " (" + row.tables() + ")");
        }
      }
      line("minimality", mode.option(), true, true, "fields without effect: " + useless);
    }
  }

  private void reuse(ReuseCheck.Whole whole) {
    if (!whole.coverage().whole()) {
      return; // Interrupted, and that was said.
    }
    Map<String, Long> counts = new TreeMap<>();
    whole.named().forEach((behaviour, found) -> counts.put(behaviour.name(), found.count()));
    boolean clean = counts.isEmpty() && whole.unattributed() == null;
    StringJoiner named = new StringJoiner(", ");
    counts.forEach((name, count) -> named.add(text("%s %,d", name, count)));
    if (whole.unattributed() != null) {
      named.add(text("without a name %,d", whole.unattributed().count()));
    }
    line(
        "reuse",
        "whole key",
        clean,
        whole.unattributed() == null,
        text(
            "%,d sequences, wrong accesses: %s",
            whole.coverage().sequences(), clean ? "none" : named));
  }

  /** A field that keeps nothing apart would be a finding. */
  private void dropped(RoleField field, ReuseCheck.Dropped dropped) {
    if (!dropped.coverage().whole()) {
      return;
    }
    boolean has = dropped.victim() != null;
    line(
        "reuse",
        "without " + field.name(),
        has,
        has,
        has
            ? "has its victim: "
                + dropped.victim().actual()
                + " instead of "
                + dropped.victim().expected()
            : text("no victim in %,d sequences", dropped.coverage().sequences()));
  }

  private void gfnTrack(RoleModel model) {
    int longest = 0;
    boolean agrees = true;
    for (CountCase which : CountReport.CASES) {
      LongestTrack track = LongestTrack.of(which, model);
      longest = Math.max(longest, track.counter());
      agrees &= track.agrees();
    }
    line(
        "gfn-track",
        "counter",
        agrees,
        agrees,
        text("at most %,d of %,d pages of one gfn", longest, LongestTrack.MOST));
  }

  private void line(String check, String subject, boolean clean, boolean named, String finding) {
    String verdict = clean ? "ok" : named ? "known" : "FOUND";
    found |= !named;
    switch (format.format()) {
      case text -> print("%-10s  %-23s  %-5s  %s", check, subject, verdict, finding);
      case csv -> print("%s", Csv.row(check, subject, verdict, finding));
      case json ->
          print(
              "%s",
              new JsonWriter()
                  .put("check", check)
                  .put("subject", subject)
                  .put("verdict", verdict)
                  .put("finding", finding));
    }
    session.out().flush();
  }

  private static String text(String line, Object... values) {
    return String.format(Locale.ROOT, line, values);
  }
}

package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.profile.Release;
import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.verdict.Disagreement;
import dev.bitunion.mmuroles.verdict.Level;
import dev.bitunion.mmuroles.verdict.Score;
import dev.bitunion.mmuroles.verdict.Verdicts;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Writes what came of computing a trace anew. */
final class VerdictPrinter {
  private static final int SHOWN = 20;

  private VerdictPrinter() {}

  /** Whether the verdicts rest on the behaviour of the kernel that a trace is read as. */
  static boolean areMade(Verdicts verdicts, RoleProfile layout) {
    Release release = layout.release();
    return release != null && release.toString().equals(verdicts.kernel().toString());
  }

  /** One line a level, as name and value. */
  static void lines(Verdicts verdicts, RoleProfile layout, BiConsumer<String, String> field) {
    if (!areMade(verdicts, layout)) {
      field.accept(
          "verdicts",
          "none: they are made for --kernel 5.14 and --kernel 6.1; the words are read as those of "
              + layout.label());
      return;
    }
    if (verdicts.isOtherKernel()) {
      boolean first = verdicts.kernel().equals(KernelVersion.V5_14);
      String than = (first ? "a later" : "an earlier") + " kernel than " + verdicts.kernel();
      field.accept("verdicts", "none: the probes are of " + than);
      return;
    }
    if (!verdicts.hasRegisters()) {
      field.accept("verdicts", "none: the trace shows no registers");
      return;
    }
    for (Level level : Level.values()) {
      field.accept(name(level), line(verdicts.score(level)));
    }
  }

  private static String name(Level level) {
    return switch (level) {
      case ROLES -> "prediction";
      case RECONFIGURATIONS -> "reconfig";
      case GFN_TRACK -> "tracking";
      default -> level.key();
    };
  }

  private static String line(Score score) {
    String line =
        String.format(
            Locale.ROOT,
            "%d checked, %d agree, %d disagree, %d undecidable",
            score.checked(),
            score.agreed(),
            score.disagreed(),
            score.undecidable());
    String reasons =
        score.reasons().entrySet().stream()
            .map(entry -> entry.getKey().text() + ": " + entry.getValue())
            .collect(Collectors.joining(", "));
    return reasons.isEmpty() ? line : line + " (" + reasons + ")";
  }

  static void disagreements(Verdicts verdicts, PrintStream out) {
    List<Disagreement> all = verdicts.disagreements();
    if (all.isEmpty()) {
      return;
    }
    out.println("disagreements:");
    all.stream().limit(SHOWN).forEach(one -> out.println("  " + text(one)));
    if (all.size() > SHOWN) {
      out.printf("  ... %d more; --format json lists them%n", all.size() - SHOWN);
    }
  }

  private static String text(Disagreement one) {
    return "line "
        + one.line()
        + ": "
        + one.level().key()
        + ": expected "
        + one.expected()
        + ", seen "
        + one.seen()
        + (one.hint().isEmpty() ? "" : "; " + one.hint());
  }

  static void json(Verdicts verdicts, JsonWriter json) {
    for (Level level : Level.values()) {
      json.put(level.key(), json(verdicts.score(level)));
    }
    json.putAll(
        "disagreements", verdicts.disagreements().stream().map(VerdictPrinter::json).toList());
  }

  private static JsonWriter json(Score score) {
    JsonWriter reasons = new JsonWriter();
    score.reasons().forEach((reason, count) -> reasons.put(reason.text(), count));
    return new JsonWriter()
        .put("checked", score.checked())
        .put("agree", score.agreed())
        .put("disagree", score.disagreed())
        .put("undecidable", score.undecidable())
        .put("reasons", reasons);
  }

  private static JsonWriter json(Disagreement one) {
    return new JsonWriter()
        .put("level", one.level().key())
        .put("line", one.line())
        .put("expected", one.expected())
        .put("seen", one.seen())
        .put("hint", one.hint());
  }
}

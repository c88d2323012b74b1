package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.WordLayout;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How one word reads as two kernels' page role, and what becomes of a scenario on both. */
@Command(
    name = "diff",
    description =
        "Says how the same page role word reads in the layouts of two kernels, or plays a scenario"
            + " on both and says, event by event, what comes out differently and why.",
    footer = {
      "",
      "Scenarios need kernels whose behaviour is modelled: 5.14 and 6.1. Why names a smallest set of",
      "behaviours with which the first kernel comes out as the second ('mmu-roles defects' and",
      "docs/behaviours.md list them). Words that only moved are no difference.",
      "",
      "Examples:",
      "  mmu-roles diff --kernel 5.14 --kernel 6.1 0x3714",
      "  mmu-roles diff --kernel 5.14 --kernel 6.1 scenarios/14-tdp-wp-toggle.scenario",
      "  mmu-roles diff --kernel 6.19 --kernel 7.2 --format json 0x3704"
    })
final class DiffCommand extends Subcommand {
  @Option(
      names = "--kernel",
      required = true,
      paramLabel = "VERSION",
      description = "the kernels; give the option twice")
  private List<String> kernels;

  @Parameters(
      arity = "1..*",
      paramLabel = "WORD|SCENARIO",
      description = "page role words, or scenarios")
  private List<String> words;

  @Option(names = "--as", paramLabel = "LAYOUT", description = "page (default) or ext")
  private RoleLayout layout = RoleLayout.page;

  @Option(names = "--hex", description = "read words of digits only as hex too")
  private boolean hex;

  @Mixin private FormatOption format;

  private RoleProfile a;
  private RoleProfile b;

  DiffCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    if (kernels.size() != 2) {
      throw Failure.usage("give --kernel twice: the word is read as one and as the other");
    }
    long scenarios = words.stream().filter(ScenarioDiff::isScenario).count();
    if (scenarios == words.size()) {
      return scenarios();
    }
    if (scenarios > 0) {
      throw Failure.usage("give words or scenarios, not both");
    }
    if (layout == RoleLayout.full) {
      throw Failure.usage("--as full: compare its halves, --as page and --as ext");
    }
    a = ProfileOption.of(session, ProfileOption.OPTION, kernels.get(0));
    b = ProfileOption.of(session, ProfileOption.OPTION, kernels.get(1));
    if (of(a) == null || of(b) == null) {
      throw Failure.usage("there is no extended role before Linux 4.20");
    }
    if (format.format() == Format.csv) {
      session.out().println(Csv.row("word", "field", "" + a.release(), "" + b.release()));
    }
    return forEach(words, this::diff);
  }

  private int scenarios() {
    ScenarioDiff diff = new ScenarioDiff(session, format.format(), kernels.get(0), kernels.get(1));
    if (format.format() == Format.csv) {
      session.out().println(ScenarioDiff.CSV_HEADER);
    }
    return forEach(words, diff::print);
  }

  private WordLayout of(RoleProfile profile) {
    return layout == RoleLayout.page ? profile.page() : profile.ext();
  }

  private int diff(String text) {
    long value = WordArgument.parse(text, hex).value();
    if (RoleLayout.of(value) == RoleLayout.full) {
      throw Failure.usage(WordArgument.quote(text) + " has more than 32 bits");
    }
    int word = (int) value;
    Map<String, Integer> asA = of(a).values(word);
    Map<String, Integer> asB = of(b).values(word);
    Set<String> names = new LinkedHashSet<>(asA.keySet());
    names.addAll(asB.keySet());
    List<JsonWriter> rows = new ArrayList<>();
    if (format.format() == Format.text) {
      session
          .out()
          .printf(
              "%s  %s%n  %-24s %-16s %s%n",
              RoleLayout.hex(word), layout.title(), "", a.label(), b.label());
    }
    for (String name : names) {
      Integer inA = asA.get(name);
      Integer inB = asB.get(name);
      boolean same = inA != null && inA.equals(inB);
      switch (format.format()) {
        case text ->
            session
                .out()
                .printf(
                    "%s %-24s %-16s %s%n",
                    same ? " " : "*", name, shown(of(a), name, inA), shown(of(b), name, inB));
        case csv -> session.out().println(Csv.row(RoleLayout.hex(word), name, inA, inB));
        case json -> {
          if (!same) {
            JsonWriter row = new JsonWriter().put("field", name);
            put(row, "a", inA);
            put(row, "b", inB);
            rows.add(row);
          }
        }
      }
    }
    if (format.format() == Format.json) {
      session
          .out()
          .println(
              new JsonWriter()
                  .put("word", RoleLayout.hex(word))
                  .put("a", a.release().toString())
                  .put("b", b.release().toString())
                  .putAll("differ", rows));
    }
    return ExitCode.FINE;
  }

  private static void put(JsonWriter row, String key, Integer value) {
    if (value == null) {
      row.put(key, (String) null);
    } else {
      row.put(key, value);
    }
  }

  private static String shown(WordLayout layout, String name, Integer value) {
    return value == null ? "-" : value + " (" + layout.slot(name).place() + ")";
  }
}

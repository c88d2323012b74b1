package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.Honesty;
import dev.bitunion.mmuroles.check.Honesty.Counterexample;
import dev.bitunion.mmuroles.check.Honesty.History;
import dev.bitunion.mmuroles.check.Honesty.Result;
import dev.bitunion.mmuroles.check.RoleMode;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Does an equal full role mean an equal MMU? */
@Command(
    name = "honesty",
    description =
        "Do register states with the same full role translate alike? Goes through every legal"
            + " register state, in normal mode, in a nested guest and in SMM, compares all that is"
            + " derived from the registers, and looks for what survives a change of role.",
    footer = {
      "",
      "A finding belongs to a behaviour if it is gone with that behaviour alone switched off.",
      "Exit code 1 if a finding belongs to none.",
      "",
      "Examples:",
      "  mmu-roles check honesty",
      "  mmu-roles check honesty --mmu tdp --fix EXT_ROLE_LACKS_EFER_LMA"
    })
final class CheckHonestyCommand extends Subcommand {
  @Option(
      names = "--mmu",
      paramLabel = "MMU",
      description = "only this one: tdp, shadow, npt, ept or nested")
  private String mmu;

  @Mixin private FixOption fix;
  @Mixin private KernelOption kernel;
  @Mixin private FormatOption format;

  private KernelWords words;

  CheckHonestyCommand(Session session) {
    super(session);
  }

  @Override
  public Integer call() {
    List<RoleMode> modes = modes();
    RoleModel model = fix.fix(kernel.model());
    words = model.words();
    if (format.format() == Format.text) {
      print("as Linux %s%s, guest MAXPHYADDR 46", model.kernel(), fixed(model));
    } else if (format.format() == Format.csv) {
      print("mmu,states,roles,dishonest,pairs,transitions,carrying,unattributed");
    }
    long unattributed = 0;
    for (RoleMode mode : modes) {
      Result fresh = Honesty.fresh(mode, model);
      History carried = Honesty.carried(mode, model);
      unattributed += fresh.unattributed() + carried.unattributed();
      switch (format.format()) {
        case text -> text(fresh, carried);
        case json -> print("%s", json(fresh, carried));
        case csv ->
            print(
                "%s",
                Csv.row(
                    mode.option(),
                    fresh.states(),
                    fresh.roles(),
                    fresh.dishonest(),
                    fresh.pairs(),
                    carried.transitions(),
                    carried.carrying(),
                    fresh.unattributed() + carried.unattributed()));
      }
    }
    return unattributed == 0 ? ExitCode.FINE : ExitCode.FOUND;
  }

  private static String fixed(RoleModel model) {
    if (model.behaviours().equals(Behaviours.NONE)) {
      return " with every behaviour fixed";
    }
    Behaviours before = Behaviours.of(model.kernel());
    StringJoiner names = new StringJoiner(", ", " without ", "").setEmptyValue("");
    for (Behaviour behaviour : Behaviour.values()) {
      if (before.has(behaviour) && !model.behaviours().has(behaviour)) {
        names.add(behaviour.name());
      }
    }
    return names.toString();
  }

  private List<RoleMode> modes() {
    if (mmu == null) {
      return List.of(RoleMode.values());
    }
    return Arrays.stream(RoleMode.values())
        .filter(mode -> mode.option().equalsIgnoreCase(mmu))
        .findFirst()
        .map(List::of)
        .orElseThrow(
            () ->
                usage(
                    "--mmu: "
                        + WordArgument.quote(mmu)
                        + " is none of tdp, shadow, npt, ept, nested"));
  }

  private void text(Result fresh, History carried) {
    print("");
    print(
        "%s",
        session.bold(
            String.format(
                Locale.ROOT,
                "%s: %,d register states, %,d full roles",
                fresh.mode().option(),
                fresh.states(),
                fresh.roles())));
    if (fresh.dishonest() == 0) {
      print("  honest: states with the same role translate alike");
    } else {
      print(
          "  %,d roles stand for states that differ, in %,d pairs",
          fresh.dishonest(), fresh.pairs());
      names(fresh.named(), fresh.unattributed(), "pairs");
      counterexample(fresh.example());
    }
    if (carried.carrying() == 0) {
      print("  nothing is carried over in %,d transitions between roles", carried.transitions());
    } else {
      print(
          "  %,d of %,d transitions between roles carry %s over, into %,d roles",
          carried.carrying(),
          carried.transitions(),
          String.join(", ", carried.parts()),
          carried.roles());
      names(carried.named(), carried.unattributed(), "transitions");
      counterexample(carried.example());
    }
  }

  private void names(Map<Behaviour, Long> named, long unattributed, String what) {
    for (Behaviour behaviour : Behaviour.values()) {
      if (named.containsKey(behaviour)) {
        print(
            "    %,d by %s (%s): %s",
            named.get(behaviour), behaviour, behaviour.item(), behaviour.summary());
      }
    }
    if (unattributed != 0) {
      print("    %,d %s that no named behaviour explains", unattributed, what);
    }
  }

  private void counterexample(Counterexample example) {
    print("    smallest role 0x%016x", words.context(example.role()));
    print("      first:   %s", example.first());
    print("      second:  %s", example.second());
    print("      differs: %s", String.join(", ", example.differences()));
    print("      access:  %s", example.access());
  }

  private JsonWriter json(Result fresh, History carried) {
    return new JsonWriter()
        .put("mmu", fresh.mode().option())
        .put("states", fresh.states())
        .put("roles", fresh.roles())
        .put("dishonest", fresh.dishonest())
        .put("pairs", fresh.pairs())
        .put("named", named(fresh.named()))
        .put("unattributed", fresh.unattributed())
        .putAll("counterexample", examples(fresh.example()))
        .put(
            "carried",
            new JsonWriter()
                .put("transitions", carried.transitions())
                .put("carrying", carried.carrying())
                .put("roles", carried.roles())
                .put("parts", carried.parts())
                .put("named", named(carried.named()))
                .put("unattributed", carried.unattributed())
                .putAll("counterexample", examples(carried.example())));
  }

  private static JsonWriter named(Map<Behaviour, Long> named) {
    JsonWriter json = new JsonWriter();
    named.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> json.put(entry.getKey().name(), entry.getValue()));
    return json;
  }

  /** None or one: an array, so that the key is always of one type. */
  private List<JsonWriter> examples(Counterexample example) {
    return example == null
        ? List.of()
        : List.of(
            new JsonWriter()
                .put("role", String.format("0x%016x", words.context(example.role())))
                .put("first", example.first())
                .put("second", example.second())
                .put("differences", example.differences())
                .put("access", example.access()));
  }
}

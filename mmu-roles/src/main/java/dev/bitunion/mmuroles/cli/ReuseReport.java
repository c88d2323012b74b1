package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.check.reuse.Purpose;
import dev.bitunion.mmuroles.check.reuse.ReuseCheck;
import dev.bitunion.mmuroles.check.reuse.ReuseCheck.Class;
import dev.bitunion.mmuroles.check.reuse.ReuseCheck.Coverage;
import dev.bitunion.mmuroles.check.reuse.ReuseCheck.Dropped;
import dev.bitunion.mmuroles.check.reuse.ReuseCheck.Whole;
import dev.bitunion.mmuroles.check.reuse.Victim;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.ReuseKey.Added;
import dev.bitunion.mmuroles.role.RoleModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what {@code check reuse} finds, and writes victims as scenarios. */
final class ReuseReport {
  private static final String CSV_HEADER = "dropped,behaviour,count,sequences,expected,actual,file";

  private final Session session;
  private final Format format;
  private final Path directory;
  private final RoleModel model;
  private long seed;
  private int samples;

  ReuseReport(Session session, Format format, Path directory, RoleModel model) {
    this.session = session;
    this.format = format;
    this.directory = directory;
    this.model = model;
  }

  /** Says whose key it is. */
  void begin(String layout, List<Added> added) {
    if (format == Format.csv) {
      session.print("%s", CSV_HEADER);
    }
    if (format == Format.text) {
      String flags = String.join(", ", added.stream().map(Added::name).toList());
      session.print(
          "as Linux %s%s%s",
          model.kernel(),
          layout == null ? "" : ", with the page role's fields of " + layout,
          flags.isEmpty() ? "" : ", with " + flags + " added to the page role");
    }
  }

  void seeded(long randomSeed, int count) {
    seed = randomSeed;
    samples = count;
  }

  /** The whole key; returns the exit code. */
  int whole(Whole whole) {
    if (!whole.coverage().whole()) {
      return ExitCode.FOUND; // Interrupted, and that was said.
    }
    if (format == Format.text) {
      String found =
          whole.named().isEmpty() && whole.unattributed() == null
              ? "no access goes wrong through a shared page"
              : "accesses that go wrong through a shared page:";
      session.print("");
      session.print("%s", session.bold("nothing dropped: " + found));
    }
    for (Map.Entry<Behaviour, Class> one : whole.named().entrySet()) {
      known(one.getKey(), one.getValue(), whole.coverage());
    }
    if (whole.unattributed() != null) {
      known(null, whole.unattributed(), whole.coverage());
    }
    if (format == Format.json && whole.named().isEmpty() && whole.unattributed() == null) {
      session.print("%s", json("", "", 0, null, whole.coverage()));
    }
    covered(whole.coverage());
    return whole.unattributed() == null ? ExitCode.FINE : ExitCode.FOUND;
  }

  private void known(Behaviour behaviour, Class found, Coverage coverage) {
    Victim victim = found.smallest();
    String name = behaviour == null ? "unattributed" : behaviour.name();
    String comment =
        behaviour == null
            ? "Contexts that share a page and must not, for no reason that has a name."
            : behaviour.item() + ": " + behaviour.summary() + ".";
    String file =
        write(name.toLowerCase(Locale.ROOT).replace('_', '-'), victim, comment, List.of());
    switch (format) {
      case text -> {
        session.print(
            "  %,d by %s",
            found.count(),
            behaviour == null
                ? "nothing that has a name"
                : name
                    + " ("
                    + behaviour.item()
                    + (model.behaviours().has(behaviour) ? "): " : "), which is off: not so that ")
                    + behaviour.summary());
        victim(victim, file);
      }
      case json -> session.print("%s", json("", name, found.count(), victim, coverage));
      case csv -> csv("", name, found.count(), victim, coverage, file);
    }
  }

  /**
   * A key without one field; returns the exit code.
   *
   * @param machine what a scenario of the victim says of its machine
   */
  int dropped(String field, List<String> machine, Dropped dropped) {
    if (!dropped.coverage().whole()) {
      return ExitCode.FOUND;
    }
    Victim victim = dropped.victim();
    String comment = "What goes wrong if pages are reused without comparing " + field + ".";
    String file = victim == null ? "" : write("drop-" + field, victim, comment, machine);
    long count = victim == null ? 0 : 1;
    switch (format) {
      case text -> {
        session.print("");
        session.print(
            "%s",
            session.bold(
                "without " + field + (victim == null ? ": no victim" : ": the smallest victim")));
        if (victim == null) {
          covered(dropped.coverage());
        } else {
          if (!Purpose.of(field).isEmpty()) {
            session.print("    keeps     %s", Purpose.of(field));
          }
          victim(victim, file);
          session.print("    found     after %,d sequences", dropped.coverage().sequences());
        }
      }
      case json -> session.print("%s", json(field, "", count, victim, dropped.coverage()));
      case csv -> csv(field, "", count, victim, dropped.coverage(), file);
    }
    return victim == null ? ExitCode.FINE : ExitCode.FOUND;
  }

  private void victim(Victim victim, String file) {
    victim.settings().forEach(setting -> session.print("    machine   %s", setting));
    String label = "tables";
    for (String table : victim.tables()) {
      session.print("    %-8s  %s", label, table);
      label = "";
    }
    for (int i = 0; i < victim.contexts().size(); i++) {
      session.print("    %-8s  %s", i == 0 ? "A" : "B", victim.contexts().get(i));
    }
    List<String> accesses = victim.accesses();
    int last = accesses.size() - 1;
    for (int i = 0; i <= last; i++) {
      session.print(
          "    access %d  %s %s: %s",
          i + 1,
          victim.who(i),
          accesses.get(i),
          i < last
              ? victim.ends().get(i)
              : victim.actual() + "; the guest's tables say " + victim.expected());
    }
    if (!file.isEmpty()) {
      session.print("    scenario  %s", file);
    }
  }

  private void covered(Coverage coverage) {
    if (format == Format.text) {
      session.print("");
      session.print("  %,d sequences compared:", coverage.sequences());
      ReuseCheck.COVERS.forEach(part -> session.print("    whole   %s", part));
      session.print("    random  %,d of up to four accesses, seed %d", samples, seed);
    }
  }

  /** The run was interrupted. */
  void stopped(ReuseCheck check) {
    long played = check.coverage().sequences();
    check.stop();
    session
        .err()
        .println(
            String.format(
                Locale.ROOT,
                "%nstopped: %,d sequences were compared; the rest was not looked at",
                played));
    session.err().flush();
  }

  private JsonWriter json(
      String field, String behaviour, long count, Victim victim, Coverage coverage) {
    JsonWriter json =
        new JsonWriter()
            .put("dropped", field)
            .put("behaviour", behaviour)
            .put("count", count)
            .put("sequences", coverage.sequences())
            .put("seed", seed)
            .put("samples", samples);
    return json.putAll("victim", victim == null ? List.of() : List.of(json(victim)));
  }

  private static JsonWriter json(Victim victim) {
    List<String> accesses = new ArrayList<>();
    for (int i = 0; i < victim.accesses().size(); i++) {
      accesses.add(victim.who(i) + " " + victim.accesses().get(i));
    }
    return new JsonWriter()
        .put("machine", victim.settings())
        .put("tables", victim.tables())
        .put("contexts", victim.contexts())
        .put("accesses", accesses)
        .put("expected", victim.expected())
        .put("actual", victim.actual());
  }

  private void csv(
      String field, String behaviour, long count, Victim victim, Coverage coverage, String file) {
    session.print(
        "%s",
        Csv.row(
            field,
            behaviour,
            count,
            coverage.sequences(),
            victim == null ? "" : victim.expected(),
            victim == null ? "" : victim.actual(),
            file));
  }

  /** Writes a scenario if that was asked for; its name, or nothing. */
  private String write(String name, Victim victim, String comment, List<String> machine) {
    if (directory == null) {
      return "";
    }
    List<String> lines = new ArrayList<>(machine);
    Behaviours kernels = Behaviours.of(model.kernel());
    for (Behaviour behaviour : Behaviour.values()) {
      if (kernels.has(behaviour) && !model.behaviours().has(behaviour)) {
        lines.add("behaviour " + behaviour + " off");
      }
    }
    Path file = directory.resolve(name + ".scenario");
    try {
      Files.createDirectories(directory);
      Files.writeString(file, String.join("\n", victim.scenario(comment + played(), lines)) + "\n");
    } catch (IOException e) {
      throw Failure.input("--write: " + file + ": cannot be written: " + e.getMessage());
    }
    return file.toString();
  }

  private String played() {
    return model.kernel().equals(KernelVersion.V5_14)
        ? ""
        : " Play it with --kernel " + model.kernel() + ".";
  }
}

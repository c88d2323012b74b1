package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.KernelWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * One scenario on two kernels, event by event: what comes out differently, and which behaviours
 * make it so. Both are compared in the first kernel's words, so that a mere move of bits is no
 * difference; what is shown is in each kernel's own.
 */
public final class KernelComparison {
  /**
   * Something that comes out differently.
   *
   * @param what the part of the outcome
   * @param first how it is on the first kernel
   * @param second how it is on the second
   * @param because a smallest set of behaviours with which the first comes out as the second
   */
  public record Difference(String what, String first, String second, List<Behaviour> because) {
    /** Copies the list. */
    public Difference {
      because = List.copyOf(because);
    }
  }

  /**
   * One event on both.
   *
   * @param first on the first kernel
   * @param second on the second
   * @param differences what comes out differently; empty if nothing does
   */
  public record Event(Moment first, Moment second, List<Difference> differences) {
    /** Copies the list. */
    public Event {
      differences = List.copyOf(differences);
    }
  }

  private final Scenario scenario;
  private final Scenario other;
  private final KernelWords words;
  private final List<Behaviour> between = new ArrayList<>();
  private final Map<Behaviours, List<Map<String, String>>> outcomes = new HashMap<>();

  private KernelComparison(List<String> lines, KernelVersion a, KernelVersion b) {
    scenario = Scenario.read(lines, a);
    other = Scenario.read(lines, b);
    words = KernelWords.of(a);
    for (Behaviour behaviour : Behaviour.values()) {
      if (scenario.behaviours().has(behaviour) != other.behaviours().has(behaviour)) {
        between.add(behaviour);
      }
    }
  }

  /**
   * Plays a scenario on two kernels.
   *
   * @param lines the scenario
   * @param a the first kernel
   * @param b the second
   * @return its events in order
   * @throws ScenarioException if it cannot be understood, or cannot happen on one of them
   */
  public static List<Event> of(List<String> lines, KernelVersion a, KernelVersion b) {
    return new KernelComparison(lines, a, b).events();
  }

  private List<Event> events() {
    List<Moment> first = play(scenario);
    List<Moment> second = play(other);
    List<Map<String, String>> wanted = outcomes(other.behaviours());
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      events.add(new Event(first.get(i), second.get(i), differences(i, first, second, wanted)));
    }
    return events;
  }

  private static List<Moment> play(Scenario on) {
    List<Moment> moments = new ArrayList<>();
    on.run(moments::add, TraceSink.NONE);
    return moments;
  }

  private List<Difference> differences(
      int at, List<Moment> first, List<Moment> second, List<Map<String, String>> wanted) {
    Map<String, String> mine = outcomes(scenario.behaviours()).get(at);
    Map<String, String> shownFirst = parts(first.get(at));
    Map<String, String> shownSecond = parts(second.get(at));
    List<Difference> differences = new ArrayList<>();
    TreeMap<String, String> all = new TreeMap<>(mine);
    all.putAll(wanted.get(at));
    for (String what : all.keySet()) {
      String target = wanted.get(at).getOrDefault(what, "-");
      if (!target.equals(mine.getOrDefault(what, "-"))) {
        differences.add(
            new Difference(
                what,
                shownFirst.getOrDefault(what, "-"),
                shownSecond.getOrDefault(what, "-"),
                because(at, what, target)));
      }
    }
    return differences;
  }

  /** Takes behaviours away one after another as long as the outcome stays the second kernel's. */
  private List<Behaviour> because(int at, String what, String target) {
    List<Behaviour> kept = new ArrayList<>(between);
    // The last first: the split of roles alone would explain what efer_lma is there for.
    for (int i = between.size() - 1; i >= 0; i--) {
      Behaviour behaviour = between.get(i);
      List<Behaviour> fewer = new ArrayList<>(kept);
      fewer.remove(behaviour);
      Map<String, String> outcome = outcomes(flipped(fewer)).get(at);
      if (target.equals(outcome.getOrDefault(what, "-"))) {
        kept = fewer;
      }
    }
    return kept;
  }

  private Behaviours flipped(List<Behaviour> some) {
    Behaviours behaviours = scenario.behaviours();
    for (Behaviour behaviour : some) {
      behaviours =
          behaviours.has(behaviour) ? behaviours.without(behaviour) : behaviours.with(behaviour);
    }
    return behaviours;
  }

  private List<Map<String, String>> outcomes(Behaviours behaviours) {
    return outcomes.computeIfAbsent(
        behaviours,
        on -> {
          List<Map<String, String>> events = new ArrayList<>();
          scenario.run(
              moment -> events.add(parts(moment)), TraceSink.NONE, StepWatch.NONE, on, words);
          return events;
        });
  }

  /** What can be compared of an event, part by part. */
  private static Map<String, String> parts(Moment moment) {
    Map<String, String> parts = new TreeMap<>();
    String detail = moment.detail().isEmpty() ? "" : ", " + moment.detail();
    parts.put("outcome", moment.outcome() + detail);
    for (RoleChange role : moment.roles()) {
      parts.merge(Simulation.name(role.context()), text(role), (a, b) -> a + "; " + b);
    }
    StringJoiner pages = new StringJoiner(", ");
    for (PageChange page : moment.pages()) {
      String kind = page.kind().name().toLowerCase(Locale.ROOT);
      pages.add(kind + " " + Snapshot.page(page.role(), page.gfn()));
    }
    parts.put("pages", pages.length() == 0 ? "-" : pages.toString());
    Snapshot state = moment.state();
    parts.put("roots", state.root() + "; previous " + String.join(", ", state.previous()));
    parts.put("requests", state.requests());
    parts.put("gfn_track", state.tracks().isEmpty() ? "-" : String.join(" ", state.tracks()));
    return parts;
  }

  private static String text(RoleChange role) {
    String done = role.configured() ? "re-configured" : "re-configuration skipped";
    boolean hasPages = role.context() != MmuContext.Kind.NESTED;
    return hasPages ? String.format("%s, page role 0x%08x", done, role.pages()) : done;
  }
}

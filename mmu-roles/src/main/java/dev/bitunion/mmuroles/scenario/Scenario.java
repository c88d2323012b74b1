package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A scenario that was read: a machine and the steps it goes through. */
public final class Scenario {
  private static final Map<String, Step.Verb> VERBS = new HashMap<>();
  private static final Map<String, Step.Noun> NOUNS = new HashMap<>();

  static {
    RegisterVerbs.addTo(VERBS);
    MemoryVerbs.addTo(VERBS);
    NestedVerbs.addTo(VERBS);
    MachineVerbs.addTo(VERBS);
    Expectations.addTo(NOUNS);
    MomentExpectations.addTo(NOUNS);
  }

  private final MachineSettings machine;
  private final Symbols symbols = new Symbols();
  private final List<Step> steps = new ArrayList<>();
  private boolean hasMachine;

  private Scenario(KernelVersion kernel) {
    machine = new MachineSettings(kernel);
  }

  /** Reads a scenario of a machine under v5.14. */
  public static Scenario read(List<String> lines) {
    return read(lines, KernelVersion.V5_14);
  }

  /**
   * Reads a scenario; every line is checked before anything happens.
   *
   * @param lines the lines of the text
   * @param kernel the machine's kernel, one that {@link RoleModel} models
   * @throws ScenarioException with line and column of the first word that cannot be understood
   */
  public static Scenario read(List<String> lines, KernelVersion kernel) {
    Scenario scenario = new Scenario(kernel);
    for (int i = 0; i < lines.size(); i++) {
      Words words = new Words(i + 1, lines.get(i));
      if (words.more()) {
        scenario.readLine(words);
        words.end();
      }
    }
    if (!scenario.hasMachine) {
      throw new ScenarioException(1, 1, "no machine; write 'machine S' (or E4, E5, N) first");
    }
    return scenario;
  }

  private void readLine(Words words) {
    Word first = words.next("an event");
    String verb = first.text().toLowerCase(java.util.Locale.ROOT);
    switch (verb) {
      case "machine" -> {
        setUp(first);
        if (hasMachine) {
          throw first.error("the machine is described already");
        }
        hasMachine = true;
        machine.machine(words);
      }
      case "behaviour" -> {
        setUp(first);
        machine.behaviour(words);
      }
      case "slot" -> {
        setUp(first);
        machine.slot(words, symbols);
      }
      case "drop" -> {
        setUp(first);
        machine.drop(words);
      }
      case "smram" -> {
        setUp(first);
        machine.smram(words, symbols);
      }
      case "let" -> {
        Word name = words.next("a name");
        words.take("=");
        symbols.define(name, symbols.frame(words.next("a frame")));
      }
      case "expect" -> expect(words);
      default -> event(first, verb, words);
    }
  }

  private void setUp(Word first) {
    if (!steps.isEmpty()) {
      throw first.error("'" + first.text() + "' must stand before the first event");
    }
  }

  private void expect(Words words) {
    Word what = words.next("what is expected");
    Step.Noun noun = NOUNS.get(what.text().toLowerCase(java.util.Locale.ROOT));
    if (noun == null) {
      throw what.error(
          "'" + what.text() + "' cannot be expected; write " + String.join(", ", names(NOUNS)));
    }
    Step.Check check = noun.read(words, symbols);
    steps.add(new Step(words.line(), words.text(), null, check));
  }

  private void event(Word first, String verb, Words words) {
    Step.Verb read = VERBS.get(verb);
    if (read == null) {
      throw first.error(
          "'" + first.text() + "' is no event; write " + String.join(", ", names(VERBS)));
    }
    if (!hasMachine) {
      throw first.error("no machine yet; write 'machine S' (or E4, E5, N) first");
    }
    steps.add(new Step(words.line(), words.text(), read.read(words, symbols), null));
  }

  private static TreeSet<String> names(Map<String, ?> map) {
    return new TreeSet<>(map.keySet());
  }

  /** The line that a trace of this scenario begins with. */
  public String traceFacts() {
    return machine.facts();
  }

  /** How many expectations it holds. */
  public int expectations() {
    return (int) steps.stream().filter(step -> step.check() != null).count();
  }

  /**
   * Lets everything happen.
   *
   * @param timeline hears of every event
   * @param trace takes the events as a trace
   * @return the expectations that did not hold
   * @throws ScenarioException if an event cannot happen where it stands
   */
  public List<ScenarioFailure> run(Consumer<Moment> timeline, TraceSink trace) {
    return run(timeline, trace, StepWatch.NONE, behaviours());
  }

  /** The behaviours of its machine. */
  public Behaviours behaviours() {
    return machine.behaviours();
  }

  /**
   * Lets everything happen, watched, to a machine with other behaviours.
   *
   * @param watch hears of the machine after every event
   * @param behaviours what the machine's kernel does
   * @return the expectations that did not hold
   * @throws ScenarioException if an event cannot happen where it stands
   */
  public List<ScenarioFailure> run(
      Consumer<Moment> timeline, TraceSink trace, StepWatch watch, Behaviours behaviours) {
    return run(timeline, trace, watch, behaviours, KernelWords.of(machine.kernel()));
  }

  /** As the other, with roles written as another kernel writes them. */
  List<ScenarioFailure> run(
      Consumer<Moment> timeline,
      TraceSink trace,
      StepWatch watch,
      Behaviours behaviours,
      KernelWords words) {
    Simulation simulation = machine.build(trace, behaviours, words);
    watch.begin(simulation.vcpu(), simulation.on());
    List<ScenarioFailure> failures = new ArrayList<>();
    for (Step step : steps) {
      if (step.check() != null) {
        String differs = step.check().differs(simulation);
        if (differs != null) {
          failures.add(new ScenarioFailure(step.line(), step.text(), differs));
        }
      } else {
        timeline.accept(
            simulation.perform(step.line(), step.text(), () -> step.action().perform(simulation)));
        watch.after(step.line());
      }
    }
    trace.end(simulation.vcpu());
    return failures;
  }
}

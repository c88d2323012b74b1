package dev.bitunion.mmuroles.defect;

import dev.bitunion.mmuroles.check.invariant.InvariantWatch;
import dev.bitunion.mmuroles.check.invariant.Violation;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.scenario.Moment;
import dev.bitunion.mmuroles.scenario.Scenario;
import dev.bitunion.mmuroles.scenario.ScenarioFailure;
import dev.bitunion.mmuroles.scenario.StepWatch;
import dev.bitunion.mmuroles.scenario.TraceSink;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One run of a scenario with every invariant checked after each event. */
public final class WatchedScenario implements StepWatch {
  private final Map<Integer, List<Violation>> found = new LinkedHashMap<>();
  private InvariantWatch watch;
  private List<ScenarioFailure> failures = List.of();

  private WatchedScenario() {}

  /**
   * Plays a scenario.
   *
   * @param behaviours what the machine's kernel does
   */
  public static WatchedScenario play(Scenario scenario, Behaviours behaviours) {
    return play(scenario, behaviours, moment -> {}, TraceSink.NONE);
  }

  /** As the other; {@code timeline} hears of each event, {@code trace} of what happens to pages. */
  public static WatchedScenario play(
      Scenario scenario, Behaviours behaviours, Consumer<Moment> timeline, TraceSink trace) {
    WatchedScenario watched = new WatchedScenario();
    watched.failures = scenario.run(timeline, trace, watched, behaviours);
    return watched;
  }

  @Override
  public void begin(Vcpu vcpu, VcpuEvents on) {
    watch = new InvariantWatch(vcpu, on);
  }

  @Override
  public void after(int line) {
    List<Violation> violations = watch.after();
    if (!violations.isEmpty()) {
      found.put(line, violations);
    }
  }

  /** The violations that began at each line, in order; lines without any are left out. */
  public Map<Integer, List<Violation>> found() {
    return found;
  }

  /** All violations in order. */
  public List<Violation> all() {
    List<Violation> all = new ArrayList<>();
    found.values().forEach(all::addAll);
    return all;
  }

  /** The expectations that did not hold. */
  public List<ScenarioFailure> failures() {
    return failures;
  }
}

package dev.bitunion.mmuroles.defect;

import dev.bitunion.mmuroles.check.invariant.Violation;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A violation in a scenario, and who is to blame.
 *
 * @param line the scenario's line
 * @param violation what does not hold
 * @param blamed the behaviours to blame; none: nothing that is known explains it
 */
public record BlamedViolation(int line, Violation violation, List<Behaviour> blamed) {
  /** Copies the list. */
  public BlamedViolation {
    blamed = List.copyOf(blamed);
  }

  /** The violations of a run of a scenario with its own behaviours. */
  public static List<BlamedViolation> of(Scenario scenario, WatchedScenario run) {
    Blame blame =
        new Blame(
            scenario.behaviours(),
            behaviours -> WatchedScenario.play(scenario, behaviours).found());
    List<BlamedViolation> all = new ArrayList<>();
    run.found()
        .forEach(
            (line, violations) ->
                violations.forEach(
                    violation ->
                        all.add(
                            new BlamedViolation(
                                line, violation, blame.of(violation.invariant(), line)))));
    return all;
  }

  /** The violation and who is to blame, without the line. */
  public String text() {
    String names = blamed.stream().map(Behaviour::name).collect(Collectors.joining(", "));
    return violation + (blamed.isEmpty() ? " [no behaviour explains it]" : " [" + names + "]");
  }

  @Override
  public String toString() {
    return "line " + line + ": " + text();
  }
}

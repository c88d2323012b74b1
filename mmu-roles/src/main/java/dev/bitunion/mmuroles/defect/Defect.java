package dev.bitunion.mmuroles.defect;

import dev.bitunion.mmuroles.check.invariant.Invariant;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.scenario.Scenario;
import java.util.List;

/**
 * A defect of KVM's MMU that was found and fixed.
 *
 * @param id {@code B01} to {@code B33}
 * @param title the title of the fix
 * @param fixedIn the release with the fix, as far as it is known
 * @param cve its CVE, or {@code -}
 * @param behaviour the switch that is on where it is not fixed; null if it is outside the model
 * @param violates the invariant that it breaks; null if it is outside the model
 * @param outside why it is outside the model; null if it is not
 */
public record Defect(
    String id,
    String title,
    String fixedIn,
    String cve,
    Behaviour behaviour,
    Invariant violates,
    String outside) {

  /** Whether the model can express it. */
  public boolean expressible() {
    return behaviour != null;
  }

  /** The lines of its scenario, in which the behaviour is on. */
  public List<String> scenario() {
    return Defects.lines(id + ".scenario");
  }

  /**
   * Plays its scenario.
   *
   * @param fixed whether the one switch is off
   */
  public DefectRun run(boolean fixed) {
    Scenario scenario = Scenario.read(scenario());
    Behaviours behaviours =
        fixed ? scenario.behaviours().without(behaviour) : scenario.behaviours().with(behaviour);
    return new DefectRun(this, fixed, WatchedScenario.play(scenario, behaviours));
  }
}

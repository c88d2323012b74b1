package dev.bitunion.mmuroles.defect;

import dev.bitunion.mmuroles.check.invariant.Violation;
import java.util.List;
import java.util.Optional;

/**
 * One side of a defect, played.
 *
 * @param defect which
 * @param fixed whether its behaviour was off
 * @param run what the invariants found
 */
public record DefectRun(Defect defect, boolean fixed, WatchedScenario run) {
  /** What broke the invariant that the defect is said to break. */
  public List<Violation> named() {
    return run.all().stream()
        .filter(violation -> violation.invariant() == defect.violates())
        .toList();
  }

  /** The first of them. */
  public Optional<Violation> first() {
    return named().stream().findFirst();
  }

  /**
   * Whether the side is what it is said to be: broken with the named violation, fixed with none.
   */
  public boolean asSaid() {
    return fixed ? run.found().isEmpty() : !named().isEmpty();
  }
}

package dev.bitunion.mmuroles.defect;

import dev.bitunion.mmuroles.check.invariant.Invariant;
import dev.bitunion.mmuroles.check.invariant.Violation;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which named behaviours break an invariant at a step: the whole run is repeated without one of
 * those that may, and it is to blame if fewer violations begin there. Where none alone makes a
 * difference, the smallest set found by putting them back one after the other is.
 *
 * <p>Violations that stay although all of them are fixed have no name and are news.
 */
public final class Blame {
  private final Behaviours behaviours;
  private final Function<Behaviours, Map<Integer, List<Violation>>> run;
  private final Map<Behaviours, Map<Integer, List<Violation>>> runs = new HashMap<>();

  /**
   * Prepares.
   *
   * @param behaviours what the kernel of the run did
   * @param run repeats the run with other behaviours, and gives the violations by step
   */
  public Blame(Behaviours behaviours, Function<Behaviours, Map<Integer, List<Violation>>> run) {
    this.behaviours = behaviours;
    this.run = run;
  }

  /**
   * Those to blame for the violations of an invariant at a step; empty if nothing explains them.
   */
  public List<Behaviour> of(Invariant invariant, int step) {
    List<Behaviour> on = invariant.breakers().stream().filter(behaviours::has).toList();
    int found = count(behaviours, invariant, step);
    List<Behaviour> blamed = new ArrayList<>();
    for (Behaviour behaviour : on) {
      if (count(behaviours.without(behaviour), invariant, step) < found) {
        blamed.add(behaviour);
      }
    }
    if (blamed.isEmpty() || count(without(on), invariant, step) > 0) {
      return together(on, invariant, step);
    }
    return blamed;
  }

  private List<Behaviour> together(List<Behaviour> on, Invariant invariant, int step) {
    if (count(without(on), invariant, step) > 0) {
      return List.of();
    }
    List<Behaviour> needed = new ArrayList<>(on);
    for (Behaviour behaviour : on) {
      List<Behaviour> fewer = new ArrayList<>(needed);
      fewer.remove(behaviour);
      if (count(without(fewer), invariant, step) == 0) {
        needed = fewer;
      }
    }
    return needed;
  }

  private Behaviours without(List<Behaviour> fixed) {
    Behaviours rest = behaviours;
    for (Behaviour behaviour : fixed) {
      rest = rest.without(behaviour);
    }
    return rest;
  }

  private int count(Behaviours kernel, Invariant invariant, int step) {
    return (int)
        runs.computeIfAbsent(kernel, run).getOrDefault(step, List.of()).stream()
            .filter(violation -> violation.invariant() == invariant)
            .count();
  }
}

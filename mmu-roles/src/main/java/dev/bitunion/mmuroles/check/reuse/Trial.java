package dev.bitunion.mmuroles.check.reuse;

import java.util.ArrayList;
import java.util.List;

/**
 * A machine and what its guest does.
 *
 * @param world its memory
 * @param contexts the contexts that the guest is in
 * @param steps its accesses, in order
 */
public record Trial(World world, List<GuestContext> contexts, List<Step> steps) {
  /**
   * One access.
   *
   * @param context in which of the contexts, from 0
   * @param access the access
   */
  public record Step(int context, Access access) {}

  /** Copies the lists. */
  public Trial {
    contexts = List.copyOf(contexts);
    steps = List.copyOf(steps);
  }

  Trial withWorld(World other) {
    return new Trial(other, contexts, steps);
  }

  Trial withContext(int which, GuestContext context) {
    List<GuestContext> all = new ArrayList<>(contexts);
    all.set(which, context);
    return new Trial(world, all, steps);
  }

  Trial withStep(int which, Step step) {
    List<Step> all = new ArrayList<>(steps);
    all.set(which, step);
    return new Trial(world, contexts, all);
  }

  Trial withoutStep(int which) {
    List<Step> all = new ArrayList<>(steps);
    all.remove(which);
    return new Trial(world, contexts, all);
  }

  /** The same without contexts in which nothing happens. */
  Trial withOnlyUsedContexts() {
    List<GuestContext> used = new ArrayList<>();
    List<Step> renamed = new ArrayList<>();
    for (Step step : steps) {
      GuestContext context = contexts.get(step.context());
      if (!used.contains(context)) {
        used.add(context);
      }
      renamed.add(new Step(used.indexOf(context), step.access()));
    }
    return new Trial(world, used, renamed);
  }

  /** Whether the guest is anywhere in this place. */
  boolean visits(GuestContext.Place place) {
    return steps.stream().anyMatch(step -> contexts.get(step.context()).place() == place);
  }
}

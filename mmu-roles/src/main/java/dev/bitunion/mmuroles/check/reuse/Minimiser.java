package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.check.reuse.TableEntry.Format;
import dev.bitunion.mmuroles.check.reuse.Trial.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a trial as small and plain as it can be while it still shows the same. */
final class Minimiser {
  private final Predicate<Trial> shows;
  private Trial smallest;

  private Minimiser(Trial trial, Predicate<Trial> shows) {
    this.shows = shows;
    this.smallest = trial;
  }

  static Trial smallest(Trial trial, Predicate<Trial> shows) {
    Minimiser minimiser = new Minimiser(trial, shows);
    while (minimiser.improves()) {
      // Each round removes or plains something, so that this ends.
    }
    return minimiser.smallest.withOnlyUsedContexts();
  }

  private boolean improves() {
    for (Trial candidate : candidates()) {
      if (shows.test(candidate)) {
        smallest = candidate;
        return true;
      }
    }
    return false;
  }

  private List<Trial> candidates() {
    List<Trial> candidates = new ArrayList<>();
    for (int i = 0; i < smallest.steps().size() - 1; i++) {
      candidates.add(smallest.withoutStep(i));
    }
    for (TableEntry entry : smallest.world().entries()) {
      candidates.add(smallest.withWorld(smallest.world().without(entry)));
    }
    plainContexts(candidates);
    for (int i = 0; i < smallest.steps().size(); i++) {
      Step step = smallest.steps().get(i);
      for (Access access : step.access().plainer()) {
        candidates.add(smallest.withStep(i, new Step(step.context(), access)));
      }
    }
    for (TableEntry entry : smallest.world().entries()) {
      for (TableEntry plain : plainer(entry)) {
        candidates.add(smallest.withWorld(smallest.world().with(List.of(plain))));
      }
    }
    return candidates;
  }

  /** One context plainer, or all of them in the same way. */
  private void plainContexts(List<Trial> candidates) {
    List<GuestContext> contexts = smallest.contexts();
    for (int i = 0; i < contexts.size(); i++) {
      for (GuestContext plain : contexts.get(i).plainer()) {
        candidates.add(smallest.withContext(i, plain));
      }
    }
    if (contexts.size() == 2) {
      for (GuestContext first : contexts.get(0).plainer()) {
        for (GuestContext second : contexts.get(1).plainer()) {
          if (first.distance(second) == contexts.get(0).distance(contexts.get(1))) {
            candidates.add(smallest.withContext(0, first).withContext(1, second));
          }
        }
      }
    }
  }

  /** The entry with everything allowed and set; the pointers of PAE have but one form. */
  private static List<TableEntry> plainer(TableEntry entry) {
    List<TableEntry> plainer = new ArrayList<>();
    boolean pointer = entry.format() == Format.PTE && entry.flags().equals("P");
    String all = entry.format() == Format.EPT ? "R W X A D" : "P W U A D";
    String large = entry.flags().contains("PS") ? all + " PS" : all;
    if (!pointer && !entry.flags().isEmpty() && !entry.flags().equals(large)) {
      plainer.add(
          TableEntry.of(entry.format(), entry.table(), entry.index(), entry.frame(), large));
    }
    return plainer;
  }
}

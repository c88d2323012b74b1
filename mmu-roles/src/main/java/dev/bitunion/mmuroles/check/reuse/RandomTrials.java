package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.check.reuse.Trial.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Draws one trial; the same for the same seed and number. */
final class RandomTrials {
  private static final int MOST_EDITS = 3;

  private final SplittableRandom random;
  private final Space space;

  RandomTrials(List<Space> spaces, long seed, int number) {
    random = new SplittableRandom(31 * seed + number);
    space = spaces.get(random.nextInt(spaces.size()));
  }

  List<Access> accesses() {
    return space.accesses();
  }

  Trial next(int mostSteps) {
    List<TableEntry> edits = new ArrayList<>();
    for (int i = random.nextInt(MOST_EDITS + 1); i > 0; i--) {
      TableEntry edit = pick(space.edits());
      if (edits.stream().noneMatch(edit::replaces)) {
        edits.add(edit);
      }
    }
    List<GuestContext> contexts = new ArrayList<>(List.of(pick(space.contexts())));
    GuestContext second = pick(space.contexts());
    if (!contexts.contains(second) && second.goesWith(contexts.get(0))) {
      contexts.add(second);
    }
    List<Step> steps = new ArrayList<>();
    for (int i = random.nextInt(mostSteps) + 1; i > 0; i--) {
      steps.add(new Step(random.nextInt(contexts.size()), pick(space.accesses())));
    }
    return new Trial(space.base().with(edits), contexts, steps);
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}

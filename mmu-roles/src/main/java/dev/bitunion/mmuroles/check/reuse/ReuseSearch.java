package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.check.reuse.Trial.Step;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Goes through the {@link Spaces}, exhaustively within what {@link #COVERS} states, and then
 * through random trials of a seed. After the accesses of a trial the processor is asked, in every
 * context, what it would do with each access there is, so that a trial of n accesses stands for all
 * that have one more. An access that ends in a fault leaves nothing behind: a trial with one is as
 * good as the shorter trial without it, and is not played twice.
 */
final class ReuseSearch {
  /** What is gone through whole. */
  static final List<String> COVERS =
      List.of(
          "two contexts that differ in one thing, any one table edit: any access to data in the"
              + " first, then any access in either",
          "one context, any two table edits: any two accesses of users to data, then any access",
          "where: " + String.join("; ", Spaces.all().stream().map(Space::name).toList()));

  private static final int MOST_RANDOM_STEPS = 3;

  /** Pieces of work that are begun together; what they find is looked at in order. */
  private static final int CHUNK = 512;

  private final RoleModel model;
  private final List<Space> spaces = Spaces.all();
  private final AtomicLong sequences = new AtomicLong();
  private final LongConsumer progress;
  private volatile boolean stopped;

  /**
   * A search.
   *
   * @param progress hears now and then how many sequences were played
   */
  ReuseSearch(RoleModel model, LongConsumer progress) {
    this.model = model;
    this.progress = progress;
  }

  /** Sequences of accesses played so far. */
  long sequences() {
    return sequences.get();
  }

  /** Ends the search as soon as can be. */
  void stop() {
    stopped = true;
  }

  /** Whether {@link #stop} was called. */
  boolean stopped() {
    return stopped;
  }

  /** Every trial that goes wrong at its last access, in a fixed order. */
  List<Trial> all(long seed, int samples) {
    List<Trial> found = new ArrayList<>();
    first(
        seed,
        samples,
        trial -> {
          found.add(trial);
          return false;
        });
    return found;
  }

  /**
   * Goes on until something is found.
   *
   * @param seed decides the random trials
   * @param samples how many of these
   * @param wanted whether a trial that goes wrong at its last access is what is looked for
   * @return the first, in a fixed order; null if there is none
   */
  Trial first(long seed, int samples, Predicate<Trial> wanted) {
    for (Part part : parts(seed, samples)) {
      for (int from = 0; from < part.size() && !stopped; from += CHUNK) {
        List<List<Trial>> wrong =
            IntStream.range(from, Math.min(part.size(), from + CHUNK))
                .parallel()
                .mapToObj(i -> stopped ? List.<Trial>of() : part.play().apply(i))
                .toList();
        progress.accept(sequences.get());
        for (List<Trial> trials : wrong) {
          for (Trial trial : trials) {
            if (wanted.test(trial)) {
              return trial;
            }
          }
        }
      }
    }
    return null;
  }

  /** Pieces of work, each giving what goes wrong in it. */
  private record Part(int size, IntFunction<List<Trial>> play) {}

  /** What is quick to go through first: a victim is then found quickly, and small. */
  private List<Part> parts(long seed, int samples) {
    List<Part> parts = new ArrayList<>();
    spaces.forEach(space -> parts.add(alone(space, 1)));
    spaces.stream()
        .sorted(
            Comparator.comparing((Space space) -> space.base().machine() == Machine.N)
                .thenComparing(space -> space.neighbours().size()))
        .forEach(space -> parts.add(pairs(space)));
    spaces.forEach(space -> parts.add(alone(space, 2)));
    parts.add(new Part(samples, i -> random(new RandomTrials(spaces, seed, i))));
    return parts;
  }

  private Part pairs(Space space) {
    List<World> worlds = space.worlds(1);
    List<Space.Pair> pairs = space.neighbours();
    return new Part(
        worlds.size() * pairs.size(),
        i -> pair(space, worlds.get(i / pairs.size()), pairs.get(i % pairs.size())));
  }

  /** One access to data in the first context: then every access in both. */
  private List<Trial> pair(Space space, World world, Space.Pair pair) {
    List<GuestContext> contexts = List.of(pair.first(), pair.second());
    List<Access> then = space.accesses();
    List<Trial> wrong = new ArrayList<>();
    Player player = null;
    for (Access access : space.data()) {
      player = player == null ? new Player(model, world) : player;
      Trial trial = new Trial(world, contexts, List.of(new Step(0, access)));
      if (step(player, trial, 0, wrong)) {
        anyNext(player, trial, then, wrong);
        player = null;
      }
    }
    return wrong;
  }

  private Part alone(Space space, int edits) {
    List<World> worlds = space.worlds(edits);
    return new Part(
        worlds.size() * space.plain(),
        i -> one(space, worlds.get(i / space.plain()), space.contexts().get(i % space.plain())));
  }

  /** Two accesses of users to data: then every access. */
  private List<Trial> one(Space space, World world, GuestContext context) {
    List<GuestContext> contexts = List.of(context);
    List<Access> then = space.accesses();
    List<Trial> wrong = new ArrayList<>();
    for (Access first : space.userData()) {
      for (Access second : space.userData()) {
        Trial trial = new Trial(world, contexts, List.of(new Step(0, first), new Step(0, second)));
        Player player = new Player(model, world);
        if (!step(player, trial, 0, wrong)) {
          break;
        }
        if (step(player, trial, 1, wrong)) {
          anyNext(player, trial, then, wrong);
        }
      }
    }
    return wrong;
  }

  private List<Trial> random(RandomTrials trials) {
    List<Trial> wrong = new ArrayList<>();
    Trial trial = trials.next(MOST_RANDOM_STEPS);
    Player player = new Player(model, trial.world());
    boolean reached = false;
    for (int i = 0; i < trial.steps().size() && wrong.isEmpty(); i++) {
      reached |= step(player, trial, i, wrong);
    }
    if (reached && wrong.isEmpty()) {
      anyNext(player, trial, trials.accesses(), wrong);
    }
    return wrong;
  }

  /** Plays one step; true if it ends right and reaches memory. */
  private boolean step(Player player, Trial trial, int step, List<Trial> wrong) {
    sequences.incrementAndGet();
    Step now = trial.steps().get(step);
    player.enter(trial.contexts().get(now.context()));
    if (player.access(now.access())) {
      return player.reached();
    }
    List<Step> steps = trial.steps().subList(0, step + 1);
    wrong.add(new Trial(trial.world(), trial.contexts(), steps));
    return false;
  }

  /** What the processor would do next: only what it does without a fault can go wrong. */
  private void anyNext(Player player, Trial trial, List<Access> then, List<Trial> wrong) {
    int contexts = trial.contexts().size();
    int now = trial.steps().get(trial.steps().size() - 1).context();
    for (int n = 0; n < contexts; n++) {
      int context = (now + n) % contexts;
      player.enter(trial.contexts().get(context));
      for (Access access : then) {
        if (player.wouldGoWrong(access)) {
          List<Step> steps = new ArrayList<>(trial.steps());
          steps.add(new Step(context, access));
          wrong.add(new Trial(trial.world(), trial.contexts(), steps));
        }
      }
    }
    sequences.addAndGet((long) contexts * then.size());
  }
}

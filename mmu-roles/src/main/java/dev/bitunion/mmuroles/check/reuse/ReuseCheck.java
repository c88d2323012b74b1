package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.check.Attribution;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.ReuseKey;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Do two contexts that share a page by its role ever see wrong rights, wrong memory or lost
 * accessed and dirty bits through it? Asked of a kernel's own key, and of keys without a field.
 */
public final class ReuseCheck {
  /** What is gone through whole, beside random sequences. */
  public static final List<String> COVERS = ReuseSearch.COVERS;

  /** The ways in which 5.14 itself shares pages that differ. */
  private static final List<Behaviour> KNOWN =
      List.of(Behaviour.ROLE_LACKS_PSE, Behaviour.ROLE_LACKS_LMA, Behaviour.LENT_WRITE_FORGETS_AC);

  private final RoleModel model;
  private final long seed;
  private final int samples;
  private final LongConsumer progress;
  private volatile ReuseSearch search;

  /**
   * A check.
   *
   * @param model the kernel; its key may have flags added
   * @param seed decides the random sequences
   * @param samples how many of these
   * @param progress hears now and then how many sequences were played
   */
  public ReuseCheck(RoleModel model, long seed, int samples, LongConsumer progress) {
    this.progress = progress;
    this.model = model;
    this.seed = seed;
    this.samples = samples;
  }

  /**
   * What was gone through.
   *
   * @param sequences sequences of accesses whose last one was compared
   * @param whole whether the search went on to its end, or to the victim
   */
  public record Coverage(long sequences, boolean whole) {}

  /**
   * Wrong accesses of one cause.
   *
   * @param count how many
   * @param smallest the smallest
   */
  public record Class(long count, Victim smallest) {}

  /**
   * What the whole key was found to let through.
   *
   * @param named by behaviour
   * @param unattributed what no behaviour explains; null if there is nothing
   * @param coverage what was gone through
   */
  public record Whole(Map<Behaviour, Class> named, Class unattributed, Coverage coverage) {}

  /**
   * What a field keeps apart.
   *
   * @param victim the smallest victim without it; null if none was found
   * @param coverage what was gone through
   */
  public record Dropped(Victim victim, Coverage coverage) {}

  /** What has been gone through so far in the search under way. */
  public Coverage coverage() {
    ReuseSearch now = search;
    return now == null ? new Coverage(0, false) : new Coverage(now.sequences(), !now.stopped());
  }

  /** Searches through the whole key. */
  public Whole whole() {
    search = new ReuseSearch(model, progress);
    List<Trial> wrong = search.all(seed, samples);
    Attribution attribution = new Attribution(model);
    Map<Behaviour, Trial> first = new EnumMap<>(Behaviour.class);
    Map<Behaviour, Long> counts = new TreeMap<>();
    Trial unknown = null;
    long unknowns = 0;
    for (Trial trial : wrong) {
      Behaviour cause = cause(attribution, trial);
      if (cause == null) {
        unknowns++;
        unknown = unknown == null ? trial : unknown;
      } else {
        first.putIfAbsent(cause, trial);
        counts.merge(cause, 1L, Long::sum);
      }
    }
    Map<Behaviour, Class> named = new EnumMap<>(Behaviour.class);
    first.forEach(
        (cause, trial) ->
            named.put(
                cause, new Class(counts.get(cause), smallest(trial, t -> shows(t, cause), model))));
    Class news =
        unknown == null ? null : new Class(unknowns, smallest(unknown, t -> goesWrong(t), model));
    return new Whole(named, news, coverage());
  }

  /**
   * The behaviour without which the trial ends right; or the one that 5.14 has, this kernel has
   * not, and with which it does; or, if several would have to go, the first of the known ones.
   */
  private Behaviour cause(Attribution attribution, Trial trial) {
    Behaviour single = attribution.add(other -> Player.firstWrong(other, trial) >= 0);
    if (single != null) {
      return single;
    }
    Behaviours older = Behaviours.of(KernelVersion.V5_14);
    for (Behaviour behaviour : Behaviour.values()) {
      boolean gone = older.has(behaviour) && !model.behaviours().has(behaviour);
      if (gone && Player.firstWrong(flipped(behaviour), trial) < 0) {
        return behaviour;
      }
    }
    return Player.firstWrong(fixed(model), trial) < 0
        ? KNOWN.stream().filter(model.behaviours()::has).findFirst().orElse(null)
        : null;
  }

  /** The model with one behaviour switched over. */
  private RoleModel flipped(Behaviour behaviour) {
    Behaviours now = model.behaviours();
    Behaviours other = now.has(behaviour) ? now.without(behaviour) : now.with(behaviour);
    return RoleModel.of(model.kernel(), other).withKey(model.key());
  }

  private boolean goesWrong(Trial trial) {
    return Player.firstWrong(model, trial) == trial.steps().size() - 1;
  }

  private boolean shows(Trial trial, Behaviour cause) {
    return goesWrong(trial) && Player.firstWrong(flipped(cause), trial) < 0;
  }

  /** The model with the three known classes fixed. */
  private static RoleModel fixed(RoleModel model) {
    Behaviours behaviours = model.behaviours();
    for (Behaviour behaviour : KNOWN) {
      behaviours = behaviours.without(behaviour);
    }
    return RoleModel.of(model.kernel(), behaviours).withKey(model.key());
  }

  /**
   * Searches for a victim of a key without a field of the page role.
   *
   * @param mask the field's bits
   */
  public Dropped without(int mask) {
    ReuseKey key = model.key().without(mask);
    RoleModel reference = fixed(model);
    RoleModel dropped = reference.withKey(key);
    // A victim must be the field's own: so it is one whether or not the known classes are fixed.
    Predicate<Trial> victim =
        trial ->
            goesWrongOnlyIn(dropped, reference, trial)
                && goesWrongOnlyIn(model.withKey(key), model, trial);
    return search(dropped, victim, model.withKey(key));
  }

  /**
   * Searches for a victim of the key without one of the flags that were added to it: what that flag
   * keeps apart and the kernel does not.
   */
  public Dropped withoutAdded(String name) {
    ReuseKey key = model.key();
    List<ReuseKey.Added> others =
        key.added().stream().filter(added -> !added.name().equals(name)).toList();
    ReuseKey less = new ReuseKey(key.compared(), others);
    // Any flag at all makes some sequence of 9.29 end well, by accident; such are left aside.
    Behaviours calm = model.behaviours().without(Behaviour.LENT_WRITE_FORGETS_AC);
    RoleModel reference = RoleModel.of(model.kernel(), calm).withKey(key);
    RoleModel dropped = reference.withKey(less);
    Predicate<Trial> victim =
        trial ->
            goesWrongOnlyIn(dropped, reference, trial)
                && goesWrongOnlyIn(model.withKey(less), model, trial);
    return search(dropped, victim, model.withKey(less));
  }

  private Dropped search(RoleModel searched, Predicate<Trial> victim, RoleModel shown) {
    search = new ReuseSearch(searched, progress);
    Trial found = search.first(seed, samples, victim);
    Victim smallest = found == null ? null : smallest(found, victim, shown);
    return new Dropped(smallest, coverage());
  }

  private static boolean goesWrongOnlyIn(RoleModel dropped, RoleModel reference, Trial trial) {
    return Player.firstWrong(dropped, trial) == trial.steps().size() - 1
        && Player.firstWrong(reference, trial) < 0;
  }

  private static Victim smallest(Trial trial, Predicate<Trial> shows, RoleModel shown) {
    return Victim.of(shown, Minimiser.smallest(trial, shows));
  }

  /** Ends the search under way as soon as can be. */
  public void stop() {
    ReuseSearch now = search;
    if (now != null) {
      now.stop();
    }
  }
}

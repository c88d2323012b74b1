package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Which named behaviours explain what a search found. A finding belongs to a behaviour if it is
 * gone with that behaviour alone switched off and everything else as it was; one that stays, no
 * matter which is switched off, has no name and is news.
 */
public final class Attribution {
  private final Map<Behaviour, RoleModel> without = new EnumMap<>(Behaviour.class);
  private final Map<Behaviour, Long> named = new EnumMap<>(Behaviour.class);
  private Behaviour last;
  private long unattributed;

  /** Attributes findings under a model. */
  public Attribution(RoleModel model) {
    Behaviours on = model.behaviours();
    for (Behaviour behaviour : Behaviour.values()) {
      if (on.has(behaviour)) {
        without.put(behaviour, RoleModel.of(model.kernel(), on.without(behaviour)));
      }
    }
  }

  /**
   * Counts one finding.
   *
   * @param persists whether it is still found under a model
   * @return the behaviour, or null if no single one explains it
   */
  public Behaviour add(Predicate<RoleModel> persists) {
    Behaviour behaviour = explains(last, persists) ? last : search(persists);
    if (behaviour == null) {
      unattributed++;
    } else {
      named.merge(behaviour, 1L, Long::sum);
      last = behaviour;
    }
    return behaviour;
  }

  private Behaviour search(Predicate<RoleModel> persists) {
    for (Behaviour behaviour : without.keySet()) {
      if (explains(behaviour, persists)) {
        return behaviour;
      }
    }
    return null;
  }

  private boolean explains(Behaviour behaviour, Predicate<RoleModel> persists) {
    return behaviour != null && !persists.test(without.get(behaviour));
  }

  /** Findings of each behaviour. */
  public Map<Behaviour, Long> named() {
    return Map.copyOf(named);
  }

  /** Findings that no single behaviour explains. */
  public long unattributed() {
    return unattributed;
  }
}

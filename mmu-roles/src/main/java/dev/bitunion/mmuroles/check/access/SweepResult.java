package dev.bitunion.mmuroles.check.access;

import dev.bitunion.mmuroles.role.Behaviour;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a sweep found: cases, differences that have a name, and those that have none. */
public final class SweepResult {
  /** How many disagreements are described. */
  public static final int KEPT = 10;

  private final Map<Behaviour, Long> named = new EnumMap<>(Behaviour.class);
  private final List<String> first = new ArrayList<>();
  private long cases;
  private long disagreements;

  SweepResult(Behaviour... expected) {
    for (Behaviour behaviour : expected) {
      named.put(behaviour, 0L);
    }
  }

  void addCase() {
    cases++;
  }

  void differs(Behaviour name) {
    named.merge(name, 1L, Long::sum);
  }

  void disagrees(String description) {
    disagreements++;
    if (first.size() < KEPT) {
      first.add(description);
    }
  }

  boolean wantsMore() {
    return first.size() < KEPT;
  }

  /** Cases checked. */
  public long cases() {
    return cases;
  }

  /** Cases in which a known behaviour of the kernel explains the difference, by its name. */
  public Map<Behaviour, Long> named() {
    return Map.copyOf(named);
  }

  /** Cases that differ and have no name. */
  public long disagreements() {
    return disagreements;
  }

  /** The first {@link #KEPT} of them, a line each. */
  public List<String> first() {
    return List.copyOf(first);
  }
}

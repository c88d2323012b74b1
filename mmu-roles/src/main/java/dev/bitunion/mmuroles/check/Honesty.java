package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.check.RoleMode.Setup;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Is a full role honest: do equal roles mean equal permissions, masks, levels and walkers? KVM
 * skips the re-configuration of a context when its role is unchanged, so a role that is not leaves
 * a context with another state's tables. Exhaustive over all legal register states; only states
 * with paging are compared, because without it nothing is walked.
 */
public final class Honesty {
  /** 46 address bits leave reserved bits at both ends of the field above the address. */
  private static final GuestCpuid CPUID = new GuestCpuid(46, true, false);

  private Honesty() {}

  /**
   * Two setups with one role that are not the same.
   *
   * @param role the role that both have
   * @param first one of them
   * @param second the other
   * @param differences what differs
   * @param access the first access that differs
   */
  public record Counterexample(
      long role, String first, String second, List<String> differences, String access) {}

  /**
   * What a search found.
   *
   * @param mode where it searched
   * @param states register states tried
   * @param roles distinct full roles among them
   * @param dishonest roles that stand for different states
   * @param pairs pairs of states that share a role and differ
   * @param example the one with the smallest role; null if there is none
   * @param named how many of the pairs a behaviour explains alone
   * @param unattributed how many no behaviour explains
   */
  public record Result(
      RoleMode mode,
      int states,
      int roles,
      int dishonest,
      long pairs,
      Counterexample example,
      Map<Behaviour, Long> named,
      long unattributed) {}

  /** Compares all states that share a role, each configured afresh. */
  public static Result fresh(RoleMode mode, RoleModel model) {
    States states = new States(mode, model);
    Map<Long, List<Integer>> byRole = new TreeMap<>(Long::compareUnsigned);
    for (int i = 0; i < states.size(); i++) {
      byRole.computeIfAbsent(states.role(i), role -> new ArrayList<>()).add(i);
    }
    Map<RoleModel, States> others = new IdentityHashMap<>();
    Attribution attribution = new Attribution(model);
    int dishonest = 0;
    long pairs = 0;
    Counterexample example = null;
    for (List<Integer> sharing : byRole.values()) {
      long before = pairs;
      for (int b = 1; b < sharing.size(); b++) {
        for (int a = 0; a < b; a++) {
          int first = sharing.get(a);
          int second = sharing.get(b);
          if (!states.confused(first, second)) {
            continue;
          }
          pairs++;
          if (example == null) {
            example = states.counterexample(first, second);
          }
          attribution.add(
              other ->
                  others.computeIfAbsent(other, m -> new States(mode, m)).confused(first, second));
        }
      }
      if (pairs > before) {
        dishonest++;
      }
    }
    return new Result(
        mode,
        states.size(),
        byRole.size(),
        dishonest,
        pairs,
        example,
        attribution.named(),
        attribution.unattributed());
  }

  /** All states of a mode, in an order that is the same whatever the model. */
  private static final class States {
    private final RoleMode mode;
    private final RoleModel model;
    private final List<Setup> setups;
    private final Derived[] derived;

    States(RoleMode mode, RoleModel model) {
      this.mode = mode;
      this.model = model;
      setups = mode.setups(model);
      derived = new Derived[setups.size()];
    }

    int size() {
      return setups.size();
    }

    Setup setup(int i) {
      return setups.get(i);
    }

    long role(int i) {
      return setups.get(i).role();
    }

    MmuContext configured(int i) {
      MmuContext context = mode.newContext(model, CPUID);
      mode.init(context, setups.get(i));
      return context;
    }

    Derived derived(int i) {
      if (derived[i] == null) {
        derived[i] = Derived.of(configured(i));
      }
      return derived[i];
    }

    /** Both walk, have one role, and are not the same. */
    boolean confused(int a, int b) {
      return role(a) == role(b)
          && setup(a).paging()
          && setup(b).paging()
          && !derived(a).equals(derived(b));
    }

    /** A context that was {@code from} and became {@code to}. */
    MmuContext carried(int from, int to) {
      MmuContext context = configured(from);
      mode.init(context, setups.get(to));
      return context;
    }

    /** Roles differ, and yet the context is not as if it had been {@code to} at once. */
    boolean remembers(int from, int to) {
      return role(from) != role(to)
          && setup(to).paging()
          && !Derived.of(carried(from, to)).equals(derived(to));
    }

    Counterexample counterexample(int first, int second) {
      return new Counterexample(
          role(first),
          setup(first).text(),
          setup(second).text(),
          derived(first).differences(derived(second)),
          Derived.firstDifference(configured(first), configured(second)));
    }

    Counterexample memory(int from, int to) {
      return new Counterexample(
          role(to),
          "from " + setup(from).text() + " to " + setup(to).text(),
          setup(to).text() + " at once",
          Derived.of(carried(from, to)).differences(derived(to)),
          Derived.firstDifference(carried(from, to), configured(to)));
    }

    /** One state a role, by role. */
    List<Integer> oneEachRole() {
      Map<Long, Integer> first = new TreeMap<>(Long::compareUnsigned);
      for (int i = 0; i < size(); i++) {
        first.putIfAbsent(role(i), i);
      }
      return List.copyOf(first.values());
    }
  }

  /**
   * What contexts carry over.
   *
   * @param mode where it searched
   * @param transitions ordered pairs of states tried, with different roles
   * @param carrying pairs after which the context is not as if configured afresh
   * @param roles roles that such a context ends in
   * @param parts what was carried
   * @param example the first; null if there is none
   * @param named how many of the carrying pairs a behaviour explains alone
   * @param unattributed how many no behaviour explains
   */
  public record History(
      RoleMode mode,
      long transitions,
      long carrying,
      int roles,
      List<String> parts,
      Counterexample example,
      Map<Behaviour, Long> named,
      long unattributed) {}

  /**
   * Configures a context for one state, then for another, and compares it with a fresh one: over
   * all ordered pairs of states whose roles differ, one state a role.
   */
  public static History carried(RoleMode mode, RoleModel model) {
    States states = new States(mode, model);
    List<Integer> tried = states.oneEachRole();
    Map<RoleModel, States> others = new IdentityHashMap<>();
    Attribution attribution = new Attribution(model);
    long transitions = 0;
    long carrying = 0;
    TreeSet<Long> roles = new TreeSet<>(Long::compareUnsigned);
    TreeSet<String> parts = new TreeSet<>();
    Counterexample example = null;
    for (int to : tried) {
      if (!states.setup(to).paging()) {
        continue;
      }
      for (int from : tried) {
        if (from == to) {
          continue;
        }
        transitions++;
        if (!states.remembers(from, to)) {
          continue;
        }
        carrying++;
        roles.add(states.role(to));
        parts.addAll(Derived.of(states.carried(from, to)).differences(states.derived(to)));
        example = example == null ? states.memory(from, to) : example;
        attribution.add(
            other -> others.computeIfAbsent(other, m -> new States(mode, m)).remembers(from, to));
      }
    }
    return new History(
        mode,
        transitions,
        carrying,
        roles.size(),
        List.copyOf(parts),
        example,
        attribution.named(),
        attribution.unattributed());
  }
}

package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.check.RoleMode.Setup;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.LinkedHashMap;
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
   */
  public record Result(
      RoleMode mode, int states, int roles, int dishonest, long pairs, Counterexample example) {}

  /** Compares all states that share a role, each configured afresh. */
  public static Result fresh(RoleMode mode, RoleModel model) {
    List<Setup> setups = mode.setups(model);
    Map<Long, Map<Derived, Group>> byRole = new TreeMap<>(Long::compareUnsigned);
    for (Setup setup : setups) {
      Map<Derived, Group> groups =
          byRole.computeIfAbsent(setup.role(), role -> new LinkedHashMap<>());
      if (setup.paging()) {
        groups.computeIfAbsent(derived(mode, model, setup), key -> new Group(setup)).size++;
      }
    }
    int dishonest = 0;
    long pairs = 0;
    Counterexample example = null;
    for (Map<Derived, Group> groups : byRole.values()) {
      if (groups.size() > 1) {
        dishonest++;
        pairs += pairs(groups.values());
        if (example == null) {
          List<Group> both = List.copyOf(groups.values());
          example = example(mode, model, both.get(0).first, both.get(1).first);
        }
      }
    }
    return new Result(mode, setups.size(), byRole.size(), dishonest, pairs, example);
  }

  /** States with equal role and equal derived state: the first of them, and how many. */
  private static final class Group {
    private final Setup first;
    private long size;

    Group(Setup first) {
      this.first = first;
    }
  }

  private static long pairs(Iterable<Group> groups) {
    long pairs = 0;
    long before = 0;
    for (Group group : groups) {
      pairs += before * group.size;
      before += group.size;
    }
    return pairs;
  }

  private static Derived derived(RoleMode mode, RoleModel model, Setup setup) {
    return Derived.of(configured(mode, model, setup));
  }

  private static MmuContext configured(RoleMode mode, RoleModel model, Setup setup) {
    MmuContext context = mode.newContext(model, CPUID);
    mode.init(context, setup);
    return context;
  }

  private static Counterexample example(RoleMode mode, RoleModel model, Setup first, Setup second) {
    MmuContext a = configured(mode, model, first);
    MmuContext b = configured(mode, model, second);
    return new Counterexample(
        first.role(),
        first.text(),
        second.text(),
        Derived.of(a).differences(Derived.of(b)),
        Derived.firstDifference(a, b));
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
   */
  public record History(
      RoleMode mode,
      long transitions,
      long carrying,
      int roles,
      List<String> parts,
      Counterexample example) {}

  /**
   * Configures a context for one state, then for another, and compares it with a fresh one: over
   * all ordered pairs of states whose roles differ, one state a role.
   */
  public static History carried(RoleMode mode, RoleModel model) {
    Map<Long, Setup> states = new TreeMap<>(Long::compareUnsigned);
    mode.setups(model).forEach(setup -> states.putIfAbsent(setup.role(), setup));
    long transitions = 0;
    long carrying = 0;
    TreeSet<Long> roles = new TreeSet<>();
    TreeSet<String> parts = new TreeSet<>();
    Counterexample example = null;
    for (Setup to : states.values()) {
      if (!to.paging()) {
        continue;
      }
      Derived fresh = derived(mode, model, to);
      for (Setup from : states.values()) {
        if (from == to) {
          continue;
        }
        transitions++;
        MmuContext context = configured(mode, model, from);
        mode.init(context, to);
        Derived carried = Derived.of(context);
        if (!carried.equals(fresh)) {
          carrying++;
          roles.add(to.role());
          parts.addAll(carried.differences(fresh));
          if (example == null) {
            example =
                new Counterexample(
                    to.role(),
                    "from " + from.text() + " to " + to.text(),
                    to.text() + " at once",
                    carried.differences(fresh),
                    Derived.firstDifference(context, configured(mode, model, to)));
          }
        }
      }
    }
    return new History(mode, transitions, carrying, roles.size(), List.copyOf(parts), example);
  }
}

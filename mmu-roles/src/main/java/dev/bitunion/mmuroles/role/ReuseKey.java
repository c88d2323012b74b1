package dev.bitunion.mmuroles.role;

import java.util.List;
import java.util.function.LongPredicate;

/**
 * What of a page role decides whether a page or a root is reused: all of it in every kernel. Here
 * fields can be left out, to see what they keep apart, and flags added that no kernel has.
 *
 * @param compared bits of the page role that are compared
 * @param added flags beyond those of the layout, at most {@link #MOST_ADDED}
 */
public record ReuseKey(int compared, List<Added> added) {
  /** The whole role, and nothing else. */
  public static final ReuseKey WHOLE = new ReuseKey(-1, List.of());

  /** Flags that a page role has room for. */
  public static final int MOST_ADDED = RoleExtrasBits.ADDED_WIDTH;

  /**
   * A flag that pages get from their context's full role.
   *
   * @param name what it is called
   * @param holds whether it is set, from a {@link MmuRole} word
   */
  public record Added(String name, LongPredicate holds) {}

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are too many flags
   */
  public ReuseKey {
    added = List.copyOf(added);
    if (added.size() > MOST_ADDED) {
      throw new IllegalArgumentException(
          "a page role has room for " + MOST_ADDED + " more flags, not " + added.size());
    }
  }

  /** The same key without some bits of the role. */
  public ReuseKey without(int mask) {
    return new ReuseKey(compared & ~mask, added);
  }

  /** The role bits of the added flags, from a context's full role. */
  public int addedBits(long role) {
    int set = 0;
    for (int i = added.size() - 1; i >= 0; i--) {
      set = 2 * set + (added.get(i).holds().test(role) ? 1 : 0);
    }
    return RoleExtrasBits.withAdded(0, set);
  }
}

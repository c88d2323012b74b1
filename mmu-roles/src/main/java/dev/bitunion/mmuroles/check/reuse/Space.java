package dev.bitunion.mmuroles.check.reuse;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of what is searched: memory and its edits, contexts, and accesses.
 *
 * @param name what it is about
 * @param base the memory before any edit
 * @param edits entries that replace one of the base, or are new
 * @param contexts the contexts, the plain ones first
 * @param plain how many contexts are searched alone with two edits and two accesses
 * @param addresses where accesses go
 */
record Space(
    String name,
    World base,
    List<TableEntry> edits,
    List<GuestContext> contexts,
    int plain,
    long... addresses) {
  /** Two contexts, in order. */
  record Pair(GuestContext first, GuestContext second) {}

  /** Every access. */
  List<Access> accesses() {
    return Access.all(addresses);
  }

  /** Those to data; a supervisor's reads do not depend on AC in what they leave behind. */
  List<Access> data() {
    return accesses().stream().filter(Access::leavesItsOwn).toList();
  }

  /** Those of users to data. */
  List<Access> userData() {
    return data().stream().filter(Access::byUser).toList();
  }

  /** Every ordered pair of contexts that differ in one thing. */
  List<Pair> neighbours() {
    List<Pair> pairs = new ArrayList<>();
    for (GuestContext first : contexts) {
      for (GuestContext second : contexts) {
        if (first.distance(second) == 1 && first.goesWith(second)) {
          pairs.add(new Pair(first, second));
        }
      }
    }
    return pairs;
  }

  /** The memory without an edit and with each of them, then with each two in different places. */
  List<World> worlds(int mostEdits) {
    List<World> worlds = new ArrayList<>();
    worlds.add(base);
    edits.forEach(edit -> worlds.add(base.with(List.of(edit))));
    if (mostEdits > 1) {
      for (int a = 0; a < edits.size(); a++) {
        for (int b = 0; b < a; b++) {
          if (!edits.get(a).replaces(edits.get(b))) {
            worlds.add(base.with(List.of(edits.get(b), edits.get(a))));
          }
        }
      }
    }
    return worlds;
  }
}

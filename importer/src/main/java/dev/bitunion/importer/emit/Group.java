package dev.bitunion.importer.emit;

import dev.bitunion.importer.layout.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The leaves of a type, sorted by the named members of anonymous type that they lie in. Anonymous
 * members leave no trace: C reaches what they hold without a prefix, and so does Java.
 */
final class Group {
  final List<Leaf> leaves = new ArrayList<>();
  final Map<String, Group> named = new LinkedHashMap<>();

  /** The tree of a type's leaves. */
  static Group of(List<Leaf> leaves) {
    Group root = new Group();
    for (Leaf leaf : leaves) {
      if (leaf.isNamed()) {
        Group home = root;
        String[] steps = leaf.path().split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
          home = home.named.computeIfAbsent(steps[i], k -> new Group());
        }
        home.leaves.add(leaf);
      }
    }
    return root;
  }

  /** The byte in which its first leaf starts, in bits. */
  long start() {
    long first = Long.MAX_VALUE;
    for (Leaf leaf : leaves) {
      first = Math.min(first, leaf.bitOffset() & -Byte.SIZE);
    }
    for (Group group : named.values()) {
      first = Math.min(first, group.start());
    }
    return first;
  }
}

package dev.bitunion.importer.layout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Splits overlapping members into layers that do not overlap: what C's unions lay over each other.
 */
public final class Layers {
  private Layers() {}

  /**
   * The layers of a type, each in bit order; the one that names most members first, because a raw
   * word says less than the fields in it. Unnamed and empty members are left out.
   */
  public static List<List<Leaf>> of(List<Leaf> leaves) {
    List<List<Leaf>> layers = new ArrayList<>();
    for (Leaf leaf : leaves) {
      if (!leaf.isNamed() || leaf.bitWidth() == 0) {
        continue;
      }
      List<Leaf> home = null;
      for (List<Leaf> layer : layers) {
        if (home == null && layer.stream().noneMatch(other -> overlap(leaf, other))) {
          home = layer;
        }
      }
      if (home == null) {
        home = new ArrayList<>();
        layers.add(home);
      }
      home.add(leaf);
    }
    layers.forEach(layer -> layer.sort(Comparator.comparingLong(Leaf::bitOffset)));
    layers.sort(Comparator.comparingInt((List<Leaf> layer) -> -layer.size()));
    return layers;
  }

  /** Whether two members hold a bit in common. */
  public static boolean overlap(Leaf a, Leaf b) {
    return a.bitOffset() < b.bitEnd() && b.bitOffset() < a.bitEnd();
  }
}

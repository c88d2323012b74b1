package dev.bitunion.importer.draw;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Layers;
import dev.bitunion.importer.layout.Leaf;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One type out of several files, cut into rows of bits, so that the same bits of every file stand
 * under each other.
 *
 * @param name how C spells the type
 * @param rowBits bits of a row
 * @param strips one for each layer of each file
 * @param members the paths of all members, in the order in which they appear
 */
record Stack(String name, int rowBits, List<Strip> strips, List<String> members) {

  /**
   * One layer of a type's bits.
   *
   * @param label the file's kernel and module
   * @param type the type that it is of
   * @param first whether it is the type's first layer
   * @param cells its members
   */
  record Strip(String label, CType type, boolean first, List<Leaf> cells) {
    /** Whether the most significant bit of a row is its first: big-endian machines count so. */
    boolean isMsbFirst() {
      return type.order() == ByteOrder.BIG_ENDIAN;
    }
  }

  /** Stacks the same type of several files. */
  static Stack of(List<CType> types) {
    List<Strip> strips = new ArrayList<>();
    Set<String> members = new LinkedHashSet<>();
    for (CType type : types) {
      boolean first = true;
      for (List<Leaf> layer : Layers.of(type.leaves())) {
        strips.add(new Strip(type.origin().label(), type, first, layer));
        first = false;
      }
    }
    strips.forEach(strip -> strip.cells().forEach(leaf -> members.add(leaf.path())));
    long bits = types.stream().mapToLong(CType::bits).max().orElse(0);
    int rowBits = bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : 64;
    return new Stack(types.get(0).spelling(), rowBits, strips, List.copyOf(members));
  }

  /** How many rows the largest of the types needs. */
  long rows() {
    long bits = strips.stream().mapToLong(s -> s.type().bits()).max().orElse(0);
    return (bits + rowBits - 1) / rowBits;
  }

  /** The member of a strip that holds a bit, or null. */
  static Leaf at(Strip strip, long bit) {
    for (Leaf leaf : strip.cells()) {
      if (leaf.bitOffset() <= bit && bit < leaf.bitEnd()) {
        return leaf;
      }
    }
    return null;
  }

  /** Whether a row holds anything but the middle of a large member. */
  boolean isInteresting(long row) {
    return strips.stream()
        .flatMap(s -> s.cells().stream())
        .anyMatch(leaf -> isIn(leaf, row) && leaf.bitWidth() <= rowBits);
  }

  /**
   * Whether a strip is drawn in a row: its type reaches there, and an overlay has members there.
   */
  boolean isDrawn(Strip strip, long row) {
    return strip.type().bits() > row * rowBits
        && (strip.first() || strip.cells().stream().anyMatch(leaf -> isIn(leaf, row)));
  }

  private boolean isIn(Leaf leaf, long row) {
    return leaf.bitOffset() < (row + 1) * rowBits && leaf.bitEnd() > row * rowBits;
  }
}

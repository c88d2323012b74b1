package dev.bitunion.importer.verify;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.LeafKind;
import dev.bitunion.layout.BitOrder;
import dev.bitunion.layout.FieldKind;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.Part;
import dev.bitunion.layout.UnionLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares a compiled union with a C type, field by field. */
public final class Comparison {
  private final UnionLayout union;
  private final CType type;
  private final List<String> differences = new ArrayList<>();

  private Comparison(UnionLayout union, CType type) {
    this.union = union;
    this.type = type;
  }

  /** Every difference as a line; empty if they agree. */
  public static List<String> of(UnionLayout union, CType type) {
    Comparison comparison = new Comparison(union, type);
    comparison.compare();
    return comparison.differences;
  }

  private void compare() {
    if (union.bits() != type.bits()) {
      differences.add(union.bits() + " bits in Java, " + type.bits() + " in C");
      return;
    }
    boolean big = type.order() == ByteOrder.BIG_ENDIAN;
    if (big != (union.order() == BitOrder.MSB_FIRST)) {
      differences.add(
          "the first bit is the "
              + (big ? "highest in C, not" : "lowest in C, not")
              + " so in Java");
      return;
    }
    Map<String, Leaf> leaves = new LinkedHashMap<>();
    type.leaves().stream().filter(Leaf::isNamed).forEach(l -> leaves.put(l.path(), l));
    Map<String, Leaf> missing = new LinkedHashMap<>(leaves);
    for (FieldLayout field : union.fields()) {
      String whole = field.cName().replaceFirst("_bits\\d+$", "");
      boolean piece = !leaves.containsKey(field.cName()) && leaves.containsKey(whole);
      Leaf leaf = leaves.get(piece ? whole : field.cName());
      if (leaf == null) {
        differences.add(field.cName() + " is in Java, not in C");
        continue;
      }
      missing.remove(leaf.path());
      if (!piece) {
        compare(field, leaf);
      }
    }
    for (Leaf leaf : missing.values()) {
      boolean number = leaf.kind().isScalar() || leaf.kind() == LeafKind.PTR;
      if (number && leaf.bitWidth() > 0) {
        differences.add(leaf.path() + " is in C (" + bits(leaf) + "), not in Java");
      }
    }
  }

  private void compare(FieldLayout field, Leaf leaf) {
    Part part = field.parts().get(0);
    boolean array = field.traits().isArray();
    long width = array ? (long) field.traits().count() * part.width() : part.width();
    long first =
        union.order() == BitOrder.LSB_FIRST
            ? part.offset()
            : union.bits() - part.offset() - part.width();
    if (field.parts().size() > 1) {
      differences.add(field.cName() + " is in several pieces in Java");
    } else if (first != leaf.bitOffset() || width != leaf.bitWidth()) {
      differences.add(
          field.cName() + ": " + bits(first, width) + " in Java, " + bits(leaf) + " in C");
    } else if (leaf.kind().isScalar()
        && !array
        && field.signed() != leaf.signed()
        && field.kind() != FieldKind.ENUM) {
      differences.add(
          field.cName()
              + ": "
              + sign(field.signed())
              + " in Java, "
              + sign(leaf.signed())
              + " in C");
    }
  }

  private static String sign(boolean signed) {
    return signed ? "signed" : "unsigned";
  }

  private static String bits(Leaf leaf) {
    return bits(leaf.bitOffset(), leaf.bitWidth());
  }

  private static String bits(long first, long width) {
    return width == 1 ? "bit " + first : "bits " + first + "-" + (first + width - 1);
  }
}

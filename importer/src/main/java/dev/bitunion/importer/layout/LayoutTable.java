package dev.bitunion.importer.layout;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads layouts back from tables of one row a leaf: what {@code dump} prints, and the same measured
 * by a compiler on headers (columns {@code target} and {@code header} for kernel and module).
 */
public final class LayoutTable {
  private static final Set<String> BIG_ENDIAN =
      Set.of(
          "s390x",
          "s390",
          "ppc",
          "ppc64",
          "powerpc",
          "powerpc64",
          "sparc",
          "sparc64",
          "m68k",
          "mips",
          "mips64",
          "hppa",
          "parisc",
          "armeb",
          "aarch64_be");
  private static final Set<String> KINDS =
      Set.of("struct", "union", "typedef_struct", "typedef_union");

  private LayoutTable() {}

  /** All types of a table, in its order. */
  public static List<CType> read(String source) {
    Map<List<String>, List<Leaf>> leaves = new LinkedHashMap<>();
    Map<List<String>, CType> types = new LinkedHashMap<>();
    try (Csv csv = new Csv(source)) {
      while (csv.next()) {
        CType type = type(csv);
        List<String> key =
            List.of(
                type.origin().module(),
                type.kind(),
                type.name(),
                Integer.toString(type.variant()),
                Long.toString(type.bytes()));
        types.putIfAbsent(key, type);
        leaves.computeIfAbsent(key, k -> new ArrayList<>()).add(leaf(csv, type));
      }
    }
    List<CType> all = new ArrayList<>(types.size());
    types.forEach((key, type) -> all.add(type.withLeaves(leaves.get(key))));
    return all;
  }

  private static CType type(Csv csv) {
    String kind = csv.text("root_kind");
    if (!KINDS.contains(kind)) {
      throw csv.bad("column root_kind holds " + Csv.quote(kind) + ", not one of " + names());
    }
    Origin origin =
        csv.has("target")
            ? new Origin(csv.text("target"), csv.text("header", ""))
            : new Origin(csv.text("kernel", ""), csv.text("module", ""));
    int variant = csv.has("variant") ? (int) csv.number("variant") : 0;
    return new CType(
        origin, kind, csv.text("root"), variant, csv.number("size_bytes"), order(csv), List.of());
  }

  private static String names() {
    return String.join(", ", KINDS.stream().sorted().toList());
  }

  private static ByteOrder order(Csv csv) {
    if (!csv.has("endian")) {
      return BIG_ENDIAN.contains(csv.text("target"))
          ? ByteOrder.BIG_ENDIAN
          : ByteOrder.LITTLE_ENDIAN;
    }
    return switch (csv.text("endian")) {
      case "LE" -> ByteOrder.LITTLE_ENDIAN;
      case "BE" -> ByteOrder.BIG_ENDIAN;
      default -> throw csv.bad("column endian holds neither LE nor BE");
    };
  }

  private static Leaf leaf(Csv csv, CType type) {
    String base = csv.text("base");
    int bar = base.indexOf('|');
    Leaf leaf =
        new Leaf(
            csv.text("path"),
            csv.number("bit_offset"),
            csv.number("bit_width"),
            csv.number("bitfield") != 0,
            csv.number("signed") != 0,
            kind(csv),
            bar < 0 ? base : base.substring(0, bar),
            csv.text("typedef", bar < 0 ? "" : base.substring(bar + 1)),
            csv.number("base_size"),
            csv.text("enum"),
            csv.text("via"),
            List.of(),
            null,
            "");
    if (leaf.bitEnd() > type.bits()) {
      throw csv.bad("bits up to " + leaf.bitEnd() + " of a type of " + type.bits() + " bits");
    }
    return leaf;
  }

  private static LeafKind kind(Csv csv) {
    String kind = csv.text("kind");
    try {
      return LeafKind.valueOf(kind);
    } catch (IllegalArgumentException e) {
      throw csv.bad("column kind holds " + Csv.quote(kind) + ", which is no kind of member");
    }
  }
}

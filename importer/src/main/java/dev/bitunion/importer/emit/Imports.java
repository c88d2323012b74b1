package dev.bitunion.importer.emit;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.LeafKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans the interfaces of several types that go into one package: each with a name of its own, and
 * a type that another one holds becomes a nested union there.
 */
public final class Imports {
  private final JavaNames.Types names = new JavaNames.Types();
  private final Map<String, CType> bySpelling = new HashMap<>();
  private final Map<CType, String> javaNames = new LinkedHashMap<>();
  private final Map<String, Imported> planned = new HashMap<>();
  private final Map<String, Boolean> open = new HashMap<>();

  private Imports(List<CType> types) {
    for (CType type : types) {
      bySpelling.putIfAbsent(type.spelling(), type);
      javaNames.put(type, names.add(type.name()));
    }
  }

  /** The interfaces of these types, in their order. */
  public static List<Imported> plan(List<CType> types) {
    Imports imports = new Imports(types);
    List<Imported> all = new ArrayList<>();
    types.forEach(type -> all.add(imports.plan(type)));
    return all;
  }

  private Imported plan(CType type) {
    boolean first = bySpelling.get(type.spelling()) == type;
    Imported done = first ? planned.get(type.spelling()) : null;
    if (done != null) {
      return done;
    }
    open.put(type.spelling(), true);
    Map<String, Imported> inner = new HashMap<>();
    for (Leaf leaf : type.leaves()) {
      String spelling =
          leaf.kind() == LeafKind.STRUCT || leaf.kind() == LeafKind.UNION
              ? MemberPlanner.spelling(leaf)
              : "";
      CType held = bySpelling.get(spelling);
      if (held != null && held.bits() <= Imported.WORD_BITS && !open.containsKey(spelling)) {
        Imported nested = plan(held);
        if (!nested.root().allMembers().isEmpty()) {
          inner.put(spelling, nested);
        }
      }
    }
    open.remove(type.spelling());
    Imported made = Importer.plan(type, javaNames.get(type), inner);
    if (first) {
      planned.put(type.spelling(), made);
    }
    return made;
  }
}

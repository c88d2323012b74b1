package dev.bitunion.importer.layout;

import dev.bitunion.importer.btf.Btf;
import dev.bitunion.importer.btf.BtfKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The composites of a file that have a name, their own or a typedef's, in the file's order. One
 * name may stand for several layouts (a kernel's modules are many programs): equal ones are listed
 * once, others are numbered.
 */
public final class CTypes {
  private CTypes() {}

  /**
   * Lists composites.
   *
   * @param btf the file; of split BTF only what it adds to its base
   * @param origin what to say where they come from
   * @param all whether to list those without bit-fields too
   * @param wanted which names to list
   */
  public static List<CType> of(Btf btf, Origin origin, boolean all, Predicate<String> wanted) {
    List<CType> found = new ArrayList<>();
    Map<String, List<CType>> byName = new HashMap<>();
    for (int id = btf.firstId(); id < btf.endId(); id++) {
      int composite = named(btf, id);
      if (composite == 0 || !all && !new LeafWalk(btf, composite).hasBitfield()) {
        continue;
      }
      String name = btf.name(id);
      if (!wanted.test(name)) {
        continue;
      }
      CType type = read(btf, origin, kind(btf, id, composite), name, composite);
      List<CType> others =
          byName.computeIfAbsent(type.kind() + " " + name, k -> new ArrayList<>(1));
      CType numbered = type.withVariant(others.size());
      if (others.stream().noneMatch(o -> o.leaves().equals(type.leaves()))) {
        others.add(numbered);
        found.add(numbered);
      }
    }
    return found;
  }

  /**
   * A struct or union by its name.
   *
   * @return the first one, in the file or the base that it continues; null if there is none
   */
  public static CType find(Btf btf, Origin origin, String name) {
    for (int id = 1; id < btf.endId(); id++) {
      int composite = btf.isNamed(id) ? named(btf, id) : 0;
      if (composite != 0 && btf.name(id).equals(name)) {
        return read(btf, origin, kind(btf, id, composite), name, composite);
      }
    }
    return null;
  }

  /** The composite that a type number names: its own, or the anonymous one behind a typedef. */
  private static int named(Btf btf, int id) {
    BtfKind kind = btf.kind(id);
    if (kind.isComposite() && btf.isNamed(id)) {
      return id;
    }
    if (kind == BtfKind.TYPEDEF) {
      int target = btf.target(id);
      if (btf.kind(target).isComposite() && !btf.isNamed(target)) {
        return target;
      }
    }
    return 0;
  }

  private static String kind(Btf btf, int id, int composite) {
    String what = btf.kind(composite) == BtfKind.STRUCT ? "struct" : "union";
    return id == composite ? what : "typedef_" + what;
  }

  private static CType read(Btf btf, Origin origin, String kind, String name, int composite) {
    return new CType(
        origin,
        kind,
        name,
        0,
        btf.statedSize(composite),
        btf.order(),
        new LeafWalk(btf, composite).leaves());
  }
}

package dev.bitunion.importer.emit;

import dev.bitunion.importer.btf.BtfEnumerator;
import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.LeafKind;
import dev.bitunion.layout.Names;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans the interface of one C type. */
public final class Importer {
  private static final int MAX_ENUM_CONSTANTS = 1000;
  private static final int WORD = Imported.WORD_BITS;

  private final CType type;
  private final String name;
  private final MemberNames names = new MemberNames();
  private final Set<String> typeNames = new HashSet<>();
  private final List<JavaEnum> enums = new ArrayList<>();
  private final List<String> omitted = new ArrayList<>();

  private Importer(CType type, String name) {
    this.type = type;
    this.name = name;
    typeNames.add(name);
  }

  /**
   * Plans the interface of a type.
   *
   * @param type the C type
   * @param name the interface's simple name
   */
  public static Imported plan(CType type, String name) {
    return new Importer(type, name).plan();
  }

  private Imported plan() {
    Scope root = new Scope(name, "", "", false, 0);
    fill(root, Group.of(type.leaves()), "", "");
    return new Imported(type, name, root, List.copyOf(enums), List.copyOf(omitted));
  }

  private void fill(Scope scope, Group group, String prefix, String cPrefix) {
    List<Member> all = new ArrayList<>();
    for (Leaf leaf : group.leaves) {
      all.addAll(members(leaf, scope.at, prefix, cPrefix));
    }
    layer(scope, all);
    for (Map.Entry<String, Group> entry : group.named.entrySet()) {
      if (entry.getValue().start() == Long.MAX_VALUE) {
        continue;
      }
      MemberNames.Chosen chosen = names.add(entry.getKey(), prefix, cPrefix);
      long start = entry.getValue().start();
      Scope view =
          new Scope(typeName(entry.getKey()), chosen.method(), chosen.cName(), false, start);
      fill(view, entry.getValue(), Names.camel(chosen.getter()), cPrefix + chosen.cName() + "_");
      if (!view.members.isEmpty() || !view.views.isEmpty()) {
        scope.views.add(view);
      }
    }
  }

  /** Puts the fields that do not overlap into the scope, the others over them. */
  private void layer(Scope scope, List<Member> all) {
    List<List<Member>> layers = new ArrayList<>();
    for (Member member : all) {
      List<Member> home =
          layers.stream()
              .filter(layer -> layer.stream().noneMatch(m -> overlap(m, member)))
              .findFirst()
              .orElse(null);
      if (home == null) {
        home = new ArrayList<>();
        layers.add(home);
      }
      home.add(member);
    }
    layers.sort(Comparator.comparingInt((List<Member> layer) -> -layer.size()));
    List<Member> raws = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      List<Member> layer = new ArrayList<>(layers.get(i));
      layer.sort(Comparator.comparingLong(Member::at));
      if (i == 0) {
        scope.members.addAll(layer);
        continue;
      }
      List<Member> rest = new ArrayList<>();
      for (Member member : layer) {
        (isRaw(member) ? raws : rest).add(isRaw(member) ? member.asRaw() : member);
      }
      if (!rest.isEmpty()) {
        String view = typeName("alternative");
        Scope over = new Scope(view, lower(view), "", true, scope.at);
        over.members.addAll(rest);
        scope.views.add(over);
      }
    }
    scope.members.addAll(raws);
  }

  private static String lower(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /** Whether a member says no more than a raw word does. */
  private static boolean isRaw(Member member) {
    return !member.leaf().bitfield()
        && !member.signed()
        && member.enumType() == null
        && member.count() == 1
        && member.bits() > 1;
  }

  private static boolean overlap(Member a, Member b) {
    return a.at() < b.end() && b.at() < a.end();
  }

  /** The fields of a leaf: one; several for a wide integer; none for what is no number. */
  private List<Member> members(Leaf leaf, long start, String prefix, String cPrefix) {
    if (leaf.bitWidth() == 0) {
      omit(leaf, "it has no size");
      return List.of();
    }
    if (leaf.kind() == LeafKind.ARRAY) {
      return array(leaf, start, prefix, cPrefix);
    }
    boolean number = leaf.kind().isScalar() || leaf.kind() == LeafKind.PTR;
    if (!number && (leaf.kind() != LeafKind.FLOAT || leaf.bitWidth() > WORD)) {
      omit(leaf, "it is a " + leaf.base() + "; import that type by itself");
      return List.of();
    }
    if (leaf.bitWidth() > WORD) {
      return pieces(leaf, start, prefix, cPrefix);
    }
    JavaEnum enumType = leaf.enumerators().isEmpty() ? null : enumeration(leaf);
    return List.of(
        member(
            leaf,
            leaf.simpleName(),
            start,
            leaf.bitWidth(),
            leaf.signed(),
            1,
            enumType,
            0,
            prefix,
            cPrefix));
  }

  private List<Member> array(Leaf leaf, long start, String prefix, String cPrefix) {
    Leaf.Elements elements = leaf.array();
    boolean number =
        elements != null
            && (elements.kind().isScalar() || elements.kind() == LeafKind.PTR)
            && elements.bits() <= WORD
            && elements.count() <= Integer.MAX_VALUE;
    if (!number) {
      omit(leaf, elements == null ? "it is an array" : "it is an array of " + elements.kind());
      return List.of();
    }
    return List.of(
        member(
            leaf,
            leaf.simpleName(),
            start,
            elements.bits(),
            elements.signed(),
            elements.count(),
            null,
            0,
            prefix,
            cPrefix));
  }

  /** A 128-bit integer as two words, the least significant one first. */
  private List<Member> pieces(Leaf leaf, long start, String prefix, String cPrefix) {
    List<Member> pieces = new ArrayList<>();
    for (long low = 0; low < leaf.bitWidth(); low += WORD) {
      long bits = Math.min(WORD, leaf.bitWidth() - low);
      boolean top = low + bits == leaf.bitWidth();
      String piece = leaf.simpleName() + "_bits" + low;
      pieces.add(
          member(leaf, piece, start, bits, leaf.signed() && top, 1, null, low, prefix, cPrefix));
    }
    return pieces;
  }

  private Member member(
      Leaf leaf,
      String wanted,
      long start,
      long bits,
      boolean signed,
      long count,
      JavaEnum enumType,
      long low,
      String prefix,
      String cPrefix) {
    MemberNames.Chosen chosen = names.add(wanted, prefix, cPrefix);
    boolean big = type.order() == ByteOrder.BIG_ENDIAN;
    long within = big && count == 1 ? leaf.bitWidth() - low - bits : low;
    return new Member(
        leaf,
        chosen.method(),
        chosen.cName(),
        chosen.getter(),
        leaf.bitOffset() + within - start,
        bits,
        signed,
        count,
        enumType,
        false,
        low);
  }

  /** The enumeration of a field; null where the field cannot hold all its values. */
  private JavaEnum enumeration(Leaf leaf) {
    Set<Long> values = new HashSet<>();
    Set<String> constantNames = new HashSet<>();
    List<JavaEnum.Constant> constants = new ArrayList<>();
    for (BtfEnumerator enumerator : leaf.enumerators()) {
      if (!fits(enumerator.value(), leaf) || values.size() > MAX_ENUM_CONSTANTS) {
        return null;
      }
      String constant = JavaNames.method(enumerator.name());
      if (values.add(enumerator.value()) && constantNames.add(constant)) {
        constants.add(new JavaEnum.Constant(constant, enumerator.value()));
      }
    }
    boolean complete = leaf.bitWidth() < Integer.SIZE && constants.size() == 1L << leaf.bitWidth();
    String fallback = complete ? "" : "OTHER";
    while (constantNames.contains(fallback)) {
      fallback += "_";
    }
    String cName = leaf.enumName().equals("(anon)") ? "" : leaf.enumName();
    for (JavaEnum known : enums) {
      if (known.cName().equals(cName)
          && known.constants().equals(constants)
          && known.fallback().equals(fallback)) {
        return known;
      }
    }
    String wanted = cName.isEmpty() ? leaf.simpleName() : cName;
    JavaEnum made = new JavaEnum(typeName(wanted), cName, List.copyOf(constants), fallback);
    enums.add(made);
    return made;
  }

  private static boolean fits(long value, Leaf leaf) {
    long bits = leaf.bitWidth();
    if (bits >= WORD) {
      return true;
    }
    return leaf.signed()
        ? value >= -(1L << bits - 1) && value < 1L << bits - 1
        : value >= 0 && value < 1L << bits;
  }

  private String typeName(String cName) {
    String wanted = JavaNames.type(cName);
    String free = wanted;
    for (int n = 2; !typeNames.add(free); n++) {
      free = wanted + "_" + n;
    }
    return free;
  }

  private void omit(Leaf leaf, String why) {
    omitted.add(leaf.path() + ": " + why);
  }
}

package dev.bitunion.importer.emit;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.LeafKind;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans the fields of single leaves: names, widths, types; says what it leaves out. */
final class MemberPlanner {
  private static final int WORD = Imported.WORD_BITS;

  private final CType type;
  private final Map<String, Imported> known;
  private final MemberNames names;
  private final EnumPlanner enums;
  private final List<String> omitted = new ArrayList<>();

  MemberPlanner(CType type, Map<String, Imported> known, MemberNames names, TypeNames typeNames) {
    this.type = type;
    this.known = known;
    this.names = names;
    this.enums = new EnumPlanner(typeNames);
  }

  List<JavaEnum> enums() {
    return enums.all();
  }

  List<String> omitted() {
    return List.copyOf(omitted);
  }

  /** The fields of a leaf: one; several for a wide integer; none for what is no number. */
  List<Member> members(Leaf leaf, Where where) {
    Imported inner = inner(leaf);
    if (leaf.bitWidth() == 0) {
      return omit(leaf, "it has no size");
    } else if (leaf.kind() == LeafKind.ARRAY) {
      return array(leaf, where);
    } else if (inner != null) {
      return List.of(nested(leaf, inner, where));
    } else if (!isNumber(leaf.kind())
        && (leaf.kind() != LeafKind.FLOAT || leaf.bitWidth() > WORD)) {
      return omit(leaf, "it is a " + spelling(leaf) + "; import that type by itself");
    } else if (leaf.bitWidth() > WORD) {
      return pieces(leaf, where);
    }
    long at = leaf.bitOffset() - where.start();
    JavaEnum enumType = enums.of(leaf);
    MemberNames.Chosen chosen = names.add(leaf.simpleName(), where);
    return List.of(
        new Member(leaf, chosen, at, leaf.bitWidth(), leaf.signed(), 1, enumType, null, false, 0));
  }

  /** How C spells the type of a struct or union member. */
  static String spelling(Leaf leaf) {
    return leaf.base().endsWith(" ") ? leaf.typedef() : leaf.base();
  }

  private static boolean isNumber(LeafKind kind) {
    return kind.isScalar() || kind == LeafKind.PTR;
  }

  /** The interface of the word that a member holds, if it is imported along. */
  private Imported inner(Leaf leaf) {
    boolean composite = leaf.kind() == LeafKind.STRUCT || leaf.kind() == LeafKind.UNION;
    Imported inner = composite && type.bits() <= WORD ? known.get(spelling(leaf)) : null;
    return inner != null && inner.type().bits() == leaf.bitWidth() ? inner : null;
  }

  private Member nested(Leaf leaf, Imported inner, Where where) {
    MemberNames.Chosen chosen = names.add(leaf.simpleName(), where);
    boolean flatten = names.addFlattened(chosen, where.cPrefix(), inner.root().allMembers());
    Member.Nested nested = new Member.Nested(inner.name(), flatten);
    long at = leaf.bitOffset() - where.start();
    return new Member(leaf, chosen, at, leaf.bitWidth(), false, 1, null, nested, false, 0);
  }

  private List<Member> array(Leaf leaf, Where where) {
    Leaf.Elements elements = leaf.array();
    if (elements == null) {
      return omit(leaf, "it is an array");
    }
    boolean fits = elements.bits() <= WORD && elements.count() <= Integer.MAX_VALUE;
    if (!isNumber(elements.kind()) || !fits) {
      return omit(leaf, "it is an array of " + elements.kind());
    }
    MemberNames.Chosen chosen = names.add(leaf.simpleName(), where);
    long at = leaf.bitOffset() - where.start();
    return List.of(
        new Member(
            leaf,
            chosen,
            at,
            elements.bits(),
            elements.signed(),
            elements.count(),
            null,
            null,
            false,
            0));
  }

  /** A 128-bit integer as two words, the least significant one first. */
  private List<Member> pieces(Leaf leaf, Where where) {
    List<Member> pieces = new ArrayList<>();
    for (long low = 0; low < leaf.bitWidth(); low += WORD) {
      long bits = Math.min(WORD, leaf.bitWidth() - low);
      boolean top = low + bits == leaf.bitWidth();
      boolean big = type.order() == ByteOrder.BIG_ENDIAN;
      long at = leaf.bitOffset() + (big ? leaf.bitWidth() - low - bits : low) - where.start();
      MemberNames.Chosen chosen = names.add(leaf.simpleName() + "_bits" + low, where);
      pieces.add(
          new Member(leaf, chosen, at, bits, leaf.signed() && top, 1, null, null, false, low));
    }
    return pieces;
  }

  private List<Member> omit(Leaf leaf, String why) {
    omitted.add(leaf.path() + ": " + why);
    return List.of();
  }
}

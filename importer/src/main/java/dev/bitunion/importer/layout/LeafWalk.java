package dev.bitunion.importer.layout;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.btf.Btf;
import dev.bitunion.importer.btf.BtfKind;
import dev.bitunion.importer.btf.BtfWords;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists a composite's leaves. Anonymous structs and unions are opened, whether the member that
 * holds them has a name or not; what is named, by itself or by a typedef, stays one leaf.
 */
final class LeafWalk {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_LEAVES = 200_000;

  private final Btf btf;
  private final int root;
  private final List<Leaf> leaves = new ArrayList<>();
  private int visited;

  LeafWalk(Btf btf, int root) {
    this.btf = btf;
    this.root = root;
  }

  /** The leaves in C's order. */
  List<Leaf> leaves() {
    open(root, 0, "", "");
    return leaves;
  }

  /** Whether a leaf is declared with a width; cheaper than making the leaves. */
  boolean hasBitfield() {
    return hasBitfield(root, 0);
  }

  private boolean hasBitfield(int id, int depth) {
    if (depth > MAX_DEPTH) {
      throw endless();
    }
    for (int i = 0; i < btf.count(id); i++) {
      if (++visited > MAX_LEAVES) {
        throw tooMany();
      }
      int type = btf.strip(btf.memberType(id, i));
      BtfKind kind = btf.kind(type);
      if (btf.memberBitfieldWidth(id, i) > 0
          || kind == BtfKind.INT && isNarrow(type)
          || opens(id, i, type) && hasBitfield(type, depth + 1)) {
        return true;
      }
    }
    return false;
  }

  private void open(int id, long offset, String prefix, String via) {
    if (via.length() > 2 * MAX_DEPTH) {
      throw endless();
    }
    for (int i = 0; i < btf.count(id); i++) {
      if (++visited > MAX_LEAVES) {
        throw tooMany();
      }
      int declared = btf.memberType(id, i);
      int type = btf.strip(declared);
      String name = btf.memberName(id, i);
      long at = offset + btf.memberBitOffset(id, i);
      if (opens(id, i, type)) {
        String step = (name.isEmpty() ? "a" : "n") + (btf.kind(type) == BtfKind.STRUCT ? "S" : "U");
        open(type, at, name.isEmpty() ? prefix : prefix + name + ".", via + step);
      } else {
        leaves.add(
            leaf(
                name.isEmpty() ? "" : prefix + name,
                at,
                btf.memberBitfieldWidth(id, i),
                declared,
                type,
                via));
      }
    }
  }

  private Leaf leaf(String path, long offset, int width, int declared, int type, String via) {
    BtfKind kind = btf.kind(type);
    long bytes = btf.sizeOf(type);
    boolean narrow = width == 0 && kind == BtfKind.INT && isNarrow(type);
    long bits = width;
    long at = offset;
    if (narrow) {
      // The older encoding: the integer type itself says which of its bits are the field.
      bits = BtfWords.integerBits(btf.encoding(type));
      at += BtfWords.integerOffset(btf.encoding(type));
    } else if (width == 0) {
      bits = bytes * 8;
    }
    String typedef = typedefName(declared);
    return new Leaf(
        path,
        at,
        bits,
        width > 0 || narrow,
        isSigned(kind, type),
        leafKind(kind, type),
        baseName(kind, type),
        typedef,
        bytes,
        kind.isEnum() ? enumName(type, typedef) : "",
        via,
        kind.isEnum() ? btf.enumerators(type) : List.of(),
        kind == BtfKind.ARRAY ? elements(type) : null,
        "");
  }

  private Leaf.Elements elements(int array) {
    long count = 1;
    int at = array;
    while (btf.kind(at) == BtfKind.ARRAY) {
      count *= btf.elementCount(at);
      at = btf.strip(btf.element(at));
    }
    BtfKind kind = btf.kind(at);
    return new Leaf.Elements(leafKind(kind, at), btf.sizeOf(at) * 8, isSigned(kind, at), count);
  }

  /** Whether a member's struct or union is opened: it has no name, and either has the member. */
  private boolean opens(int id, int index, int type) {
    if (!btf.kind(type).isComposite()) {
      return false;
    }
    return !btf.isMemberNamed(id, index)
        || !btf.isNamed(type) && !hasTypedef(btf.memberType(id, index));
  }

  private boolean hasTypedef(int declared) {
    for (int at = declared; btf.kind(at).isAlias(); at = btf.target(at)) {
      if (btf.kind(at) == BtfKind.TYPEDEF) {
        return true;
      }
    }
    return false;
  }

  private String typedefName(int declared) {
    for (int at = declared; btf.kind(at).isAlias(); at = btf.target(at)) {
      if (btf.kind(at) == BtfKind.TYPEDEF) {
        return btf.name(at);
      }
    }
    return "";
  }

  private String enumName(int type, String typedef) {
    if (btf.isNamed(type)) {
      return btf.name(type);
    }
    return typedef.isEmpty() ? "(anon)" : typedef;
  }

  private boolean isNarrow(int integer) {
    return BtfWords.integerBits(btf.encoding(integer)) != btf.statedSize(integer) * 8;
  }

  private boolean isSigned(BtfKind kind, int type) {
    return switch (kind) {
      case INT -> BtfWords.isSigned(btf.encoding(type));
      case ENUM, ENUM64 -> btf.flag(type);
      default -> false;
    };
  }

  private LeafKind leafKind(BtfKind kind, int type) {
    return switch (kind) {
      case INT -> BtfWords.isBool(btf.encoding(type)) ? LeafKind.BOOL : LeafKind.INT;
      case ENUM -> LeafKind.ENUM;
      case ENUM64 -> LeafKind.ENUM64;
      case FLOAT -> LeafKind.FLOAT;
      case PTR -> LeafKind.PTR;
      case ARRAY -> LeafKind.ARRAY;
      case STRUCT -> LeafKind.STRUCT;
      case UNION -> LeafKind.UNION;
      default -> LeafKind.FWD;
    };
  }

  private String baseName(BtfKind kind, int type) {
    return switch (kind) {
      case INT, FLOAT -> btf.name(type);
      case ENUM, ENUM64 -> "enum";
      case PTR -> "*";
      case ARRAY -> "array";
      case STRUCT -> "struct " + btf.name(type);
      case UNION -> "union " + btf.name(type);
      default -> btf.name(type);
    };
  }

  private BadInputException endless() {
    return new BadInputException(btf.source() + ": type " + root + " contains itself");
  }

  private BadInputException tooMany() {
    return new BadInputException(
        btf.source() + ": type " + root + " opens to more than " + MAX_LEAVES + " members");
  }
}

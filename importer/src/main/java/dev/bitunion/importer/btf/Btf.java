package dev.bitunion.importer.btf;

import dev.bitunion.importer.BadInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of types, read in place: nothing is copied out of the file but the position of each type,
 * so that a whole kernel's types are open in milliseconds. Split BTF continues the numbering and
 * the strings of its base, to which it passes on what lies there. {@link BtfReader} makes these and
 * has checked every position and reference; what can still be wrong is a cycle, which {@link
 * #strip} and {@link #sizeOf} find.
 */
public final class Btf {
  /** No C type nests this deep; a file that does is a cycle. */
  static final int MAX_DEPTH = 64;

  private final String source;
  private final Btf base;
  private final ByteBuffer bytes;
  private final int[] heads;
  private final int stringsAt;
  private final int stringsLength;
  private final int pointerBytes;

  Btf(String source, Btf base, ByteBuffer bytes, int[] heads, int stringsAt, int stringsLength) {
    this.source = source;
    this.base = base;
    this.bytes = bytes;
    this.heads = heads;
    this.stringsAt = stringsAt;
    this.stringsLength = stringsLength;
    this.pointerBytes = base != null ? base.pointerBytes : guessPointerBytes();
  }

  /** What the file is called, for messages. */
  public String source() {
    return source;
  }

  /** The byte order of the machine that the types are of. */
  public ByteOrder order() {
    return bytes.order();
  }

  /** The first type of this table that is not its base's. */
  public int firstId() {
    return base == null ? 1 : base.endId();
  }

  /** One more than the last type's number. */
  public int endId() {
    return firstId() + heads.length;
  }

  /** Bytes of a pointer on the machine that the types are of. */
  public int pointerBytes() {
    return pointerBytes;
  }

  /** The kind of a type; of number 0 and of a kind newer than this reader, {@link BtfKind#VOID}. */
  public BtfKind kind(int id) {
    if (id == 0) {
      return BtfKind.VOID;
    }
    if (isBase(id)) {
      return base.kind(id);
    }
    BtfKind kind = BtfKind.of(BtfWords.kind(info(id)));
    return kind == null ? BtfKind.VOID : kind;
  }

  /** The name of a type; empty if it has none. */
  public String name(int id) {
    if (id == 0) {
      return "";
    }
    return isBase(id) ? base.name(id) : string(word(id, 0));
  }

  /** Whether the type has a name, at no cost. */
  public boolean isNamed(int id) {
    if (id == 0) {
      return false;
    }
    return isBase(id) ? base.isNamed(id) : word(id, 0) != 0;
  }

  /** Entries of a composite, an enumeration, a prototype or a section. */
  public int count(int id) {
    return isBase(id) ? base.count(id) : BtfWords.count(info(id));
  }

  /** The flag whose meaning depends on the kind: of an enumeration, that its values are signed. */
  public boolean flag(int id) {
    return isBase(id) ? base.flag(id) : BtfWords.flag(info(id));
  }

  /** Size in bytes of a type that states it. */
  public long statedSize(int id) {
    return isBase(id) ? base.statedSize(id) : Integer.toUnsignedLong(word(id, 8));
  }

  /** The type that a pointer, typedef or qualifier refers to. */
  public int target(int id) {
    return isBase(id) ? base.target(id) : word(id, 8);
  }

  /** The word that says how an integer is encoded; see {@link BtfWords}. */
  public int encoding(int id) {
    return isBase(id) ? base.encoding(id) : word(id, 12);
  }

  /** The type of an array's elements. */
  public int element(int id) {
    return isBase(id) ? base.element(id) : word(id, 12);
  }

  /** How many elements an array has. */
  public long elementCount(int id) {
    return isBase(id) ? base.elementCount(id) : Integer.toUnsignedLong(word(id, 20));
  }

  /** Whether member {@code index} has a name. */
  public boolean isMemberNamed(int id, int index) {
    return isBase(id) ? base.isMemberNamed(id, index) : memberWord(id, index, 0) != 0;
  }

  /** The name of a composite's member. */
  public String memberName(int id, int index) {
    return isBase(id) ? base.memberName(id, index) : string(memberWord(id, index, 0));
  }

  /** The type of a composite's member. */
  public int memberType(int id, int index) {
    return isBase(id) ? base.memberType(id, index) : memberWord(id, index, 4);
  }

  /** Bits from the composite's start to the member: as the file states it, in either encoding. */
  public int memberBitOffset(int id, int index) {
    if (isBase(id)) {
      return base.memberBitOffset(id, index);
    }
    int word = memberWord(id, index, 8);
    return flag(id) ? BtfWords.memberOffset(word) : word;
  }

  /**
   * Width of a bit-field stated by the member itself; 0: not a bit-field, or the older encoding.
   */
  public int memberBitfieldWidth(int id, int index) {
    if (isBase(id)) {
      return base.memberBitfieldWidth(id, index);
    }
    return flag(id) ? BtfWords.memberWidth(memberWord(id, index, 8)) : 0;
  }

  /** The named values of an enumeration, in order. */
  public List<BtfEnumerator> enumerators(int id) {
    if (isBase(id)) {
      return base.enumerators(id);
    }
    boolean wide = kind(id) == BtfKind.ENUM64;
    List<BtfEnumerator> all = new ArrayList<>(count(id));
    for (int i = 0; i < count(id); i++) {
      int at = heads[id - firstId()] + 12 + i * (wide ? 12 : 8);
      long low = Integer.toUnsignedLong(bytes.getInt(at + 4));
      long value;
      if (wide) {
        value = low | (long) bytes.getInt(at + 8) << 32;
      } else {
        value = flag(id) ? (int) low : low;
      }
      all.add(new BtfEnumerator(string(bytes.getInt(at)), value));
    }
    return all;
  }

  /** The type behind typedefs and qualifiers. */
  public int strip(int id) {
    int at = id;
    for (int hops = 0; kind(at).isAlias(); hops++) {
      if (hops > MAX_DEPTH * 4) {
        throw new BadInputException(source + ": type " + id + " is a typedef of itself");
      }
      at = target(at);
    }
    return at;
  }

  /** Size of any type in bytes, 0 for one that has none (void, a function). */
  public long sizeOf(int id) {
    long times = 1;
    int at = strip(id);
    for (int depth = 0; kind(at) == BtfKind.ARRAY; depth++) {
      if (depth > MAX_DEPTH) {
        throw new BadInputException(source + ": type " + id + " is an array of itself");
      }
      times *= elementCount(at);
      if (times > Integer.MAX_VALUE) {
        throw new BadInputException(source + ": array type " + id + " is larger than any memory");
      }
      at = strip(element(at));
    }
    return times
        * switch (kind(at)) {
          case INT, STRUCT, UNION, ENUM, ENUM64, FLOAT, DATASEC -> statedSize(at);
          case PTR -> pointerBytes;
          default -> 0;
        };
  }

  /** A string of the table, of its base if that holds it. */
  String string(int offset) {
    if (offset == 0) {
      return "";
    }
    if (base != null && Integer.compareUnsigned(offset, base.stringsEnd()) < 0) {
      return base.string(offset);
    }
    int from = stringsAt + offset - (base == null ? 0 : base.stringsEnd());
    int to = from;
    while (bytes.get(to) != 0) {
      to++;
    }
    return new String(bytes.array(), from, to - from, StandardCharsets.UTF_8);
  }

  /** One more than the last offset that is a string of this table or its base. */
  int stringsEnd() {
    return (base == null ? 0 : base.stringsEnd()) + stringsLength;
  }

  private boolean isBase(int id) {
    return base != null && id < base.endId();
  }

  private int info(int id) {
    return word(id, 4);
  }

  private int word(int id, int offset) {
    return bytes.getInt(heads[id - firstId()] + offset);
  }

  private int memberWord(int id, int index, int offset) {
    return bytes.getInt(heads[id - firstId()] + 12 + index * 12 + offset);
  }

  /** BTF does not say how wide a pointer is; like libbpf, take C's long, which is as wide. */
  private int guessPointerBytes() {
    for (int id = 1; id < endId(); id++) {
      if (kind(id) == BtfKind.INT) {
        switch (name(id)) {
          case "long unsigned int", "unsigned long", "long int", "long" -> {
            return statedSize(id) == 4 ? 4 : 8;
          }
          default -> {
            // Another integer.
          }
        }
      }
    }
    return 8;
  }
}

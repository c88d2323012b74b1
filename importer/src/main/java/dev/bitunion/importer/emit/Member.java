package dev.bitunion.importer.emit;

import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.LeafKind;

/**
 * A field of an interface to write.
 *
 * @param leaf the member of the C type that it is
 * @param names its method, its C name, and the generated reader
 * @param at its first bit, from the start of the scope that it stands in
 * @param bits its width, of one element in an array
 * @param signed whether it is sign-extended
 * @param count elements of an array, 1 for others
 * @param enumType the enumeration that it returns, or null
 * @param nested the interface of the union that it holds, or null
 * @param raw whether it is a raw word that lies over other fields
 * @param lowBit where its bits stand in the member's value: a member of more than 64 bits is
 *     several fields
 */
public record Member(
    Leaf leaf,
    MemberNames.Chosen names,
    long at,
    long bits,
    boolean signed,
    long count,
    JavaEnum enumType,
    Nested nested,
    boolean raw,
    long lowBit) {

  /**
   * A union inside another.
   *
   * @param name its interface's simple name
   * @param flatten whether its fields are reachable from the outer word
   */
  public record Nested(String name, boolean flatten) {}

  /** What its method returns. */
  public String javaType() {
    if (nested != null) {
      return nested.name();
    }
    if (enumType != null) {
      return enumType.name();
    }
    if (bits == 1 && !signed && leaf.kind() != LeafKind.ARRAY) {
      return "boolean";
    }
    return bits <= Integer.SIZE ? "int" : "long";
  }

  /** The name of its method. */
  public String method() {
    return names.method();
  }

  /** Its C name. */
  public String cName() {
    return names.cName();
  }

  /** What the generated static reader is called: the names of its views stand in front. */
  public String getter() {
    return names.getter();
  }

  /** Whether a raw word says all that there is to say of it. */
  boolean saysNoMoreThanRaw() {
    return !leaf.bitfield()
        && !signed
        && enumType == null
        && nested == null
        && count == 1
        && bits > 1;
  }

  boolean overlaps(Member other) {
    return at < other.end() && other.at < end();
  }

  Member asRaw() {
    return new Member(leaf, names, at, bits, signed, count, enumType, nested, true, lowBit);
  }

  /** The first bit behind it. */
  long end() {
    return at + bits * count;
  }
}

package dev.bitunion.importer.emit;

import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.LeafKind;

/**
 * A field of an interface to write.
 *
 * @param leaf the member of the C type that it is
 * @param method the name of its method
 * @param cName its C name
 * @param getter what the generated static reader is called, the names of its views in front
 * @param at its first bit, from the start of the scope that it stands in
 * @param bits its width, of one element in an array
 * @param signed whether it is sign-extended
 * @param count elements of an array, 1 for others
 * @param enumType the enumeration that it returns, or null
 * @param raw whether it is a raw word that lies over other fields
 * @param lowBit where its bits stand in the member's value: a member of more than 64 bits is
 *     several fields
 */
public record Member(
    Leaf leaf,
    String method,
    String cName,
    String getter,
    long at,
    long bits,
    boolean signed,
    long count,
    JavaEnum enumType,
    boolean raw,
    long lowBit) {

  /** What its method returns. */
  public String javaType() {
    if (enumType != null) {
      return enumType.name();
    }
    if (bits == 1 && !signed && leaf.kind() != LeafKind.ARRAY) {
      return "boolean";
    }
    return bits <= Integer.SIZE ? "int" : "long";
  }

  Member asRaw() {
    return new Member(leaf, method, cName, getter, at, bits, signed, count, enumType, true, lowBit);
  }

  /** The first bit behind it. */
  long end() {
    return at + bits * count;
  }
}

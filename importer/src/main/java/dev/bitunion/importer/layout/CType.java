package dev.bitunion.importer.layout;

import java.nio.ByteOrder;
import java.util.List;

/**
 * The layout of one C type.
 *
 * @param origin where it was read
 * @param kind {@code struct}, {@code union}, {@code typedef_struct} or {@code typedef_union}: what
 *     the name is the name of
 * @param name its C name
 * @param variant how many other layouts of that name stand before it in the same file
 * @param bytes its size
 * @param order byte order of the machine
 * @param leaves its members, in C's order
 * @param doc the comment in front of it in the source, or empty
 */
public record CType(
    Origin origin,
    String kind,
    String name,
    int variant,
    long bytes,
    ByteOrder order,
    List<Leaf> leaves,
    String doc) {

  /** A type without a comment. */
  public CType(
      Origin origin,
      String kind,
      String name,
      int variant,
      long bytes,
      ByteOrder order,
      List<Leaf> leaves) {
    this(origin, kind, name, variant, bytes, order, leaves, "");
  }

  /** The same type under another number. */
  CType withVariant(int number) {
    return new CType(origin, kind, name, number, bytes, order, leaves, doc);
  }

  /** The same type from elsewhere. */
  public CType withOrigin(Origin from) {
    return new CType(from, kind, name, variant, bytes, order, leaves, doc);
  }

  /** The same type with members. */
  CType withLeaves(List<Leaf> members) {
    return new CType(origin, kind, name, variant, bytes, order, members, doc);
  }

  /** Its size in bits. */
  public long bits() {
    return bytes * 8;
  }

  /** How C spells it: {@code union x}, or a typedef's name alone. */
  public String spelling() {
    return kind.startsWith("typedef") ? name : kind + " " + name;
  }

  /** Whether a member of it is declared with a width. */
  public boolean hasBitfields() {
    return leaves.stream().anyMatch(Leaf::bitfield);
  }
}

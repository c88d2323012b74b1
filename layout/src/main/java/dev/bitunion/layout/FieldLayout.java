package dev.bitunion.layout;

import java.util.List;

/**
 * A named field in its place.
 *
 * @param cName the name in C
 * @param method the name of the interface's method
 * @param kind what the bits mean
 * @param javaType what the method returns: a primitive, or the binary name of an enum or union
 * @param parts where the bits are, least significant part first; one part for most fields
 */
public record FieldLayout(
    String cName, String method, FieldKind kind, String javaType, List<Part> parts) {
  /** Copies the list. */
  public FieldLayout {
    parts = List.copyOf(parts);
  }

  /** The number of bits in all parts. */
  public int width() {
    return parts.stream().mapToInt(Part::width).sum();
  }

  /** The number of the least significant bit. */
  public int offset() {
    return parts.get(0).offset();
  }

  /** The field's bits in a word of up to 64 bits. */
  public long mask() {
    return parts.stream().mapToLong(Part::mask).reduce(0, (a, b) -> a | b);
  }
}

package dev.bitunion.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * A named field in its place.
 *
 * @param cName the name in C; the views that it stands in are in front, with dots between
 * @param method the name of the interface's method; with the names of views in front
 * @param kind what the bits mean
 * @param javaType what the method returns: a primitive, or the binary name of an enum or union
 * @param parts where the bits are, least significant part first; one part for most fields; of an
 *     array, its first element
 * @param traits what it is besides
 */
public record FieldLayout(
    String cName, String method, FieldKind kind, String javaType, List<Part> parts, Traits traits) {
  /** Copies the list. */
  public FieldLayout {
    parts = List.copyOf(parts);
  }

  /** A field that is a run of bits and nothing more. */
  public FieldLayout(
      String cName, String method, FieldKind kind, String javaType, List<Part> parts) {
    this(cName, method, kind, javaType, parts, Traits.PLAIN);
  }

  /** The number of bits in all parts, of one element. */
  public int width() {
    int width = 0;
    for (Part part : parts) {
      width += part.width();
    }
    return width;
  }

  /** The number of the least significant bit, of the first element. */
  public int offset() {
    return parts.get(0).offset();
  }

  /** Whether its number is in two's complement. */
  public boolean signed() {
    return kind == FieldKind.SIGNED || traits.signed();
  }

  /** Where an element of an array lies. */
  public List<Part> element(int index) {
    List<Part> element = new ArrayList<>(parts.size());
    for (Part part : parts) {
      element.add(part.moved(index * traits.stride()));
    }
    return element;
  }

  /** The bits of the first element in a word of up to 64 bits. */
  public long elementMask() {
    return mask(0);
  }

  /** The field's bits in a word of up to 64 bits, of all elements. */
  public long mask() {
    long mask = 0;
    for (int i = 0; i < traits.count(); i++) {
      mask |= mask(i);
    }
    return mask;
  }

  private long mask(int index) {
    long mask = 0;
    for (Part part : parts) {
      mask |= part.moved(index * traits.stride()).mask();
    }
    return mask;
  }
}

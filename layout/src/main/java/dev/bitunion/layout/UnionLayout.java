package dev.bitunion.layout;

import java.util.List;

/**
 * A union with every field in its place.
 *
 * @param name the binary name of the interface
 * @param bits the width of the word
 * @param order from which end the fields took their places
 * @param fields in declaration order
 */
public record UnionLayout(String name, int bits, BitOrder order, List<FieldLayout> fields) {
  /** Copies the list. */
  public UnionLayout {
    fields = List.copyOf(fields);
  }

  /** Every bit of the word; for words of up to 64 bits. */
  public long wordBits() {
    return Bits.ones(bits);
  }

  /** The bits of all named fields; for words of up to 64 bits. */
  public long fieldBits() {
    return fields.stream().mapToLong(FieldLayout::mask).reduce(0, (a, b) -> a | b);
  }

  /** The word's bits that no field names; for words of up to 64 bits. */
  public long reservedBits() {
    return wordBits() & ~fieldBits();
  }
}

package dev.bitunion.layout;

import java.util.List;

/**
 * A union with every field in its place.
 *
 * @param name the binary name of the interface
 * @param bits the width of the word, of all the storage
 * @param order from which end the fields took their places
 * @param align alignment in bits; 8 where no C ABI asks for one
 * @param fields in declaration order, those of views included
 * @param views in declaration order
 * @param reserved unnamed bits with a rule other than zero
 */
public record UnionLayout(
    String name,
    int bits,
    BitOrder order,
    int align,
    List<FieldLayout> fields,
    List<ViewLayout> views,
    List<ReservedPart> reserved) {

  /** The width of the widest word; what is wider lies in memory only. */
  public static final int WORD = 64;

  /** Copies the lists. */
  public UnionLayout {
    fields = List.copyOf(fields);
    views = List.copyOf(views);
    reserved = List.copyOf(reserved);
  }

  /** A union of plain fields. */
  public UnionLayout(String name, int bits, BitOrder order, List<FieldLayout> fields) {
    this(name, bits, order, 8, fields, List.of(), List.of());
  }

  /** Whether it is one integer; others have only forms over memory. */
  public boolean isWord() {
    return bits <= WORD;
  }

  /** Every bit of the word; for words of up to 64 bits. */
  public long wordBits() {
    return Bits.ones(bits);
  }

  /** The bits of all named fields; for words of up to 64 bits. */
  public long fieldBits() {
    long bits = 0;
    for (FieldLayout field : fields) {
      bits |= field.traits().raw() ? 0 : field.mask();
    }
    return bits;
  }

  /** The word's bits that no field names; for words of up to 64 bits. */
  public long reservedBits() {
    return wordBits() & ~fieldBits();
  }

  /** The bits under a rule, named or not; for words of up to 64 bits. */
  public long bitsUnder(Reserved rule) {
    long stated = unnamed(Reserved.ONE) | unnamed(Reserved.PRESERVED);
    long bits = rule == Reserved.ZERO ? reservedBits() & ~stated : unnamed(rule);
    for (FieldLayout field : fields) {
      bits |= field.traits().reserved() == rule ? field.mask() : 0;
    }
    return bits;
  }

  /** The word after reset; for words of up to 64 bits. */
  public long resetBits() {
    long reset = bitsUnder(Reserved.ONE);
    for (FieldLayout field : fields) {
      for (int i = 0; i < field.traits().count(); i++) {
        long number = field.traits().init();
        for (Part part : field.element(i)) {
          reset |= (number & Bits.ones(part.width())) << part.offset();
          number >>>= part.width() & 63;
        }
      }
    }
    return reset;
  }

  private long unnamed(Reserved rule) {
    long bits = 0;
    for (ReservedPart run : reserved) {
      bits |= run.rule() == rule ? run.part().mask() : 0;
    }
    return bits;
  }
}

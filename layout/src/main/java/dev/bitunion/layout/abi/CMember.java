package dev.bitunion.layout.abi;

/**
 * One member as the C compiler sees it; all sizes in bits.
 *
 * @param size size of the declared type (of the whole member when it is not a bit-field)
 * @param align alignment of the declared type, a power of two, at least 8
 * @param width width of a bit-field, 0 for {@code :0}, {@link #ORDINARY} when it is none
 * @param named whether it has a name; unnamed bit-fields do not raise the alignment in System V
 */
public record CMember(int size, int align, int width, boolean named) {

  /** {@link #width} of a member that is not a bit-field. */
  public static final int ORDINARY = -1;

  /** Rejects what no C declaration means; the processor's rules speak first. */
  public CMember {
    if (size < 0 || align < 8 || Integer.bitCount(align) != 1) {
      throw new IllegalArgumentException("size " + size + ", alignment " + align);
    }
    if (width < ORDINARY || width > size || (named && width == 0)) {
      throw new IllegalArgumentException("bit-field of " + width + " bits in type of " + size);
    }
  }

  /** A named bit-field: {@code type name : width}. */
  public static CMember bitField(int typeBits, int width) {
    return new CMember(typeBits, typeBits, width, true);
  }

  /** An unnamed bit-field: {@code type : width}, {@code type : 0} included. */
  public static CMember unnamed(int typeBits, int width) {
    return new CMember(typeBits, typeBits, width, false);
  }

  /** A scalar, array, struct or union of its own. */
  public static CMember ordinary(int sizeBits, int alignBits) {
    return new CMember(sizeBits, alignBits, ORDINARY, true);
  }

  boolean isBitField() {
    return width != ORDINARY;
  }
}

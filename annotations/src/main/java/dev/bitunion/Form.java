package dev.bitunion;

/**
 * A class that is generated for a {@link BitUnion} beside {@code XBits}, which every type of up to
 * 64 bits has. Wider types have {@code XLayout} instead, with their constants, and the forms over
 * memory: {@link #ARRAY}, {@link #BUFFER} and {@link #SEGMENT}.
 */
public enum Form {
  /** {@code XValue}: a record of the word that implements the interface. */
  VALUE,
  /**
   * {@code XBuilder}: makes an {@code XValue}; it does not compile before every field without a
   * default is set.
   */
  BUILDER,
  /** {@code XMatch}: conditions on fields as one comparison, to test, count and filter words. */
  MATCH,
  /** {@code XArray}: words in {@code int[]} and the like, and the type at any place of a byte[]. */
  ARRAY,
  /** {@code XBuffer}: the type at any place of a {@code ByteBuffer}. */
  BUFFER,
  /**
   * {@code XSegment}: the type at any place of a {@code MemorySegment}; source level 22 or more.
   */
  SEGMENT,
  /** {@code XAtomic}: a word whose fields several threads change, its own or one of a caller's. */
  ATOMIC
}

package dev.bitunion.importer.layout;

import dev.bitunion.importer.btf.BtfEnumerator;
import java.util.List;

/**
 * One member of a type, anonymous structs and unions opened: a row of a layout table.
 *
 * @param path the member's name, with a dot behind each named anonymous-typed member on the way;
 *     empty for unnamed padding
 * @param bitOffset bits from the type's start: on a big-endian machine counted from the most
 *     significant bit of each byte
 * @param bitWidth its width
 * @param bitfield whether it is declared with a width
 * @param signed whether C sign-extends it
 * @param kind what it holds
 * @param base the C type behind typedefs and qualifiers: {@code unsigned int}, {@code *}, {@code
 *     array}, {@code struct x}
 * @param typedef the outermost typedef's name, or empty
 * @param baseBytes size of the declared type
 * @param enumName the enumeration's name, or its typedef's, or {@code (anon)}; empty for others
 * @param via the way to it: {@code a} (anonymous) or {@code n} (named), then {@code S} or {@code
 *     U}, for each struct or union opened
 * @param enumerators the enumeration's values; empty where the source does not hold them
 * @param array of an array, its elements; null where the source does not hold them
 * @param doc the comment beside it in the source, or empty
 */
public record Leaf(
    String path,
    long bitOffset,
    long bitWidth,
    boolean bitfield,
    boolean signed,
    LeafKind kind,
    String base,
    String typedef,
    long baseBytes,
    String enumName,
    String via,
    List<BtfEnumerator> enumerators,
    Elements array,
    String doc) {

  /** The same member with a comment. */
  public Leaf withDoc(String text) {
    return new Leaf(
        path,
        bitOffset,
        bitWidth,
        bitfield,
        signed,
        kind,
        base,
        typedef,
        baseBytes,
        enumName,
        via,
        enumerators,
        array,
        text);
  }

  /**
   * What an array holds.
   *
   * @param kind an element's kind
   * @param bits an element's width
   * @param signed whether C sign-extends it
   * @param count how many there are, all dimensions multiplied
   */
  public record Elements(LeafKind kind, long bits, boolean signed, long count) {}

  /** Its value in a little-endian word of up to 64 bits that holds the type, not sign-extended. */
  public long get(long word) {
    return word >>> bitOffset & ones();
  }

  /** The word with it set; high bits of the value are dropped. */
  public long set(long word, long value) {
    return word & ~(ones() << bitOffset) | (value & ones()) << bitOffset;
  }

  private long ones() {
    return bitWidth >= Long.SIZE ? -1 : (1L << bitWidth) - 1;
  }

  /** The bit after its last. */
  public long bitEnd() {
    return bitOffset + bitWidth;
  }

  /** Whether it has a name. */
  public boolean isNamed() {
    return !path.isEmpty() && !path.endsWith(".");
  }

  /** The member's own name, without those that it lies in. */
  public String simpleName() {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}

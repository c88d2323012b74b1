package dev.bitunion.processor.corpus;

import java.math.BigInteger;
import java.util.List;

/**
 * One record of a corpus: a C type, where gcc put its fields, and what C read and wrote.
 *
 * @param id name within the corpus
 * @param abi name of the {@code Abi} constant that the declaration asks for
 * @param bigEndian big-endian storage order, the first bit the most significant
 * @param size bytes, as gcc has it
 * @param align bytes, as gcc has it
 * @param root the type itself, a struct or union without a name
 * @param fields leaves in the order of the vectors' values
 */
record CorpusType(
    String id,
    String abi,
    boolean bigEndian,
    int size,
    int align,
    Node root,
    List<Leaf> fields,
    List<Vector> vectors,
    List<Write> writes) {

  enum Kind {
    BIT_FIELD,
    PLAIN,
    ARRAY,
    STRUCT,
    UNION
  }

  /**
   * A member as declared.
   *
   * @param name empty for unnamed members
   * @param type name of the {@code CType} constant of a leaf, or of an array's element
   * @param bit first bit as gcc has it, -1 if the corpus does not say
   * @param width bits of a bit-field
   * @param count elements of an array
   * @param members of a struct or union
   */
  record Node(
      Kind kind, String name, String type, int bit, int width, int count, List<Node> members) {
    boolean isScope() {
      return kind == Kind.STRUCT || kind == Kind.UNION;
    }
  }

  /**
   * A readable field.
   *
   * @param path as in C
   * @param bit its first bit in declaration direction
   * @param mask its bits in the storage read as one number
   */
  record Leaf(String path, int bit, int width, boolean signed, BigInteger mask) {}

  /** Bytes in storage order and the value of each leaf. */
  record Vector(byte[] bytes, List<String> values) {}

  /** A store that truncates: bytes before and after. */
  record Write(byte[] before, String field, String value, byte[] after) {}

  int bits() {
    return size * 8;
  }
}

package dev.bitunion.importer.conform;

import dev.bitunion.importer.emit.Imported;
import dev.bitunion.importer.emit.Member;
import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.LeafKind;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** A compiled type and the readers of its members. */
final class Subject {
  private final Imported union;
  private final Map<Leaf, List<Reader>> readers = new IdentityHashMap<>();

  private Subject(Imported union) {
    this.union = union;
  }

  /**
   * Binds a compiled type.
   *
   * @param packageName where its classes are
   * @throws ReflectiveOperationException if a class or a reader is missing, which its message names
   */
  static Subject of(Imported union, String packageName, ClassLoader loader)
      throws ReflectiveOperationException {
    Subject subject = new Subject(union);
    String form = union.isWide() ? "Buffer" : "Bits";
    Class<?> owner = Class.forName(packageName + "." + union.name() + form, true, loader);
    for (Member member : union.root().allMembers()) {
      subject
          .readers
          .computeIfAbsent(member.leaf(), k -> new ArrayList<>(1))
          .add(Reader.of(owner, union, member));
    }
    return subject;
  }

  Imported union() {
    return union;
  }

  /**
   * The members that a row of so many values lists: those that are numbers and have names; 64-bit
   * enumerations only if the count says so. Null if no such choice has as many.
   */
  List<Leaf> listed(int count) {
    List<Leaf> all =
        union.type().leaves().stream()
            .filter(leaf -> leaf.isNamed() && leaf.kind().isScalar())
            .toList();
    if (all.size() != count) {
      all = all.stream().filter(leaf -> leaf.kind() != LeafKind.ENUM64).toList();
    }
    return all.size() == count && readers.keySet().containsAll(all) ? all : null;
  }

  /** A member's value in some bytes, read through generated code. */
  BigInteger read(Leaf leaf, byte[] bytes) {
    long word = union.isWide() ? 0 : Reader.word(bytes, union.type().order());
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(union.type().order());
    BigInteger value = BigInteger.ZERO;
    for (Reader reader : readers.get(leaf)) {
      value = value.add(reader.read(word, buffer).shiftLeft((int) reader.member().lowBit()));
    }
    return value;
  }
}

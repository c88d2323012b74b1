package dev.bitunion.importer.c;

import dev.bitunion.importer.BadInputException;
import dev.bitunion.importer.c.CDeclaration.Declarator;
import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.LeafKind;
import dev.bitunion.importer.layout.Origin;
import dev.bitunion.layout.abi.Abi;
import dev.bitunion.layout.abi.CMember;
import dev.bitunion.layout.abi.Placer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays declarations out by the rules of the System V ABI (gcc and clang on Linux, 64 bits), and
 * lists their leaves.
 */
public final class CLayout {
  private static final Pattern KERNEL_DOC = Pattern.compile("(?m)^@(\\w+):\\s*(.*(?:\\n(?!@).+)*)");
  private static final int BYTE = Byte.SIZE;

  private final List<Leaf> leaves = new ArrayList<>();
  private final Map<String, String> kernelDoc = new HashMap<>();

  private CLayout() {}

  /**
   * The types that a text declares.
   *
   * @param source what the text is called, for messages
   * @param text C: declarations, or a patch that makes them
   * @param typedefs scalar types by the names that the text uses for them
   * @param order byte order of the machine
   */
  public static List<CType> read(
      String source, String text, Map<String, String> typedefs, ByteOrder order) {
    CParser parser = new CParser(source, new Lexer(source, text).tokens());
    typedefs.forEach(parser::define);
    List<CType> types = new ArrayList<>();
    parser
        .parse()
        .forEach((spelling, declared) -> types.add(layOut(source, spelling, declared, order)));
    return types;
  }

  private static CType layOut(
      String source, String spelling, CDeclaration declared, ByteOrder order) {
    String what = declared.union() ? "union" : "struct";
    boolean tagged = spelling.startsWith(what + " ");
    CLayout layout = new CLayout();
    Matcher said = KERNEL_DOC.matcher(declared.doc());
    while (said.find()) {
      layout.kernelDoc.put(said.group(1), said.group(2).strip());
    }
    Extent extent = layout.open(declared, 0, "", "");
    int at = declared.doc().indexOf('@');
    String doc = at < 0 ? declared.doc() : declared.doc().substring(0, at).strip();
    return new CType(
        new Origin("", source.equals("-") ? "" : source),
        tagged ? what : "typedef_" + what,
        tagged ? spelling.substring(what.length() + 1) : spelling,
        0,
        extent.bits / BYTE,
        order,
        List.copyOf(layout.leaves),
        doc);
  }

  /**
   * Room that something takes.
   *
   * @param bits its size
   * @param align its alignment in bits
   */
  private record Extent(long bits, int align) {}

  /** Lists the leaves of a declaration that starts at a bit; only the size, if there is no path. */
  private Extent open(CDeclaration declared, long start, String prefix, String via) {
    Placer placer = new Placer(declared.packed() ? Abi.PACKED : Abi.SYSV);
    Placer union = new Placer(declared.packed() ? Abi.PACKED : Abi.SYSV);
    for (Declarator member : declared.members()) {
      CDeclaration inner = member.type().composite();
      Extent extent = inner == null ? null : size(inner);
      CMember c = cMember(member, extent);
      long at = 0;
      if (declared.union()) {
        Placer alone = new Placer(declared.packed() ? Abi.PACKED : Abi.SYSV);
        alone.place(c);
        union.cover(alone.size(), alone.alignment());
      } else {
        at = placer.place(c);
      }
      list(member, start + at, prefix, via);
    }
    Placer whole = declared.union() ? union : placer;
    return new Extent(whole.size(), whole.alignment());
  }

  private static Extent size(CDeclaration declared) {
    return new CLayout().open(declared, 0, "", "");
  }

  private static CMember cMember(Declarator member, Extent extent) {
    if (member.width() >= 0) {
      int bits = member.type().scalar().bits();
      return member.name().isEmpty()
          ? CMember.unnamed(bits, member.width())
          : CMember.bitField(bits, member.width());
    }
    long bits = extent == null ? member.type().scalar().bits() : extent.bits();
    int align = extent == null ? member.type().scalar().bits() : extent.align();
    long all = bits * member.count();
    if (all > Integer.MAX_VALUE) {
      throw new BadInputException(
          member.line() + ":" + member.column() + ": " + member.name() + " is too large");
    }
    return CMember.ordinary((int) all, align);
  }

  private void list(Declarator member, long at, String prefix, String via) {
    CDeclaration inner = member.type().composite();
    String name = member.name();
    if (inner != null && !member.array() && (name.isEmpty() || !member.type().reference())) {
      String step = (name.isEmpty() ? "a" : "n") + (inner.union() ? "U" : "S");
      open(inner, at, name.isEmpty() ? prefix : prefix + name + ".", via + step);
    } else if (!name.isEmpty()) {
      leaves.add(leaf(member, at, prefix + name, via));
    }
  }

  private Leaf leaf(Declarator member, long at, String path, String via) {
    String doc = (kernelDoc.getOrDefault(path, "") + "\n" + member.doc()).strip();
    CScalars.Scalar scalar = member.type().scalar();
    CDeclaration inner = member.type().composite();
    long each = inner == null ? scalar.bits() : size(inner).bits();
    LeafKind kind =
        inner == null ? scalar.kind() : inner.union() ? LeafKind.UNION : LeafKind.STRUCT;
    String base =
        inner == null ? scalar.base() : (inner.union() ? "union " : "struct ") + inner.name();
    boolean signed = inner == null && scalar.signed();
    if (member.array()) {
      Leaf.Elements elements = new Leaf.Elements(kind, each, signed, member.count());
      return new Leaf(
          path,
          at,
          each * member.count(),
          false,
          false,
          LeafKind.ARRAY,
          "array",
          "",
          each * member.count() / BYTE,
          "",
          via,
          List.of(),
          elements,
          doc);
    }
    return new Leaf(
        path,
        at,
        member.width() < 0 ? each : member.width(),
        member.width() >= 0,
        signed,
        kind,
        base,
        member.type().typedef(),
        each / BYTE,
        member.type().enumName(),
        via,
        member.type().enumerators(),
        null,
        doc);
  }
}

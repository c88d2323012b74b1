package dev.bitunion.importer.emit;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.importer.layout.LeafKind;
import dev.bitunion.layout.Names;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes a planned interface as Java source. */
public final class SourceText {
  /** How many values of an enumeration a comment names, where the field is a number. */
  private static final int MAX_NAMED = 12;

  private final Imported union;
  private final Set<String> imports = new TreeSet<>();
  private final StringBuilder body = new StringBuilder();

  private SourceText(Imported union) {
    this.union = union;
  }

  /**
   * The source file.
   *
   * @param union the planned interface
   * @param packageName its package, empty for none
   */
  public static String of(Imported union, String packageName) {
    return new SourceText(union).write(packageName);
  }

  private String write(String packageName) {
    CType type = union.type();
    boolean big = type.order() == ByteOrder.BIG_ENDIAN;
    use("BitUnion");
    typeComment(big);
    body.append("@BitUnion(bits = ").append(type.bits());
    if (JavaNames.identifier(type.name()).equals(type.name())) {
      body.append(", cName = \"").append(type.spelling()).append('"');
    }
    if (big) {
      body.append(", order = ").append(use("BitOrder")).append(".MSB_FIRST");
    }
    if (union.isWide()) {
      body.append(", forms = ").append(use("Form")).append(".BUFFER");
    }
    body.append(")\npublic interface ").append(union.name()).append(" {\n");
    scope(union.root(), "  ");
    union.enums().forEach(this::enumeration);
    body.append("}\n");
    StringBuilder file = new StringBuilder();
    if (!packageName.isEmpty()) {
      file.append("package ").append(packageName).append(";\n\n");
    }
    imports.forEach(name -> file.append("import dev.bitunion.").append(name).append(";\n"));
    return file.append('\n').append(body).toString();
  }

  private void typeComment(boolean big) {
    CType type = union.type();
    String from = type.origin().label();
    body.append("/**\n * {@code ").append(comment(type.spelling())).append("}: ");
    body.append(type.bytes()).append(type.bytes() == 1 ? " byte" : " bytes");
    body.append(big ? ", big-endian" : ", little-endian");
    body.append(from.isEmpty() ? ".\n" : ", from " + comment(from) + ".\n");
    paragraphs(type.doc(), " ");
    if (!union.omitted().isEmpty()) {
      body.append(" *\n * <p>Without\n *\n * <ul>\n");
      union.omitted().forEach(o -> body.append(" *   <li>").append(comment(o)).append('\n'));
      body.append(" * </ul>\n");
    }
    body.append(" */\n");
  }

  private void scope(Scope scope, String indent) {
    long sequence = 0;
    String separator = "";
    List<Scope> views = new ArrayList<>(scope.views());
    for (Member member : scope.members()) {
      while (!views.isEmpty() && views.get(0).standsBefore(member, scope)) {
        body.append(separator);
        Scope view = views.remove(0);
        view(view, scope.at, indent);
        // A view that lies over an earlier one does not move the sequence.
        long from = view.at - scope.at;
        sequence = from < sequence ? sequence : from + view.size();
        separator = "\n";
      }
      body.append(separator);
      member(member, sequence, indent);
      sequence = member.raw() ? sequence : member.end();
      separator = "\n";
    }
    for (Scope view : views) {
      body.append(separator);
      view(view, scope.at, indent);
      separator = "\n";
    }
  }

  private void member(Member member, long sequence, String indent) {
    memberComment(member, indent);
    body.append(indent);
    if (member.raw()) {
      body.append('@').append(use("Raw")).append("(bits = ").append(member.bits());
      body.append(member.at() == 0 ? "" : ", at = " + member.at());
    } else {
      if (member.at() > sequence) {
        body.append('@').append(use("Skip")).append('(').append(member.at() - sequence);
        body.append(")\n").append(indent);
      }
      body.append('@').append(use("Field")).append("(at = ").append(member.at());
      body.append(", bits = ").append(member.bits());
      body.append(member.signed() ? ", signed = true" : "");
      body.append(member.count() > 1 ? ", count = " + member.count() : "");
      boolean shut = member.nested() != null && !member.nested().flatten();
      body.append(shut ? ", flatten = false" : "");
    }
    cName(member.method(), member.cName());
    body.append(")\n").append(indent).append(member.javaType()).append(' ');
    body.append(member.method()).append(member.count() > 1 ? "(int index);\n" : "();\n");
  }

  private void view(Scope view, long start, String indent) {
    body.append(indent).append("/** ");
    body.append(
        view.anonymous
            ? "What lies over the fields above."
            : "The member {@code " + comment(view.cName) + "}.");
    body.append(" */\n").append(indent).append('@').append(use("View")).append('\n');
    body.append(indent).append("interface ").append(view.typeName()).append(" {\n");
    scope(view, indent + "  ");
    body.append(indent).append("}\n\n").append(indent);
    if (view.anonymous) {
      body.append('@').append(use("Anonymous")).append('\n').append(indent);
    } else {
      body.append('@').append(use("Field")).append("(at = ").append(view.at - start);
      cName(view.accessor, view.cName);
      body.append(")\n").append(indent);
    }
    body.append(view.typeName()).append(' ').append(view.accessor).append("();\n");
  }

  private void cName(String method, String cName) {
    if (!Names.cName(method).equals(cName)) {
      body.append(", cName = \"").append(cName).append('"');
    }
  }

  private void memberComment(Member member, String indent) {
    Leaf leaf = member.leaf();
    List<String> parts = new ArrayList<>();
    String type = leaf.typedef().isEmpty() ? leaf.base() : leaf.typedef();
    if (leaf.kind().name().startsWith("ENUM")) {
      type = "enum " + leaf.enumName();
    }
    parts.add("{@code " + comment(type + (leaf.bitfield() ? " : " + leaf.bitWidth() : "")) + "}");
    if (leaf.kind() == LeafKind.BOOL && !leaf.bitfield()) {
      parts.add("0 or 1");
    }
    if (leaf.kind() == LeafKind.FLOAT) {
      parts.add("the bits of an IEEE 754 number");
    }
    if (leaf.kind() == LeafKind.PTR) {
      parts.add("a pointer");
    }
    if (leaf.bitWidth() > Imported.WORD_BITS && member.count() == 1) {
      parts.add("bits from " + member.lowBit() + " on");
    }
    if (member.enumType() == null && !leaf.enumerators().isEmpty()) {
      parts.add(
          leaf.enumerators().stream()
              .limit(MAX_NAMED)
              .map(e -> "{@code " + comment(e.name()) + "} " + e.value())
              .collect(
                  Collectors.joining(
                      ", ", "", leaf.enumerators().size() > MAX_NAMED ? ", ..." : "")));
    }
    String said = String.join(", ", parts) + ".";
    if (leaf.doc().isEmpty()) {
      body.append(indent).append("/** ").append(said).append(" */\n");
      return;
    }
    body.append(indent).append("/**\n").append(indent).append(" * ").append(said).append('\n');
    paragraphs(leaf.doc(), indent + " ");
    body.append(indent).append(" */\n");
  }

  /** A comment from C, its empty lines kept as paragraphs. */
  private void paragraphs(String doc, String indent) {
    boolean fresh = true;
    for (String line : doc.lines().toList()) {
      if (line.isBlank()) {
        fresh = true;
        continue;
      }
      body.append(fresh ? indent + "*\n" : "").append(indent).append("* ");
      body.append(fresh ? "<p>" : "").append(comment(line)).append('\n');
      fresh = false;
    }
  }

  private void enumeration(JavaEnum type) {
    body.append("\n  /** ");
    body.append(
        type.cName().isEmpty()
            ? "An enumeration without a name in C."
            : "{@code enum " + comment(type.cName()) + "}.");
    body.append(" */\n  enum ").append(type.name()).append(" {\n");
    String separator = "";
    for (JavaEnum.Constant constant : type.constants()) {
      body.append(separator);
      constant(constant);
      separator = ",\n";
    }
    if (type.fallback() != null) {
      body.append(separator).append("    /** Every number that C gives no name. */\n    @");
      body.append(use("Fallback")).append('\n');
      constant(type.fallback());
    }
    body.append("\n  }\n");
  }

  private void constant(JavaEnum.Constant constant) {
    body.append("    @").append(use("Value")).append('(').append(literal(constant.value()));
    body.append(")\n    ").append(constant.name());
  }

  private static String literal(long value) {
    return value == (int) value ? Long.toString(value) : value + "L";
  }

  /** Text that cannot end a comment or be taken for a tag or an escape. */
  private static String comment(String text) {
    return text.replaceAll("[^ -~]", "?")
        .replace("\\", "?")
        .replace("*/", "* /")
        .replace("@", "?")
        .replace("{", "(")
        .replace("}", ")")
        .replace("<", "&lt;");
  }

  private String use(String annotation) {
    imports.add(annotation);
    return annotation;
  }
}

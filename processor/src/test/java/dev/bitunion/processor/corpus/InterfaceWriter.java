package dev.bitunion.processor.corpus;

import dev.bitunion.processor.corpus.CorpusType.Kind;
import dev.bitunion.processor.corpus.CorpusType.Node;
import dev.bitunion.processor.corpus.Declaration.Accessor;
import dev.bitunion.processor.corpus.Declaration.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.SourceVersion;

/** Writes a corpus type as an annotated interface, as a user would who has the C source beside. */
final class InterfaceWriter {
  static final String PACKAGE = "corpus";

  private final CorpusType type;
  private final String simpleName;
  private final Style style;
  private final String abi;
  private final String forms;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Accessor> accessors = new LinkedHashMap<>();
  private int names;
  private StringBuilder skips = new StringBuilder();

  private InterfaceWriter(CorpusType type, String simpleName, Style style, String forms) {
    this.type = type;
    this.simpleName = simpleName;
    this.style = style;
    this.forms = forms;
    this.abi = looksPacked() ? "PACKED" : type.abi();
  }

  /** The declaration of a type; {@code forms} is what stands behind {@code abi} in @BitUnion. */
  static Declaration write(CorpusType type, String simpleName, Style style, String forms) {
    InterfaceWriter writer = new InterfaceWriter(type, simpleName, style, forms);
    writer.writeType();
    return new Declaration(type, simpleName, writer.out.toString(), writer.accessors);
  }

  /** Alignment 1 in spite of wider members is the attribute, which trees do not mention. */
  private boolean looksPacked() {
    return type.abi().equals("SYSV")
        && type.align() == 1
        && type.root().members().get(0).bit() >= 0
        && type.size() > 1
        && hasWide(type.root());
  }

  private static boolean hasWide(Node node) {
    return node.isScope()
        ? node.members().stream().anyMatch(InterfaceWriter::hasWide)
        : !node.type().endsWith("8") && !node.type().equals("BOOL");
  }

  private void writeType() {
    StringBuilder body = new StringBuilder();
    members(type.root(), new Path("", "", ""), 0, body, "  ");
    out.append("package ").append(PACKAGE).append(";\nimport dev.bitunion.*;\n");
    out.append(skips);
    out.append("@BitUnion(abi = Abi.").append(abi);
    if (type.bigEndian()) {
      out.append(", order = BitOrder.MSB_FIRST");
    }
    out.append(forms).append(")\npublic interface ").append(simpleName).append(" {\n");
    out.append(body).append("}\n");
  }

  /** Where a member stands: its path in C, and the heads of its generated names. */
  private record Path(String c, String method, String constant) {
    Path named(String cName, String method, String constant) {
      if (cName.isEmpty()) {
        return this;
      }
      String head = this.method.isEmpty() ? method : this.method + upper(method);
      return new Path(c.isEmpty() ? cName : c + "." + cName, head, this.constant + constant);
    }

    private static String upper(String name) {
      return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
  }

  private void members(Node scope, Path path, int base, StringBuilder body, String indent) {
    for (Node member : scope.members()) {
      if (member.kind() == Kind.BIT_FIELD && member.name().isEmpty()) {
        skips.append(" @Skip(value = ").append(member.width());
        skips.append(", type = CType.").append(member.type()).append(")");
      } else if (scope.kind() == Kind.UNION && !member.isScope()) {
        // A union's scalar is a view of its own: it may overlap the others.
        Node alone = new Node(Kind.STRUCT, "", "", member.bit(), 0, 0, List.of(member));
        view(alone, path, base, true, body, indent);
      } else if (member.isScope()) {
        view(member, path, base, scope.kind() == Kind.UNION, body, indent);
      } else {
        leaf(member, path, base, body, indent);
      }
    }
  }

  private void view(
      Node node, Path path, int base, boolean overlay, StringBuilder body, String indent) {
    String method = method(node.name());
    Path inner = path.named(node.name(), camel(method), constant(node.name()) + "_");
    String view = "V" + names++;
    StringBuilder inside = new StringBuilder();
    StringBuilder before = skips;
    skips = new StringBuilder();
    members(node, inner, Math.max(0, node.bit()), inside, indent + "  ");
    StringBuilder tail = skips;
    skips = before;
    body.append(indent).append(tail).append("@View interface ").append(view).append(" {\n");
    body.append(inside).append(indent).append("}\n").append(indent).append(skips);
    skips = new StringBuilder();
    if (node.name().isEmpty()) {
      body.append("@Anonymous ");
    }
    if (!overlay) {
      body.append("@Field");
      StringBuilder values = new StringBuilder();
      place(node, base, values);
      name(node.name(), method, values);
      if (!values.isEmpty()) {
        body.append('(').append(values.substring(2)).append(')');
      }
    } else if (!node.name().isEmpty() && !method.equals(node.name())) {
      body.append("@Field(at = 0, cName = \"").append(node.name()).append("\")");
    }
    body.append(' ').append(view).append(' ').append(method).append("();\n");
  }

  private void leaf(Node node, Path path, int base, StringBuilder body, String indent) {
    String method = method(node.name());
    StringBuilder values = new StringBuilder();
    if (node.kind() == Kind.BIT_FIELD) {
      values.append(", bits = ").append(node.width());
    }
    values.append(", type = CType.").append(node.type());
    if (node.kind() == Kind.ARRAY) {
      values.append(", count = ").append(node.count());
    }
    place(node, base, values);
    name(node.name(), method, values);
    body.append(indent).append(skips).append("@Field(").append(values.substring(2)).append(") ");
    skips = new StringBuilder();
    boolean array = node.kind() == Kind.ARRAY;
    body.append(javaType(node)).append(' ').append(method);
    body.append(array ? "(int index);\n" : "();\n");
    Path leaf = path.named(node.name(), camel(method), constant(node.name()));
    String getter = path.method().isEmpty() ? method : leaf.method();
    String capital = Path.upper(camel(getter));
    if (!array) {
      accessors.put(leaf.c(), new Accessor(getter, capital, leaf.constant(), -1));
    }
    for (int i = 0; array && i < node.count(); i++) {
      Accessor element = new Accessor(getter, capital, leaf.constant(), i);
      accessors.put(leaf.c() + "[" + i + "]", element);
    }
  }

  private void place(Node node, int base, StringBuilder values) {
    if (style == Style.PLACED && node.bit() >= 0) {
      values.append(", at = ").append(node.bit() - base);
    }
  }

  private static void name(String cName, String method, StringBuilder values) {
    boolean derived = method.equals(cName) && cName.equals(cName.toLowerCase(Locale.ROOT));
    if (!cName.isEmpty() && (!derived || cName.endsWith("_"))) {
      values.append(", cName = \"").append(cName).append('"');
    }
  }

  private String method(String cName) {
    if (style != Style.PLAIN || cName.isEmpty() || SourceVersion.isKeyword(cName)) {
      return "f" + names++;
    }
    return cName;
  }

  private static String javaType(Node node) {
    if (node.type().equals("BOOL")) {
      return "boolean";
    }
    int bits =
        node.kind() == Kind.BIT_FIELD ? node.width() : Integer.parseInt(node.type().substring(1));
    boolean flag = bits == 1 && node.type().startsWith("U");
    return flag ? "boolean" : bits <= 32 ? "int" : "long";
  }

  private static String constant(String cName) {
    return cName.toUpperCase(Locale.ROOT);
  }

  /**
   * snake_case to camelCase, as the table of generated names has it; a tail only avoids a clash.
   */
  private static String camel(String method) {
    String name =
        method.length() > 1 && method.endsWith("_")
            ? method.substring(0, method.length() - 1)
            : method;
    StringBuilder camel = new StringBuilder();
    boolean up = false;
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter == '_' && i > 0) {
        up = true;
      } else {
        camel.append(up ? Character.toUpperCase(letter) : letter);
        up = false;
      }
    }
    return camel.toString();
  }
}

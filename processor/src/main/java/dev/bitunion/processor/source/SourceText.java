package dev.bitunion.processor.source;

import java.util.Set;
import javax.lang.model.element.Modifier;

/** The text of a file while it is written. */
final class SourceText {
  private final StringBuilder text = new StringBuilder(1 << 14);
  private final Imports imports;
  private int level;
  private boolean atLineStart = true;
  private boolean inComment;

  SourceText(Imports imports) {
    this.imports = imports;
  }

  void indent() {
    level++;
  }

  void unindent() {
    level--;
  }

  void type(TypeName type) {
    code(type.in(imports));
  }

  /** Writes code; every line gets the margin. */
  void code(String code) {
    int from = 0;
    while (from < code.length()) {
      int end = code.indexOf('\n', from);
      if (end == from) {
        text.append(atLineStart && inComment ? margin() + " *\n" : "\n");
        atLineStart = true;
        from++;
        continue;
      }
      int to = end < 0 ? code.length() : end;
      if (atLineStart) {
        text.append("  ".repeat(level)).append(inComment ? " * " : "");
      }
      text.append(code, from, to);
      atLineStart = false;
      from = to;
    }
  }

  private String margin() {
    return "  ".repeat(level);
  }

  /** Writes a comment, in one line if it is one. */
  void comment(CodeBlock doc) {
    if (doc.isEmpty()) {
      return;
    }
    SourceText inner = new SourceText(imports);
    doc.write(inner);
    String comment = inner.text.toString().strip();
    if (comment.indexOf('\n') < 0) {
      code("/** " + comment + " */\n");
      return;
    }
    code("/**\n");
    inComment = true;
    code(comment + "\n");
    inComment = false;
    code(" */\n");
  }

  void modifiers(Set<Modifier> modifiers) {
    for (Modifier modifier : modifiers) {
      code(modifier + " ");
    }
  }

  /** All that was written. */
  @Override
  public String toString() {
    return text.toString();
  }
}

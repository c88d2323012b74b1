package dev.bitunion.processor.source;

import java.util.Set;
import javax.lang.model.element.Modifier;

/** The text of a file while it is written. */
final class SourceText {
  private final StringBuilder text = new StringBuilder(1 << 14);
  private final Imports imports;
  private int level;
  private boolean atLineStart = true;

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
    int length = code.length();
    while (from < length) {
      int end = code.indexOf('\n', from);
      int to = end < 0 ? length : end;
      if (atLineStart && to > from) {
        margin();
      }
      text.append(code, from, to);
      atLineStart = end >= 0;
      if (atLineStart) {
        text.append('\n');
      }
      from = to + 1;
    }
  }

  private void margin() {
    for (int i = 0; i < level; i++) {
      text.append("  ");
    }
  }

  /** Writes a comment, in one line if it is one. */
  void comment(CodeBlock doc) {
    if (doc.isEmpty()) {
      return;
    }
    String comment = doc.in(imports).strip();
    margin();
    text.append("/**");
    if (comment.indexOf('\n') < 0) {
      text.append(' ').append(comment);
    } else {
      comment.lines().forEach(this::commentLine);
      text.append('\n');
      margin();
    }
    text.append(" */\n");
  }

  private void commentLine(String line) {
    text.append('\n');
    margin();
    text.append(line.isEmpty() ? " *" : " * ").append(line);
  }

  void modifiers(Set<Modifier> modifiers) {
    for (Modifier modifier : modifiers) {
      code(modifier.toString());
      code(" ");
    }
  }

  /** All that was written. */
  @Override
  public String toString() {
    return text.toString();
  }
}

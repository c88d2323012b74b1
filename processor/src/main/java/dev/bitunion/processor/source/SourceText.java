package dev.bitunion.processor.source;

/** The text of a file while it is written. */
final class SourceText {
  private static final int WIDTH = 100;
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

  int length() {
    return text.length();
  }

  void insert(int at, String code) {
    text.insert(at, code);
  }

  /** Whether so many more characters and a semicolon fit into the line. */
  boolean fits(int more) {
    return text.length() + more < text.lastIndexOf("\n") + 1 + WIDTH;
  }

  /**
   * Writes statements and the end of their block into the line that began at {@code start}; takes
   * the line back if it is too long.
   */
  boolean inLine(CodeBlock code, int start) {
    int from = text.length();
    int margin = level;
    level = 0;
    code.write(this);
    level = margin;
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        text.setCharAt(i, ' ');
      }
    }
    text.append("}\n");
    atLineStart = true;
    if (text.length() - 1 - start <= WIDTH) {
      return true;
    }
    text.setLength(start);
    return false;
  }

  /** Writes a comment, in one line if it is one. */
  void comment(CharSequence doc) {
    if (doc.length() == 0) {
      return;
    }
    String comment = doc.toString().strip();
    margin();
    text.append("/**");
    if (comment.indexOf('\n') < 0) {
      text.append(' ').append(comment);
    } else {
      commentLines(comment);
      text.append('\n');
      margin();
    }
    text.append(" */\n");
  }

  private void commentLines(String comment) {
    int from = 0;
    while (from <= comment.length()) {
      int end = comment.indexOf('\n', from);
      int to = end < 0 ? comment.length() : end;
      text.append('\n');
      margin();
      text.append(to == from ? " *" : " * ").append(comment, from, to);
      from = to + 1;
    }
  }

  /** All that was written. */
  @Override
  public String toString() {
    return text.toString();
  }
}

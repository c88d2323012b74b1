package dev.bitunion.processor.source;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of code. In its format, {@code $L} stands for a literal or another block, {@code $S} for
 * a string constant, {@code $B} for one of whole lines, {@code $T} for a type, {@code $>} and
 * {@code $<} move the margin.
 */
public final class CodeBlock {
  private final List<Object> parts;

  private CodeBlock(List<Object> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Moves of the margin. */
  private enum Margin {
    IN,
    OUT
  }

  /** A block of one format. */
  public static CodeBlock of(String format, Object... arguments) {
    return builder().add(format, arguments).build();
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether it holds nothing. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Whether it is a statement or two, without blocks. */
  boolean isBrief() {
    int lines = 0;
    for (Object part : parts) {
      if (part instanceof Margin) {
        return false;
      }
      if (part instanceof String code) {
        for (int end = code.indexOf('\n'); end >= 0; end = code.indexOf('\n', end + 1)) {
          lines++;
        }
      }
    }
    return lines == 1 || lines == 2;
  }

  /** A builder that starts with this block. */
  public Builder toBuilder() {
    return new Builder().add(this);
  }

  void write(SourceText text) {
    for (Object part : parts) {
      if (part instanceof String code) {
        text.code(code);
      } else if (part instanceof TypeName type) {
        text.type(type);
      } else if (part == Margin.IN) {
        text.indent();
      } else {
        text.unindent();
      }
    }
  }

  /** The code with all types named in full. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object part : parts) {
      text.append(part instanceof Margin ? "" : part);
    }
    return text.toString();
  }

  /** Builds a block. Neighbouring pieces of code become one: most blocks are a single string. */
  public static final class Builder {
    private final List<Object> parts = new ArrayList<>(2);
    private final StringBuilder code = new StringBuilder();

    private Builder() {}

    /** Adds a block. */
    public Builder add(CodeBlock block) {
      for (Object part : block.parts) {
        if (part instanceof String text) {
          code.append(text);
        } else {
          part(part);
        }
      }
      return this;
    }

    private void part(Object part) {
      flush();
      parts.add(part);
    }

    private void flush() {
      if (code.length() > 0) {
        parts.add(code.toString());
        code.setLength(0);
      }
    }

    /** Adds code. */
    public Builder add(String format, Object... arguments) {
      int next = 0;
      int from = 0;
      for (int at = format.indexOf('$'); at >= 0; at = format.indexOf('$', from)) {
        code.append(format, from, at);
        char kind = format.charAt(at + 1);
        switch (kind) {
          case '>' -> part(Margin.IN);
          case '<' -> part(Margin.OUT);
          case '$' -> code.append('$');
          case 'L' -> value(arguments[next++]);
          case 'S' -> quote("\"", String.valueOf(arguments[next++]), "\\n", "\"");
          case 'B' -> quote("\"\"\"\n", String.valueOf(arguments[next++]), "\n", "\"\"\"");
          case 'T' -> part(type(arguments[next++]));
          default -> throw new IllegalArgumentException("no such placeholder: $" + kind);
        }
        from = at + 2;
      }
      code.append(format, from, format.length());
      if (next != arguments.length) {
        throw new IllegalArgumentException(arguments.length + " arguments for: " + format);
      }
      return this;
    }

    /** Adds a line with a semicolon. */
    public Builder addStatement(String format, Object... arguments) {
      add(format, arguments);
      code.append(";\n");
      return this;
    }

    /** Adds a line with a semicolon. */
    public Builder addStatement(CodeBlock statement) {
      add(statement);
      code.append(";\n");
      return this;
    }

    /** Opens a block of statements. */
    public Builder beginControlFlow(String format, Object... arguments) {
      return add(format, arguments).add(" {\n$>");
    }

    /** Closes a block of statements and opens the next one. */
    public Builder nextControlFlow(String format, Object... arguments) {
      return add("$<} ").add(format, arguments).add(" {\n$>");
    }

    /** Closes a block of statements. */
    public Builder endControlFlow() {
      return add("$<}\n");
    }

    /** The block. */
    public CodeBlock build() {
      flush();
      return new CodeBlock(parts);
    }

    private void value(Object argument) {
      if (argument instanceof CodeBlock block) {
        add(block);
      } else if (argument instanceof TypeName type) {
        part(type);
      } else {
        code.append(argument);
      }
    }

    private static TypeName type(Object argument) {
      return argument instanceof Class<?> type ? TypeName.get(type) : (TypeName) argument;
    }

    private void quote(String open, String text, String newLine, String close) {
      code.append(open);
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        switch (c) {
          case '"' -> code.append("\\\"");
          case '\\' -> code.append("\\\\");
          case '\n' -> code.append(newLine);
          case '\t' -> code.append("\\t");
          default -> {
            if (c >= ' ' && c < 0x7F) {
              code.append(c);
            } else {
              code.append(String.format("\\u%04x", (int) c));
            }
          }
        }
      }
      code.append(close);
    }
  }
}

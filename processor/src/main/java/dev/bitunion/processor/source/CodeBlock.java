package dev.bitunion.processor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * A piece of code. In its format, {@code $L} stands for a literal or another block, {@code $S} for
 * a string constant, {@code $T} for a type, {@code $>} and {@code $<} move the margin.
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

  /** Blocks with something between them. */
  public static CodeBlock join(Iterable<CodeBlock> blocks, String separator) {
    Builder builder = builder();
    String between = "";
    for (CodeBlock block : blocks) {
      builder.literal(between);
      builder.add(block);
      between = separator;
    }
    return builder.build();
  }

  /** Joins the blocks of a stream. */
  public static Collector<CodeBlock, ?, CodeBlock> joining(String separator) {
    return Collectors.collectingAndThen(Collectors.toList(), blocks -> join(blocks, separator));
  }

  /** An empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether it holds nothing. */
  public boolean isEmpty() {
    return parts.isEmpty();
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
    return parts.stream()
        .filter(part -> !(part instanceof Margin))
        .map(Object::toString)
        .collect(Collectors.joining());
  }

  /** Builds a block. */
  public static final class Builder {
    private final List<Object> parts = new ArrayList<>();

    private Builder() {}

    /** Adds a block. */
    public Builder add(CodeBlock block) {
      parts.addAll(block.parts);
      return this;
    }

    /** Adds code. */
    public Builder add(String format, Object... arguments) {
      int next = 0;
      int from = 0;
      for (int at = format.indexOf('$'); at >= 0; at = format.indexOf('$', from)) {
        literal(format.substring(from, at));
        char kind = format.charAt(at + 1);
        switch (kind) {
          case '>' -> parts.add(Margin.IN);
          case '<' -> parts.add(Margin.OUT);
          case '$' -> literal("$");
          case 'L' -> value(arguments[next++]);
          case 'S' -> literal(quoted(String.valueOf(arguments[next++])));
          case 'T' -> parts.add(type(arguments[next++]));
          default -> throw new IllegalArgumentException("no such placeholder: $" + kind);
        }
        from = at + 2;
      }
      literal(format.substring(from));
      if (next != arguments.length) {
        throw new IllegalArgumentException(arguments.length + " arguments for: " + format);
      }
      return this;
    }

    /** Adds a line with a semicolon. */
    public Builder addStatement(String format, Object... arguments) {
      return add(format, arguments).add(";\n");
    }

    /** Adds a line with a semicolon. */
    public Builder addStatement(CodeBlock code) {
      return add(code).add(";\n");
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
      return new CodeBlock(parts);
    }

    private void literal(String code) {
      if (!code.isEmpty()) {
        parts.add(code);
      }
    }

    private void value(Object argument) {
      if (argument instanceof CodeBlock block) {
        add(block);
      } else if (argument instanceof TypeName type) {
        parts.add(type);
      } else {
        literal(String.valueOf(argument));
      }
    }

    private static TypeName type(Object argument) {
      return argument instanceof Class<?> type ? TypeName.get(type) : (TypeName) argument;
    }

    private static String quoted(String text) {
      StringBuilder quoted = new StringBuilder("\"");
      for (char c : text.toCharArray()) {
        switch (c) {
          case '"' -> quoted.append("\\\"");
          case '\\' -> quoted.append("\\\\");
          case '\n' -> quoted.append("\\n");
          case '\t' -> quoted.append("\\t");
          default -> {
            boolean isPlain = c >= ' ' && c < 0x7F;
            quoted.append(isPlain ? String.valueOf(c) : String.format("\\u%04x", (int) c));
          }
        }
      }
      return quoted.append('"').toString();
    }
  }
}

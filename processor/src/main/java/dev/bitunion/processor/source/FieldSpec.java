package dev.bitunion.processor.source;

import java.util.List;
import javax.lang.model.element.Modifier;

/** A field of a class. */
public final class FieldSpec {
  private final Builder built;

  private FieldSpec(Builder built) {
    this.built = built;
  }

  /** A builder of a field. */
  public static Builder builder(TypeName type, String name, Modifier... modifiers) {
    return new Builder(type, name, modifiers);
  }

  /** A builder of a field of a JDK's type. */
  public static Builder builder(Class<?> type, String name, Modifier... modifiers) {
    return new Builder(TypeName.get(type), name, modifiers);
  }

  /** A builder of fields that are declared together, each such as {@code X = 1}. */
  public static Builder builder(TypeName type, List<String> declarations, Modifier... modifiers) {
    Builder builder = new Builder(type, declarations.get(0), modifiers);
    builder.more = declarations.subList(1, declarations.size());
    return builder;
  }

  void write(SourceText text) {
    text.comment(built.doc);
    built.modifiers.write(text);
    text.type(built.type);
    text.code(" ");
    text.code(built.name);
    text.indent();
    text.indent();
    if (built.value != null) {
      text.code(" = ");
      built.value.write(text);
    }
    for (String more : built.more) {
      text.code(text.fits(more.length() + 2) ? ", " : ",\n");
      text.code(more);
    }
    text.unindent();
    text.unindent();
    text.code(";\n");
  }

  /** Builds a field. */
  public static final class Builder {
    private final TypeName type;
    private final String name;
    private final Modifiers modifiers = new Modifiers();
    private List<String> more = List.of();
    private String doc = "";
    private CodeBlock value;

    private Builder(TypeName type, String name, Modifier... modifiers) {
      this.type = type;
      this.name = name;
      this.modifiers.add(modifiers);
    }

    /** Adds modifiers. */
    public Builder addModifiers(Modifier... more) {
      modifiers.add(more);
      return this;
    }

    /** States the comment. */
    public Builder addJavadoc(String text) {
      doc = text;
      return this;
    }

    /** States the value. */
    public Builder initializer(CodeBlock code) {
      value = code;
      return this;
    }

    /** States the value. */
    public Builder initializer(String format, Object... arguments) {
      return initializer(CodeBlock.of(format, arguments));
    }

    /** The field. */
    public FieldSpec build() {
      return new FieldSpec(this);
    }
  }
}

package dev.bitunion.processor.source;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** A method or constructor. */
public final class MethodSpec {
  private final Builder built;

  private MethodSpec(Builder built) {
    this.built = built;
  }

  /** A builder of a method. */
  public static Builder methodBuilder(String name) {
    return new Builder(name, TypeName.VOID, false);
  }

  /** A builder of a constructor. */
  public static Builder constructorBuilder() {
    return new Builder(null, null, false);
  }

  /** A builder of a record's constructor without a list of parameters. */
  public static Builder compactConstructorBuilder() {
    return new Builder(null, null, true);
  }

  /** Its name. */
  public String name() {
    return built.name;
  }

  /** What it returns. */
  public TypeName returnType() {
    return built.returns;
  }

  /** Its parameters. */
  public List<ParameterSpec> parameters() {
    return List.copyOf(built.parameters);
  }

  /** What the comments of methods that hand on to it shall say, such as {@code return 0..15}. */
  public List<String> tags() {
    return built.tags;
  }

  /** What it does. */
  public CodeBlock code() {
    return built.code.build();
  }

  /** A builder that starts with this method. */
  public Builder toBuilder() {
    Builder copy = new Builder(built.name, built.returns, built.compact);
    copy.modifiers.add(built.modifiers);
    copy.annotations.addAll(built.annotations);
    copy.parameters.addAll(built.parameters);
    copy.doc.append(built.doc);
    copy.tags.addAll(built.tags);
    copy.spaced = built.spaced;
    copy.code.add(built.code.build());
    return copy;
  }

  /** Whether a blank line stands before it. */
  boolean spaced() {
    return built.spaced;
  }

  /**
   * Writes it as a member of a class of this name, in one line if it has a statement or two and
   * fits.
   *
   * @return whether it is a method whose comment and code are a line each, or less
   */
  boolean write(SourceText text, String className) {
    text.comment(built.doc);
    boolean brief = built.doc.indexOf("\n") < 0 && built.name != null;
    CodeBlock code = built.code.build();
    int start = text.length();
    if (code.isBrief()) {
      head(text, className, " ");
      text.code(" { ");
      if (text.inLine(code, start)) {
        return brief;
      }
    }
    head(text, className, "\n");
    if (built.modifiers.has(Modifier.ABSTRACT)) {
      text.code(";\n");
      return brief;
    }
    if (code.isEmpty()) {
      text.code(" {}\n");
      return brief;
    }
    text.code(" {\n");
    text.indent();
    code.write(text);
    text.unindent();
    text.code("}\n");
    return false;
  }

  private void head(SourceText text, String className, String behindAnnotation) {
    for (AnnotationSpec annotation : built.annotations) {
      annotation.code().write(text);
      text.code(behindAnnotation);
    }
    built.modifiers.write(text);
    if (built.name != null) {
      text.type(built.returns);
      text.code(" ");
    }
    text.code(built.name == null ? className : built.name);
    if (!built.compact) {
      writeParameters(text, built.parameters);
    }
  }

  static void writeParameters(SourceText text, List<ParameterSpec> parameters) {
    text.code("(");
    String between = "";
    for (ParameterSpec parameter : parameters) {
      text.code(between);
      parameter.write(text);
      between = ", ";
    }
    text.code(")");
  }

  /** Builds a method. */
  public static final class Builder {
    private final String name;
    private final boolean compact;
    private final Modifiers modifiers = new Modifiers();
    private final List<AnnotationSpec> annotations = new ArrayList<>();
    private final List<ParameterSpec> parameters = new ArrayList<>();
    private final List<String> tags = new ArrayList<>(0);
    private final StringBuilder doc = new StringBuilder();
    private final CodeBlock.Builder code = CodeBlock.builder();
    private TypeName returns;
    private boolean spaced;

    private Builder(String name, TypeName returns, boolean compact) {
      this.name = name;
      this.returns = returns;
      this.compact = compact;
    }

    /** Adds to the comment. */
    public Builder addJavadoc(String text) {
      doc.append(text);
      return this;
    }

    /** Adds what the comments of methods that hand on to it shall say. */
    public Builder addTag(String tag) {
      tags.add(tag);
      return this;
    }

    /** Starts a group of methods: a blank line stands before it. */
    public Builder spaced() {
      spaced = true;
      return this;
    }

    /** Adds an annotation without members. */
    public Builder addAnnotation(ClassName type) {
      annotations.add(AnnotationSpec.of(type));
      return this;
    }

    /** Adds an annotation. */
    public Builder addAnnotation(AnnotationSpec annotation) {
      annotations.add(annotation);
      return this;
    }

    /** Adds modifiers. */
    public Builder addModifiers(Modifier... more) {
      modifiers.add(more);
      return this;
    }

    /** States what it returns. */
    public Builder returns(TypeName type) {
      returns = type;
      return this;
    }

    /** States that it returns a JDK's type. */
    public Builder returns(Class<?> type) {
      return returns(TypeName.get(type));
    }

    /** Adds a parameter. */
    public Builder addParameter(TypeName type, String parameter) {
      parameters.add(new ParameterSpec(type, parameter));
      return this;
    }

    /** Adds a parameter of a JDK's type. */
    public Builder addParameter(Class<?> type, String parameter) {
      return addParameter(TypeName.get(type), parameter);
    }

    /** Adds a parameter. */
    public Builder addParameter(ParameterSpec parameter) {
      parameters.add(parameter);
      return this;
    }

    /** Adds parameters. */
    public Builder addParameters(Iterable<ParameterSpec> more) {
      for (ParameterSpec parameter : more) {
        parameters.add(parameter);
      }
      return this;
    }

    /** Adds code. */
    public Builder addCode(String format, Object... arguments) {
      code.add(format, arguments);
      return this;
    }

    /** Adds code. */
    public Builder addCode(CodeBlock block) {
      code.add(block);
      return this;
    }

    /** Adds a line with a semicolon. */
    public Builder addStatement(String format, Object... arguments) {
      code.addStatement(format, arguments);
      return this;
    }

    /** Adds a line with a semicolon. */
    public Builder addStatement(CodeBlock block) {
      code.addStatement(block);
      return this;
    }

    /** Opens a block of statements. */
    public Builder beginControlFlow(String format, Object... arguments) {
      code.beginControlFlow(format, arguments);
      return this;
    }

    /** Closes a block of statements and opens the next one. */
    public Builder nextControlFlow(String format, Object... arguments) {
      code.nextControlFlow(format, arguments);
      return this;
    }

    /** Closes a block of statements. */
    public Builder endControlFlow() {
      code.endControlFlow();
      return this;
    }

    /** The method. */
    public MethodSpec build() {
      return new MethodSpec(this);
    }
  }
}

package dev.bitunion.processor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;

/** A class, interface or record. */
public final class TypeSpec {
  private final Builder built;

  private TypeSpec(Builder built) {
    this.built = built;
  }

  /** A builder of a class. */
  public static Builder classBuilder(String name) {
    return new Builder("class", name);
  }

  /** A builder of a class. */
  public static Builder classBuilder(ClassName name) {
    return classBuilder(name.simpleName());
  }

  /** A builder of a record. */
  public static Builder recordBuilder(String name) {
    return new Builder("record", name);
  }

  /** A builder of a record. */
  public static Builder recordBuilder(ClassName name) {
    return new Builder("record", name.simpleName());
  }

  /** A builder of an interface. */
  public static Builder interfaceBuilder(String name) {
    return new Builder("interface", name);
  }

  /** A builder of an interface. */
  public static Builder interfaceBuilder(ClassName name) {
    return interfaceBuilder(name.simpleName());
  }

  /** Its name. */
  public String name() {
    return built.name;
  }

  /** Its methods. */
  public List<MethodSpec> methodSpecs() {
    return List.copyOf(built.methods);
  }

  /** What it was made from. */
  List<Element> origins() {
    return built.origins;
  }

  /** Adds the names of the type and of all types in it. */
  void addNames(Set<String> names) {
    names.add(built.name);
    for (TypeSpec type : built.types) {
      type.addNames(names);
    }
  }

  void write(SourceText text) {
    text.comment(built.doc);
    for (AnnotationSpec annotation : built.annotations) {
      annotation.code().write(text);
      text.code("\n");
    }
    built.modifiers.write(text);
    text.code(built.keyword);
    text.code(" ");
    text.code(built.name);
    if (built.keyword.equals("record")) {
      MethodSpec.writeParameters(text, built.components);
    }
    String between = built.keyword.equals("interface") ? " extends " : " implements ";
    for (TypeName supertype : built.supertypes) {
      text.code(between);
      text.type(supertype);
      between = ", ";
    }
    text.code(" {\n");
    text.indent();
    writeMembers(text);
    text.unindent();
    text.code("}\n");
  }

  private void writeMembers(SourceText text) {
    for (FieldSpec field : built.fields) {
      field.write(text);
    }
    String gap = built.fields.isEmpty() ? "" : "\n";
    if (!built.statics.isEmpty()) {
      text.code(gap + "static {\n");
      text.indent();
      built.statics.write(text);
      text.unindent();
      text.code("}\n");
      gap = "\n";
    }
    boolean brief = false;
    for (MethodSpec method : built.methods) {
      int start = text.length();
      boolean follows = brief && !method.spaced();
      brief = method.write(text, built.name);
      if (!follows || !brief) {
        text.insert(start, gap);
      }
      gap = "\n";
    }
    for (TypeSpec type : built.types) {
      text.code(gap);
      type.write(text);
      gap = "\n";
    }
  }

  /** Builds a type. */
  public static final class Builder {
    private final String keyword;
    private final String name;
    private final Modifiers modifiers = new Modifiers();
    private final List<AnnotationSpec> annotations = new ArrayList<>();
    private final List<ParameterSpec> components = new ArrayList<>();
    private final List<TypeName> supertypes = new ArrayList<>();
    private final List<FieldSpec> fields = new ArrayList<>();
    private final List<MethodSpec> methods = new ArrayList<>();
    private final List<TypeSpec> types = new ArrayList<>();
    private final List<Element> origins = new ArrayList<>();
    private final StringBuilder doc = new StringBuilder();
    private CodeBlock statics = CodeBlock.builder().build();

    private Builder(String keyword, String name) {
      this.keyword = keyword;
      this.name = name;
    }

    /** Adds to the comment. */
    public Builder addJavadoc(String text) {
      doc.append(text);
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

    /** Takes the record's components from the constructor's parameters. */
    public Builder recordConstructor(MethodSpec constructor) {
      components.addAll(constructor.parameters());
      return this;
    }

    /** Adds an interface that it implements or extends. */
    public Builder addSuperinterface(TypeName type) {
      supertypes.add(type);
      return this;
    }

    /** Adds a field. */
    public Builder addField(FieldSpec field) {
      fields.add(field);
      return this;
    }

    /** Adds a field without a value. */
    public Builder addField(TypeName type, String field, Modifier... of) {
      return addField(FieldSpec.builder(type, field, of).build());
    }

    /** Adds a field of a JDK's type, without a value. */
    public Builder addField(Class<?> type, String field, Modifier... of) {
      return addField(FieldSpec.builder(type, field, of).build());
    }

    /** Adds an initializer that runs when the class is loaded. */
    public Builder addStaticBlock(CodeBlock code) {
      statics = statics.toBuilder().add(code).build();
      return this;
    }

    /** Adds a method. */
    public Builder addMethod(MethodSpec method) {
      methods.add(method);
      return this;
    }

    /** Adds methods. */
    public Builder addMethods(Iterable<MethodSpec> more) {
      for (MethodSpec method : more) {
        methods.add(method);
      }
      return this;
    }

    /** Adds a type inside it. */
    public Builder addType(TypeSpec type) {
      types.add(type);
      return this;
    }

    /** Says what it was made from. */
    public Builder addOriginatingElement(Element element) {
      origins.add(element);
      return this;
    }

    /** The type. */
    public TypeSpec build() {
      return new TypeSpec(this);
    }
  }
}

package dev.bitunion.processor.read;

import dev.bitunion.layout.LayoutText;
import dev.bitunion.processor.model.Converter;
import dev.bitunion.processor.model.JavaName;
import dev.bitunion.processor.model.Nested;
import dev.bitunion.processor.model.ValueType;
import dev.bitunion.processor.model.ValueType.Kind;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads what a field's method returns. */
final class TypeReader {
  private final Elements elements;
  private final SourceUnions sources;
  private final UnionReader unions;

  TypeReader(Elements elements, SourceUnions sources, UnionReader unions) {
    this.elements = elements;
    this.sources = sources;
    this.unions = unions;
  }

  ValueType read(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN -> ValueType.of(Kind.BOOLEAN, "boolean");
      case BYTE -> ValueType.of(Kind.BYTE, "byte");
      case SHORT -> ValueType.of(Kind.SHORT, "short");
      case CHAR -> ValueType.of(Kind.CHAR, "char");
      case INT -> ValueType.of(Kind.INT, "int");
      case LONG -> ValueType.of(Kind.LONG, "long");
      case DECLARED -> declared((TypeElement) ((DeclaredType) type).asElement());
      case FLOAT -> ValueType.of(Kind.UNSUPPORTED, "float");
      case DOUBLE -> ValueType.of(Kind.UNSUPPORTED, "double");
      case VOID -> ValueType.of(Kind.UNSUPPORTED, "void");
      case ARRAY -> ValueType.of(Kind.UNSUPPORTED, "an array");
      default -> ValueType.of(Kind.UNSUPPORTED, "a type variable");
    };
  }

  private ValueType declared(TypeElement type) {
    JavaName name = nameOf(type);
    if (!type.getTypeParameters().isEmpty()) {
      return ValueType.named(Kind.UNSUPPORTED, name);
    }
    if (type.getKind() == ElementKind.ENUM) {
      return enumeration(type, name);
    }
    if (Mark.isOn(type, "BitUnion")) {
      return ValueType.union(name, nested(type, name));
    }
    return ValueType.named(Kind.UNSUPPORTED, name);
  }

  private static ValueType enumeration(TypeElement type, JavaName name) {
    List<String> constants = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    List<String> fallbacks = new ArrayList<>();
    for (Element constant : type.getEnclosedElements()) {
      if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
        Mark value = Mark.find(constant, "Value");
        long place = numbers.size();
        if (Mark.isOn(constant, "Fallback")) {
          fallbacks.add(constant.getSimpleName().toString());
        }
        constants.add(constant.getSimpleName().toString());
        numbers.add(value == null ? place : value.longNumber("value", place));
      }
    }
    return new ValueType(Kind.ENUM, name.shown(), name, constants, numbers, fallbacks, null);
  }

  /** The converter of a field; null if it has none. */
  Converter converter(ExecutableElement method, Mark field) {
    AnnotationValue value = field.value("converter");
    if (value == null
        || !(value.getValue() instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement type)) {
      return null;
    }
    return ConverterShape.read(nameOf(type), type, method);
  }

  private Nested nested(TypeElement type, JavaName name) {
    if (!sources.contains(type)) {
      return compiled(name);
    }
    List<String> path = unions.pathTo(type);
    return path.isEmpty() ? Nested.of(unions.read(type)) : Nested.recursive(path);
  }

  private Nested compiled(JavaName name) {
    String bits = name.generated("Bits");
    String qualified = name.packageName().isEmpty() ? bits : name.packageName() + "." + bits;
    TypeElement generated = elements.getTypeElement(qualified);
    if (generated == null) {
      return Nested.unknown();
    }
    for (VariableElement field : ElementFilter.fieldsIn(generated.getEnclosedElements())) {
      if (field.getSimpleName().contentEquals("LAYOUT")
          && field.getConstantValue() instanceof String text) {
        return parsed(text);
      }
    }
    return Nested.unknown();
  }

  private static Nested parsed(String text) {
    try {
      return Nested.of(LayoutText.parse(text));
    } catch (IllegalArgumentException e) {
      return Nested.unreadable(e.getMessage());
    }
  }

  static JavaName nameOf(TypeElement type) {
    LinkedList<String> names = new LinkedList<>();
    Element element = type;
    while (element instanceof TypeElement) {
      names.addFirst(element.getSimpleName().toString());
      element = element.getEnclosingElement();
    }
    while (!(element instanceof PackageElement) && element != null) {
      element = element.getEnclosingElement();
    }
    String packageName = element instanceof PackageElement p ? p.getQualifiedName().toString() : "";
    return new JavaName(packageName, names);
  }
}

package dev.bitunion.processor.read;

import dev.bitunion.processor.model.Converter;
import dev.bitunion.processor.model.JavaName;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** What a converter must have: {@code static T fromBits(int)} and {@code static int toBits(T)}. */
final class ConverterShape {
  private ConverterShape() {}

  /** The class as a converter of a field. */
  static Converter read(JavaName name, TypeElement converter, ExecutableElement field) {
    TypeMirror value = field.getReturnType();
    TypeKind from = null;
    TypeKind to = null;
    for (ExecutableElement method : ElementFilter.methodsIn(converter.getEnclosedElements())) {
      if (!isUsable(method)) {
        continue;
      }
      TypeMirror parameter = method.getParameters().get(0).asType();
      if (is(method, "fromBits") && isNumber(parameter) && same(method.getReturnType(), value)) {
        from = wider(from, parameter.getKind());
      } else if (is(method, "toBits")
          && isNumber(method.getReturnType())
          && same(parameter, value)) {
        to = method.getReturnType().getKind();
      }
    }
    return new Converter(
        name, from == TypeKind.LONG, to == TypeKind.LONG, fault(converter, from, to));
  }

  private static String fault(TypeElement converter, TypeKind from, TypeKind to) {
    if (converter.getModifiers().contains(Modifier.PRIVATE)) {
      return "is private";
    }
    if (from == null) {
      return "has no static fromBits(int) or fromBits(long) that gives the field's type";
    }
    return to == null ? "has no static int or long toBits of the field's type" : "";
  }

  private static boolean isUsable(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.STATIC)
        && !method.getModifiers().contains(Modifier.PRIVATE)
        && method.getTypeParameters().isEmpty()
        && method.getThrownTypes().isEmpty()
        && method.getParameters().size() == 1;
  }

  private static boolean is(ExecutableElement method, String name) {
    return method.getSimpleName().contentEquals(name);
  }

  private static TypeKind wider(TypeKind a, TypeKind b) {
    return a == TypeKind.LONG ? a : b;
  }

  private static boolean same(TypeMirror a, TypeMirror b) {
    return a.toString().equals(b.toString());
  }

  private static boolean isNumber(TypeMirror type) {
    return type.getKind() == TypeKind.INT || type.getKind() == TypeKind.LONG;
  }
}

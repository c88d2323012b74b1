package dev.bitunion.processor.read;

import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Whether a declaration can be read: types may be missing, and annotations may be malformed. */
public final class Readiness {
  private Readiness() {}

  /** Whether all types that the declaration names exist; another processor may make them later. */
  public static boolean resolved(TypeElement type) {
    for (TypeMirror inherited : type.getInterfaces()) {
      if (isMissing(inherited)) {
        return false;
      }
    }
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (!resolved(method)) {
        return false;
      }
    }
    for (TypeElement inner : ElementFilter.typesIn(type.getEnclosedElements())) {
      if (!resolved(inner)) {
        return false;
      }
    }
    return true;
  }

  private static boolean resolved(ExecutableElement method) {
    for (VariableElement parameter : method.getParameters()) {
      if (isMissing(parameter.asType())) {
        return false;
      }
    }
    return !isMissing(method.getReturnType());
  }

  private static boolean isMissing(TypeMirror type) {
    return type.getKind() == TypeKind.ERROR
        || type instanceof ArrayType array && isMissing(array.getComponentType());
  }

  /** Whether our annotations are what Java demands; if not, the compiler itself complains. */
  public static boolean wellFormed(TypeElement type) {
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      if (!annotationsWellFormed(method)) {
        return false;
      }
    }
    for (TypeElement inner : ElementFilter.typesIn(type.getEnclosedElements())) {
      if (!wellFormed(inner)) {
        return false;
      }
    }
    return annotationsWellFormed(type);
  }

  private static boolean annotationsWellFormed(Element element) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (Mark.isOurs(mirror) && !wellFormed(Mark.of(element, mirror))) {
        return false;
      }
    }
    return true;
  }

  private static boolean wellFormed(Mark mark) {
    Element type = mark.mirror().getAnnotationType().asElement();
    for (ExecutableElement member : ElementFilter.methodsIn(type.getEnclosedElements())) {
      AnnotationValue value = mark.value(member.getSimpleName().toString());
      boolean required = member.getDefaultValue() == null;
      if (value == null ? required : !wellFormed(mark, value, member.getReturnType())) {
        return false;
      }
    }
    return true;
  }

  private static boolean wellFormed(Mark mark, AnnotationValue value, TypeMirror type) {
    Object object = value.getValue();
    return switch (type.getKind()) {
      case INT -> object instanceof Integer;
      case LONG -> object instanceof Long;
      case BOOLEAN -> object instanceof Boolean;
      case ARRAY ->
          object instanceof List<?> list
              && wellFormed(mark, list, ((ArrayType) type).getComponentType());
      default ->
          object instanceof AnnotationMirror inner
              ? wellFormed(Mark.of(mark.element(), inner))
              : !"<error>".equals(object);
    };
  }

  private static boolean wellFormed(Mark mark, List<?> values, TypeMirror type) {
    for (Object each : values) {
      if (!(each instanceof AnnotationValue one && wellFormed(mark, one, type))) {
        return false;
      }
    }
    return true;
  }
}

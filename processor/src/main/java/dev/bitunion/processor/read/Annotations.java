package dev.bitunion.processor.read;

import dev.bitunion.processor.message.Site;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Reads annotations by name: the processor's jar holds no annotation classes, so that it cannot
 * disagree with the version on the user's class path.
 */
final class Annotations {
  static final String PACKAGE = "dev.bitunion.";

  private Annotations() {}

  /** The element's annotation of this simple name, or null. */
  static AnnotationMirror find(Element element, String simpleName) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(PACKAGE + simpleName)) {
        return mirror;
      }
    }
    return null;
  }

  /** Whether the annotation is one of bitunion's. */
  static boolean isOurs(AnnotationMirror mirror) {
    TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
    return type.getQualifiedName().toString().startsWith(PACKAGE);
  }

  /** The written value, or null where the default holds. */
  static AnnotationValue value(AnnotationMirror mirror, String name) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      if (entry.getKey().getSimpleName().contentEquals(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  static int number(AnnotationMirror mirror, String name, int otherwise) {
    AnnotationValue value = value(mirror, name);
    return value != null && value.getValue() instanceof Integer number ? number : otherwise;
  }

  static String text(AnnotationMirror mirror, String name) {
    AnnotationValue value = value(mirror, name);
    return value != null && value.getValue() instanceof String text ? text : "";
  }

  static boolean flag(AnnotationMirror mirror, String name, boolean otherwise) {
    AnnotationValue value = value(mirror, name);
    return value != null && value.getValue() instanceof Boolean flag ? flag : otherwise;
  }

  static Site site(Element element, AnnotationMirror mirror, String name) {
    return new Site(element, mirror, value(mirror, name));
  }
}

package dev.bitunion.processor.read;

import dev.bitunion.processor.message.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;

/**
 * One of bitunion's annotations where it stands. It is read by name: the processor's jar holds no
 * annotation classes, so that it cannot disagree with the version on the user's class path.
 *
 * @param element what bears it
 * @param mirror the annotation
 * @param values what is written in it, by name; defaults are not
 */
record Mark(Element element, AnnotationMirror mirror, Map<String, AnnotationValue> values) {
  static final String PACKAGE = "dev.bitunion.";

  /** The element's annotation of this simple name, or null. */
  static Mark find(Element element, String simpleName) {
    AnnotationMirror mirror = mirror(element, simpleName);
    return mirror == null ? null : of(element, mirror);
  }

  /** Whether the element has the annotation of this simple name. */
  static boolean isOn(Element element, String simpleName) {
    return mirror(element, simpleName) != null;
  }

  /** An annotation on an element, or inside another annotation there. */
  static Mark of(Element element, AnnotationMirror mirror) {
    Map<String, AnnotationValue> values = new HashMap<>();
    // Each call makes a map of its own, hence the copy.
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      values.put(entry.getKey().getSimpleName().toString(), entry.getValue());
    }
    return new Mark(element, mirror, values);
  }

  private static AnnotationMirror mirror(Element element, String simpleName) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      String name = nameOf(mirror);
      if (name.length() == PACKAGE.length() + simpleName.length()
          && name.startsWith(PACKAGE)
          && name.endsWith(simpleName)) {
        return mirror;
      }
    }
    return null;
  }

  /** Whether the annotation is one of bitunion's. */
  static boolean isOurs(AnnotationMirror mirror) {
    return nameOf(mirror).startsWith(PACKAGE);
  }

  private static String nameOf(AnnotationMirror mirror) {
    return ((TypeElement) mirror.getAnnotationType().asElement()).getQualifiedName().toString();
  }

  /** The written value, or null where the default holds. */
  AnnotationValue value(String name) {
    return values.get(name);
  }

  private Object object(String name) {
    AnnotationValue value = value(name);
    return value == null ? null : value.getValue();
  }

  int number(String name, int otherwise) {
    return object(name) instanceof Integer number ? number : otherwise;
  }

  long longNumber(String name, long otherwise) {
    return object(name) instanceof Long number ? number : otherwise;
  }

  String text(String name) {
    return object(name) instanceof String text ? text : "";
  }

  boolean flag(String name, boolean otherwise) {
    return object(name) instanceof Boolean flag ? flag : otherwise;
  }

  /** The name of an enum constant, or what holds where none is written. */
  String constant(String name, String otherwise) {
    return object(name) instanceof VariableElement constant
        ? constant.getSimpleName().toString()
        : otherwise;
  }

  /**
   * The values of an array: javac hands over a list even where braces are left out; other compilers
   * need not.
   */
  List<AnnotationValue> list(String name) {
    List<AnnotationValue> values = new ArrayList<>();
    if (object(name) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof AnnotationValue one) {
          values.add(one);
        }
      }
    } else if (value(name) != null) {
      values.add(value(name));
    }
    return values;
  }

  /** The annotations of an array. */
  List<Mark> marks(String name) {
    List<Mark> marks = new ArrayList<>();
    for (AnnotationValue value : list(name)) {
      if (value.getValue() instanceof AnnotationMirror inner) {
        marks.add(of(element, inner));
      }
    }
    return marks;
  }

  /** Where the annotation stands. */
  Site site() {
    return new Site(element, mirror, null);
  }

  /** Where a value stands; the annotation if it is not written. */
  Site site(String name) {
    return new Site(element, mirror, value(name));
  }

  /** Where each written value stands. */
  Map<String, Site> sites() {
    Map<String, Site> sites = new HashMap<>();
    for (String name : values.keySet()) {
      sites.put(name, site(name));
    }
    return sites;
  }
}

package dev.bitunion.processor.message;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/**
 * A place in the source that a message can stand on.
 *
 * @param element the type or method
 * @param mirror its annotation, or null for the element itself
 * @param value the annotation's value, or null for the annotation itself
 */
public record Site(Element element, AnnotationMirror mirror, AnnotationValue value) {
  /** The element itself. */
  public static Site of(Element element) {
    return new Site(element, null, null);
  }

  /** Whether it is a value that is written in the source, and no default. */
  public boolean isWritten() {
    return value != null;
  }
}

package dev.bitunion.processor.read;

import dev.bitunion.processor.model.Proof;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/** Reads which C type a union claims to be. */
final class ProofReader {
  private ProofReader() {}

  /** The claim, or null for none. */
  static Proof proof(Element type) {
    AnnotationMirror mirror = Annotations.find(type, "CProof");
    if (mirror == null) {
      return null;
    }
    return new Proof(
        Annotations.text(mirror, "type"),
        includes(Annotations.value(mirror, "includes")),
        Annotations.site(type, mirror, "type"),
        Annotations.site(type, mirror, "includes"));
  }

  private static List<String> includes(AnnotationValue stated) {
    List<String> includes = new ArrayList<>();
    if (stated != null) {
      List<?> values = stated.getValue() instanceof List<?> list ? list : List.of(stated);
      for (Object value : values) {
        if (value instanceof AnnotationValue one && one.getValue() instanceof String text) {
          includes.add(text);
        }
      }
    }
    return includes;
  }
}

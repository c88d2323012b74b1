package dev.bitunion.processor.read;

import dev.bitunion.processor.model.Proof;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/** Reads which C type a union claims to be. */
final class ProofReader {
  private ProofReader() {}

  /** The claim, or null for none. */
  static Proof proof(Element type) {
    Mark mark = Mark.find(type, "CProof");
    return mark == null
        ? null
        : new Proof(mark.text("type"), includes(mark), mark.site("type"), mark.site("includes"));
  }

  private static List<String> includes(Mark mark) {
    List<String> includes = new ArrayList<>();
    for (AnnotationValue value : mark.list("includes")) {
      if (value.getValue() instanceof String text) {
        includes.add(text);
      }
    }
    return includes;
  }
}

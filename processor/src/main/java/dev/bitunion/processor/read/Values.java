package dev.bitunion.processor.read;

import dev.bitunion.layout.Access;
import dev.bitunion.layout.Reserved;
import dev.bitunion.layout.abi.CScalar;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.PartModel;
import dev.bitunion.processor.model.SkipModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;

/** Reads the values of annotations that are more than numbers, texts and flags. */
final class Values {
  private Values() {}

  /** Where each written value stands. */
  static Map<String, Site> sites(Element element, AnnotationMirror mirror) {
    Map<String, Site> sites = new HashMap<>();
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
        mirror.getElementValues().entrySet()) {
      String name = entry.getKey().getSimpleName().toString();
      sites.put(name, new Site(element, mirror, entry.getValue()));
    }
    return sites;
  }

  /** The name of an enum constant, or what holds where none is written. */
  static String constant(AnnotationMirror mirror, String name, String otherwise) {
    AnnotationValue value = mirror == null ? null : Annotations.value(mirror, name);
    return value != null && value.getValue() instanceof VariableElement constant
        ? constant.getSimpleName().toString()
        : otherwise;
  }

  static long number(AnnotationMirror mirror, String name, long otherwise) {
    AnnotationValue value = Annotations.value(mirror, name);
    return value != null && value.getValue() instanceof Long number ? number : otherwise;
  }

  static CScalar type(AnnotationMirror mirror) {
    return CScalar.valueOf(constant(mirror, "type", CScalar.NONE.name()));
  }

  static Reserved reserved(AnnotationMirror mirror) {
    return Reserved.valueOf(constant(mirror, "reserved", Reserved.NO.name()));
  }

  static Access access(AnnotationMirror mirror) {
    return Access.valueOf(constant(mirror, "access", Access.READ_WRITE.name()));
  }

  static List<PartModel> parts(AnnotationMirror mirror) {
    List<PartModel> parts = new ArrayList<>();
    for (AnnotationMirror part : annotations(mirror, "parts")) {
      int bits = Annotations.number(part, "bits", 0);
      parts.add(new PartModel(bits, Annotations.number(part, "at", 0)));
    }
    return parts;
  }

  /** The paddings on an element, in order. */
  static List<SkipModel> skips(Element element) {
    AnnotationMirror one = Annotations.find(element, "Skip");
    if (one != null) {
      return List.of(skip(element, one));
    }
    List<SkipModel> skips = new ArrayList<>();
    AnnotationMirror several = Annotations.find(element, "Skip.List");
    if (several != null) {
      for (AnnotationMirror skip : annotations(several, "value")) {
        skips.add(skip(element, skip));
      }
    }
    return skips;
  }

  private static SkipModel skip(Element element, AnnotationMirror skip) {
    return new SkipModel(
        Annotations.number(skip, "value", 0),
        type(skip),
        reserved(skip),
        Annotations.site(element, skip, "value"));
  }

  private static List<AnnotationMirror> annotations(AnnotationMirror mirror, String name) {
    AnnotationValue value = Annotations.value(mirror, name);
    List<AnnotationMirror> found = new ArrayList<>();
    if (value != null && value.getValue() instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof AnnotationValue one && one.getValue() instanceof AnnotationMirror m) {
          found.add(m);
        }
      }
    } else if (value != null && value.getValue() instanceof AnnotationMirror m) {
      found.add(m);
    }
    return found;
  }
}

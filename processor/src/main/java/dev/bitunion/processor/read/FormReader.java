package dev.bitunion.processor.read;

import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.Form;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/** Reads which forms a union asks for. */
final class FormReader {
  private FormReader() {}

  /** The forms, each with the place where it stands; the default stands on the type. */
  static Map<Form, Site> forms(Element type, AnnotationMirror union) {
    Map<Form, Site> forms = new EnumMap<>(Form.class);
    AnnotationValue stated = Annotations.value(union, "forms");
    if (stated == null) {
      forms.put(Form.VALUE, Site.of(type));
      return forms;
    }
    // javac hands over a list even where braces are left out; other compilers need not.
    List<?> values = stated.getValue() instanceof List<?> list ? list : List.of(stated);
    for (Object value : values) {
      if (value instanceof AnnotationValue form
          && form.getValue() instanceof VariableElement constant) {
        String name = constant.getSimpleName().toString();
        forms.put(Form.valueOf(name), new Site(type, union, form));
      }
    }
    return forms;
  }
}

package dev.bitunion.processor.read;

import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.Form;
import java.util.EnumMap;
import java.util.Map;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.VariableElement;

/** Reads which forms a union asks for. */
final class FormReader {
  private FormReader() {}

  /** The forms, each with the place where it stands; the default stands on the type. */
  static Map<Form, Site> forms(Element type, Mark union) {
    Map<Form, Site> forms = new EnumMap<>(Form.class);
    if (union.value("forms") == null) {
      forms.put(Form.VALUE, Site.of(type));
      return forms;
    }
    for (AnnotationValue form : union.list("forms")) {
      if (form.getValue() instanceof VariableElement constant) {
        String name = constant.getSimpleName().toString();
        forms.put(Form.valueOf(name), new Site(type, union.mirror(), form));
      }
    }
    return forms;
  }
}

package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.Form;
import dev.bitunion.processor.model.Nested;
import dev.bitunion.processor.model.UnionModel;
import java.util.Map;

/** Forms can be generated for this type, and at this source level. */
public final class FormRules {
  private static final int WORD_BITS = 64;
  private static final int SEGMENTS_SINCE = 22;

  private FormRules() {}

  /**
   * Reports forms that cannot be generated.
   *
   * @param level the source level: 17, 21, ...
   */
  public static void check(UnionModel union, int level, Report report) {
    for (Map.Entry<Form, Site> asked : union.forms().entrySet()) {
      Form form = asked.getKey();
      Site site = asked.getValue();
      if (site.value() != null && form.needsWord() && union.bits() > WORD_BITS) {
        report.add(site, Problem.FORM_NEEDS_WORD, form, union.bits());
      } else if (form == Form.SEGMENT && level < SEGMENTS_SINCE) {
        report.add(site, Problem.FORM_NEEDS_JAVA, form, SEGMENTS_SINCE, level);
      }
    }
    if (union.forms().containsKey(Form.VALUE) && union.bits() <= WORD_BITS) {
      for (FieldModel field : union.fields()) {
        nested(field, report);
      }
    }
  }

  /** {@code XValue} hands out the value of a union inside. */
  private static void nested(FieldModel field, Report report) {
    Nested nested = field.type().nested();
    if (nested != null
        && nested.source() != null
        && !nested.source().forms().containsKey(Form.VALUE)) {
      report.add(
          field.sites().method(), Problem.FORM_OF_NESTED, field.method(), field.type().shown());
    }
  }
}

package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.Form;
import dev.bitunion.processor.model.UnionModel;

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
    union
        .forms()
        .forEach(
            (form, site) -> {
              if (site.value() != null && form.needsWord() && union.bits() > WORD_BITS) {
                report.add(site, Problem.FORM_NEEDS_WORD, form, union.bits());
              } else if (form == Form.SEGMENT && level < SEGMENTS_SINCE) {
                report.add(site, Problem.FORM_NEEDS_JAVA, form, SEGMENTS_SINCE, level);
              }
            });
  }
}

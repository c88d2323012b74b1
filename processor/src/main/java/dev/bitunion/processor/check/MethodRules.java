package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.MethodModel;
import dev.bitunion.processor.model.MethodModel.Form;
import dev.bitunion.processor.model.SkipModel;
import dev.bitunion.processor.model.UnionModel;

/** A field is a method that says no more than its name and type; every such method is a field. */
final class MethodRules {
  private MethodRules() {}

  static void check(UnionModel union, Report report) {
    for (MethodModel method : union.methods()) {
      if (method.member() == null) {
        plain(method, report);
      } else {
        field(method, report);
      }
    }
  }

  private static void plain(MethodModel method, Report report) {
    if (!method.skips().isEmpty()) {
      report.add(method.skips().get(0).site(), Problem.SKIP_WITHOUT_FIELD, method.name());
    }
    if (method.form() == Form.ABSTRACT) {
      report.add(method.site(), Problem.METHOD_WITHOUT_FIELD, method.name());
    }
  }

  private static void field(MethodModel method, Report report) {
    if (method.form() != Form.ABSTRACT) {
      report.add(method.member(), Problem.FIELD_WITH_BODY, method.form().word(), method.name());
    }
    if (method.parameters() > 0) {
      report.add(method.site(), Problem.PARAMETERS, method.name());
    }
    if (method.generic()) {
      report.add(method.site(), Problem.GENERIC_METHOD, method.name());
    }
    for (SkipModel skip : method.skips()) {
      if (skip.bits() < 1) {
        report.add(skip.site(), Problem.SKIP_WIDTH, skip.bits());
      }
    }
  }
}

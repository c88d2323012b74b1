package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.FieldSites;
import dev.bitunion.processor.model.MethodModel;
import dev.bitunion.processor.model.MethodModel.Form;
import dev.bitunion.processor.model.UnionModel;

/** A field is a method that says no more than its name and type; every such method is a field. */
final class MethodRules {
  private MethodRules() {}

  static void check(UnionModel union, Report report) {
    for (MethodModel method : union.methods()) {
      if (method.member() == null) {
        plain(method, report);
      } else {
        field(method, union, report);
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

  /** Whether it is told already that an array's method takes an int. */
  private static boolean isArray(MethodModel method, UnionModel union) {
    for (FieldModel field : union.fields()) {
      FieldSites sites = field.sites();
      if (sites.method().equals(method.site())) {
        return sites.states("count") || sites.states("stride");
      }
    }
    return false;
  }

  private static void field(MethodModel method, UnionModel union, Report report) {
    if (method.form() != Form.ABSTRACT) {
      report.add(method.member(), Problem.FIELD_WITH_BODY, method.form().word(), method.name());
    }
    if (method.marks().contains("Raw") && method.marks().contains("Field")) {
      report.add(method.member(), Problem.RAW_AND_FIELD, method.name());
    }
    if (method.marks().contains("Anonymous") && !method.view()) {
      report.add(method.member(), Problem.ANONYMOUS, method.name());
    }
    if (method.marks().contains("Raw") && method.view()) {
      report.add(method.member(), Problem.ON_VIEW, "@Raw", method.name());
    }
    boolean raw = method.marks().contains("Raw") && !method.marks().contains("Field");
    if (raw && !method.skips().isEmpty()) {
      report.add(method.skips().get(0).site(), Problem.SKIP_WITHOUT_FIELD, method.name());
    }
    boolean single = raw || method.view();
    if (method.parameters() > 0 && (single || !method.indexed()) && !isArray(method, union)) {
      report.add(method.site(), Problem.PARAMETERS, method.name());
    }
    if (method.generic()) {
      report.add(method.site(), Problem.GENERIC_METHOD, method.name());
    }
  }
}

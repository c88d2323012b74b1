package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.TypeShape;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.model.ViewModel;
import java.util.List;
import java.util.Set;

/** Views are interfaces that generated code can implement; raw words fit their type. */
final class ViewRules {
  private static final Set<String> ON_ACCESSORS = Set.of("at", "cName");

  private ViewRules() {}

  static void check(UnionModel union, Report report) {
    List<ViewModel> views = union.views();
    for (ViewModel view : views) {
      String name = view.type().shown();
      if (view.holdsItself()) {
        report.add(view.sites().method(), Problem.VIEW_RECURSION, view.declared(), name);
      }
      if (view.packedSite() != null) {
        report.add(view.packedSite(), Problem.PACKED_WITHOUT_ABI, name);
      }
      TypeShape shape = union.viewShapes().get(view.type());
      if (shape != null && !isImplementable(shape)) {
        report.add(view.sites().method(), Problem.VIEW_SHAPE, name);
      }
      if (!view.inSequence() && !view.skips().isEmpty()) {
        report.add(view.skips().get(0).site(), Problem.SKIP_WITHOUT_FIELD, view.declared());
      }
      view.sites().values().keySet().stream()
          .filter(value -> !ON_ACCESSORS.contains(value))
          .sorted()
          .forEach(value -> report.add(view.sites().of(value), Problem.ON_VIEW, value, name));
    }
    if (union.fields().size() > 4096) {
      report.add(union.site(), Problem.TOO_MANY_FIELDS, union.name().shown(), 4096);
    }
    for (FieldModel field : union.fields()) {
      if (field.options().raw()) {
        raw(field, report);
      }
    }
  }

  private static boolean isImplementable(TypeShape shape) {
    return shape.isInterface()
        && !shape.hidden()
        && !shape.local()
        && !shape.generic()
        && !shape.sealed()
        && shape.inherited().isEmpty();
  }

  private static void raw(FieldModel field, Report report) {
    Kind kind = field.type().kind();
    if (kind != Kind.INT && kind != Kind.LONG) {
      report.add(field.sites().method(), Problem.RAW_TYPE, field.declared(), field.type().shown());
    }
  }
}

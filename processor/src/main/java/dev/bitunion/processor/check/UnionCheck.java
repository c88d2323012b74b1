package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.UnionModel;

/** Applies every rule to a union. */
public final class UnionCheck {
  private UnionCheck() {}

  /** Reports everything that is wrong with the union. */
  public static void check(UnionModel union, Report report) {
    TypeRules.check(union, report);
    if (!union.shape().isInterface()) {
      return; // its methods follow other laws: what is said of them would only confuse
    }
    MethodRules.check(union, report);
    String name = union.name().shown();
    for (FieldModel field : union.fields()) {
      ValueRules.check(field, name, report);
    }
    for (FieldModel field : union.fields()) {
      OptionRules.check(field, report);
    }
    AbiRules.check(union.body(), report);
    ViewRules.check(union, report);
    PlaceRules.check(union, report);
    NameRules.check(union, report);
    FlattenRules.check(union, report);
    if (union.proof() != null) {
      ProofRules.check(union.proof(), report);
    }
  }

  /** Whether the union is faultless; what it says is for others to hear. */
  public static boolean isFaultless(UnionModel union) {
    Report report = new Report();
    check(union, report);
    return !report.hasErrors();
  }
}

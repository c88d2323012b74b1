package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.model.ValueType.Kind;

/** Applies every rule to a union. */
public final class UnionCheck {
  private UnionCheck() {}

  /** Reports everything that is wrong with the union. */
  public static void check(UnionModel union, Report report) {
    if (union.bits() != 8 && union.bits() != 16 && union.bits() != 32 && union.bits() != 64) {
      report.add(union.bitsSite(), Problem.WORD_WIDTH, union.bits());
    }
    union.fields().forEach(field -> type(field, report));
    PlaceRules.check(union, report);
  }

  private static void type(FieldModel field, Report report) {
    Kind kind = field.type().kind();
    if (kind == Kind.UNSUPPORTED) {
      report.add(
          field.sites().method(), Problem.UNSUPPORTED_TYPE, field.method(), field.type().shown());
    } else if (kind == Kind.UNION) {
      nested(field, report);
    } else if (field.bits() > kind.maxBits()) {
      report.add(
          field.sites().bits(),
          Problem.WIDER_THAN_TYPE,
          field.method(),
          field.bits(),
          field.type().shown(),
          kind.maxBits());
    }
    if (field.bits() < 1) {
      report.add(field.sites().bits(), Problem.WIDTH, field.method(), field.bits());
    }
  }

  private static void nested(FieldModel field, Report report) {
    if (!field.type().nested().known()) {
      report.add(
          field.sites().method(), Problem.NESTED_UNKNOWN, field.method(), field.type().shown());
    } else if (field.type().nested().bits() != field.bits()) {
      report.add(
          field.sites().bits(),
          Problem.NESTED_WIDTH,
          field.method(),
          field.bits(),
          field.type().shown(),
          field.type().nested().bits());
    }
  }
}

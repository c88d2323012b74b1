package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.Nested;
import dev.bitunion.processor.model.ValueType.Kind;

/** A field's type holds its width, no less and no more. */
final class ValueRules {
  private ValueRules() {}

  static void check(FieldModel field, Report report) {
    if (field.bits() < 1) {
      report.add(field.sites().bits(), Problem.WIDTH, field.method(), field.bits());
    }
    switch (field.type().kind()) {
      case UNSUPPORTED ->
          report.add(
              field.sites().method(),
              Problem.UNSUPPORTED_TYPE,
              field.method(),
              field.type().shown());
      case BOOLEAN -> {
        if (field.bits() > 1) {
          report.add(field.sites().bits(), Problem.BOOLEAN_WIDTH, field.method(), field.bits());
        }
      }
      case UNION -> nested(field, report);
      default -> width(field, report);
    }
    if (field.type().kind() == Kind.ENUM) {
      enumeration(field, report);
    }
    if (field.type().kind() != Kind.UNION && field.sites().flatten().value() != null) {
      report.add(
          field.sites().flatten(),
          Problem.FLATTEN_WITHOUT_UNION,
          field.method(),
          field.type().shown());
    }
  }

  private static void width(FieldModel field, Report report) {
    int max = field.type().kind().maxBits();
    if (field.bits() > max) {
      report.add(
          field.sites().bits(),
          Problem.WIDER_THAN_TYPE,
          field.method(),
          field.bits(),
          field.type().shown(),
          max);
    }
  }

  private static void enumeration(FieldModel field, Report report) {
    int constants = field.type().constants().size();
    long numbers = 1L << Math.max(0, Math.min(field.bits(), 62));
    String name = field.type().shown();
    if (constants == 0) {
      report.add(field.sites().method(), Problem.ENUM_EMPTY, field.method(), name);
    } else if (constants > numbers) {
      report.add(
          field.sites().bits(),
          Problem.ENUM_DOES_NOT_FIT,
          field.method(),
          field.bits(),
          numbers,
          name,
          constants);
    } else if (constants < numbers) {
      report.add(field.sites().bits(), Problem.ENUM_GAPS, field.method(), numbers, name, constants);
    }
  }

  private static void nested(FieldModel field, Report report) {
    Nested nested = field.type().nested();
    String name = field.type().shown();
    if (!nested.path().isEmpty()) {
      String path = String.join(" holds ", nested.path());
      report.add(field.sites().method(), Problem.RECURSION, field.method(), path);
    } else if (!nested.trouble().isEmpty()) {
      report.add(
          field.sites().method(), Problem.NESTED_VERSION, field.method(), name, nested.trouble());
    } else if (!nested.known()) {
      String bits = field.type().name().generated("Bits");
      report.add(field.sites().method(), Problem.NESTED_UNKNOWN, field.method(), name, bits);
    } else if (nested.bits() != field.bits()) {
      report.add(
          field.sites().bits(),
          Problem.NESTED_WIDTH,
          field.method(),
          field.bits(),
          name,
          nested.bits());
    } else if (nested.source() != null && !UnionCheck.isFaultless(nested.source())) {
      report.add(field.sites().method(), Problem.NESTED_FAULTY, field.method(), name);
    }
  }
}

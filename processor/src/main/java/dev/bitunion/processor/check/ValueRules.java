package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.Nested;
import dev.bitunion.processor.model.ValueType.Kind;
import java.util.List;

/** A field's type holds its width, no less and no more. */
final class ValueRules {
  private ValueRules() {}

  /** Checks a field of the union with this name. */
  static void check(FieldModel field, String union, Report report) {
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
      case UNION -> nested(field, union, report);
      default -> width(field, report);
    }
    if (field.type().kind() == Kind.ENUM) {
      enumeration(field, report);
    }
    if (field.type().kind() != Kind.UNION && field.sites().flatten().isWritten()) {
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
          bits(field.bits()),
          numbers,
          name,
          constants);
    } else if (constants < numbers) {
      report.add(field.sites().bits(), Problem.ENUM_GAPS, field.method(), numbers, name, constants);
    }
  }

  /** How the nested union leads back to one that holds it; empty if it does not. */
  private static List<String> loop(Nested nested) {
    if (nested.source() == null) {
      return nested.path();
    }
    return nested.source().fields().stream()
        .filter(field -> field.type().kind() == Kind.UNION)
        .map(field -> loop(field.type().nested()))
        .filter(path -> !path.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  private static void nested(FieldModel field, String union, Report report) {
    Nested nested = field.type().nested();
    String name = field.type().shown();
    List<String> path = loop(nested);
    if (!path.isEmpty() && path.get(0).equals(union)) {
      String loop = String.join(" holds ", path);
      report.add(field.sites().method(), Problem.RECURSION, field.method(), loop);
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
          bits(field.bits()),
          name,
          nested.bits());
    } else if (nested.source() != null && !UnionCheck.isFaultless(nested.source())) {
      report.add(field.sites().method(), Problem.NESTED_FAULTY, field.method(), name);
    }
  }

  private static String bits(int count) {
    return count + (count == 1 ? " bit" : " bits");
  }
}

package dev.bitunion.processor.check;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.Nested;
import dev.bitunion.processor.model.PartModel;
import dev.bitunion.processor.model.ValueType;
import dev.bitunion.processor.model.ValueType.Kind;
import java.util.List;

/** A field's type holds its width, no less and no more. */
final class ValueRules {
  private ValueRules() {}

  /** Checks a field of the union with this name. */
  static void check(FieldModel field, String union, Report report) {
    if (field.width() < 1 && isWidthAskedFor(field)) {
      report.add(field.sites().bits(), Problem.WIDTH, field.method(), field.width());
    }
    switch (field.type().kind()) {
      case CONVERTED -> {}
      case UNSUPPORTED ->
          report.add(
              field.sites().method(),
              Problem.UNSUPPORTED_TYPE,
              field.method(),
              field.type().shown());
      case BOOLEAN -> {
        if (field.width() > 1) {
          report.add(field.sites().bits(), Problem.BOOLEAN_WIDTH, field.method(), field.width());
        }
      }
      case UNION -> nested(field, union, report);
      default -> width(field, report);
    }
    if (field.type().kind() == Kind.ENUM && !isTooWide(field)) {
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

  /** Whether nothing else says what is wrong with a width below 1. */
  private static boolean isWidthAskedFor(FieldModel field) {
    boolean whole = field.options().raw() && field.bits() == 0;
    return !whole && field.options().parts().isEmpty() && field.type().kind() != Kind.UNION;
  }

  /** Whether the field's type cannot hold as many bits, which is an error of its own. */
  static boolean isTooWide(FieldModel field) {
    return switch (field.type().kind()) {
      case CONVERTED, UNSUPPORTED, UNION -> false;
      default -> scaledWidth(field) > field.type().kind().maxBits();
    };
  }

  /** Whether a part is none, which is an error of its own. */
  private static boolean hasFaultyPart(FieldModel field) {
    for (PartModel part : field.options().parts()) {
      if (part.bits() < 1 || part.bits() > Long.SIZE) {
        return true;
      }
    }
    return false;
  }

  private static long scaledWidth(FieldModel field) {
    int scale = field.options().scale();
    return (long) field.width() + (scale >= 0 && scale < Long.SIZE ? scale : 0);
  }

  private static void width(FieldModel field, Report report) {
    if (isTooWide(field) && !field.options().raw() && !hasFaultyPart(field)) {
      report.add(
          field.sites().bits(),
          Problem.WIDER_THAN_TYPE,
          field.method(),
          scaledWidth(field),
          field.type().shown(),
          field.type().kind().maxBits());
    }
  }

  private static void enumeration(FieldModel field, Report report) {
    ValueType type = field.type();
    int width = Math.max(0, Math.min(field.width(), 62));
    long numbers = 1L << width;
    long least = field.isSigned() && width > 0 ? -(numbers >> 1) : 0;
    String name = type.shown();
    if (type.constants().isEmpty()) {
      report.add(field.sites().method(), Problem.ENUM_EMPTY, field.method(), name);
      return;
    }
    for (int i = 0; i < type.constants().size(); i++) {
      long number = type.numbers().get(i);
      String constant = type.constants().get(i);
      int other = type.numbers().indexOf(number);
      if (other < i) {
        report.add(
            field.sites().method(),
            Problem.ENUM_SAME_NUMBER,
            field.method(),
            type.constants().get(other),
            constant,
            name,
            number);
        return;
      }
      if (number < least || number >= least + numbers) {
        report.add(
            field.sites().bits(),
            Problem.ENUM_DOES_NOT_FIT,
            field.method(),
            bits(field.width()),
            least,
            least + numbers - 1,
            name,
            constant,
            number);
        return;
      }
    }
    if (type.fallbacks().size() > 1) {
      report.add(
          field.sites().method(),
          Problem.ENUM_FALLBACKS,
          field.method(),
          type.fallback(),
          type.fallbacks().get(1),
          name);
    }
    boolean named = type.constants().size() == numbers || !type.fallback().isEmpty();
    if (!named && field.options().access().readable()) {
      report.add(
          field.sites().bits(),
          Problem.ENUM_GAPS,
          field.method(),
          numbers,
          name,
          type.constants().size());
    }
  }

  /** How the nested union leads back to one that holds it; empty if it does not. */
  private static List<String> loop(Nested nested) {
    if (nested.source() == null) {
      return nested.path();
    }
    for (FieldModel field : nested.source().fields()) {
      if (field.type().kind() == Kind.UNION) {
        List<String> path = loop(field.type().nested());
        if (!path.isEmpty()) {
          return path;
        }
      }
    }
    return List.of();
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
    } else if (nested.bits() != field.width()) {
      report.add(
          field.sites().bits(),
          Problem.NESTED_WIDTH,
          field.method(),
          bits(field.width()),
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

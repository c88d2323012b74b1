package dev.bitunion.processor.check;

import dev.bitunion.layout.Access;
import dev.bitunion.layout.Reserved;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.Converter;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.FieldOptions;
import dev.bitunion.processor.model.PartModel;
import dev.bitunion.processor.model.ScopeModel;
import dev.bitunion.processor.model.ValueType.Kind;
import java.util.List;

/** What a field says besides width and place fits its type, and each other. */
final class OptionRules {
  private static final int MAX_BITS = 64;
  private final FieldModel field;
  private final FieldOptions options;
  private final Report report;

  private OptionRules(FieldModel field, Report report) {
    this.field = field;
    this.options = field.options();
    this.report = report;
  }

  static void check(FieldModel field, Report report) {
    OptionRules rules = new OptionRules(field, report);
    rules.parts();
    rules.array();
    rules.scale();
    rules.sign();
    rules.access();
    rules.init();
    rules.overflow();
    rules.converter();
  }

  private void add(String value, Problem problem, Object... more) {
    Object[] arguments = new Object[more.length + 1];
    arguments[0] = field.declared();
    System.arraycopy(more, 0, arguments, 1, more.length);
    report.add(field.sites().of(value), problem, arguments);
  }

  private boolean isNumber() {
    return switch (field.type().kind()) {
      case BYTE, SHORT, CHAR, INT, LONG -> true;
      default -> false;
    };
  }

  private void parts() {
    List<PartModel> parts = options.parts();
    if (parts.isEmpty()) {
      return;
    }
    for (String value : List.of("bits", "at", "stride", "count")) {
      if (field.sites().states(value)) {
        add(value, Problem.PARTS_AND, value);
      }
    }
    for (int i = 0; i < parts.size(); i++) {
      PartModel part = parts.get(i);
      if (part.bits() < 1 || part.at() < 0 || part.bits() > MAX_BITS) {
        add("parts", Problem.PART, part.bits(), part.at());
        return;
      }
      for (PartModel earlier : parts.subList(0, i)) {
        if ((long) part.at() < (long) earlier.at() + earlier.bits()
            && (long) earlier.at() < (long) part.at() + part.bits()) {
          add("parts", Problem.PARTS_OVERLAP, part.at(), earlier.at());
          return;
        }
      }
    }
    if (!field.skips().isEmpty()) {
      report.add(field.skips().get(0).site(), Problem.PARTS_AND, field.declared(), "@Skip");
    }
  }

  private void array() {
    boolean stated = field.sites().states("count") || field.sites().states("stride");
    if (!options.indexed()) {
      if (stated) {
        add(field.sites().states("count") ? "count" : "stride", Problem.COUNT_WITHOUT_INDEX);
      }
      return;
    }
    if (options.raw()) {
      return; // no parameter means anything, and the method is told so
    }
    if (!field.sites().states("count")) {
      report.add(field.sites().method(), Problem.INDEX_WITHOUT_COUNT, field.declared());
      return;
    }
    boolean c = options.type() != dev.bitunion.layout.abi.CScalar.NONE;
    int least = c ? field.storageBits() : field.width();
    if (options.count() < 1 || isTooLong(field)) {
      add("count", Problem.COUNT, options.count(), ScopeModel.MAX_BITS);
    }
    if (options.stride() != 0 && (options.stride() < least || c && options.stride() > least)) {
      add("stride", Problem.STRIDE, options.stride(), least);
    }
    if (field.type().kind() == Kind.UNION) {
      add("count", Problem.ARRAY_OF_UNIONS);
    }
  }

  /** Whether an array is longer than any type, and so was cut before it was placed. */
  static boolean isTooLong(FieldModel field) {
    int element = field.storageBits();
    long last = (field.options().count() - 1L) * Math.max(field.options().stride(), element);
    return last + element > ScopeModel.MAX_BITS;
  }

  private void scale() {
    if (options.scale() < 0 || options.scale() >= MAX_BITS) {
      add("scale", Problem.SCALE, options.scale());
    } else if (options.scale() > 0 && !isNumber()) {
      add("scale", Problem.NEEDS_NUMBER, "scale", field.type().shown());
    }
  }

  private void sign() {
    boolean numeric =
        isNumber() || field.type().kind() == Kind.ENUM || field.type().kind() == Kind.CONVERTED;
    if (options.signed() && !numeric) {
      add("signed", Problem.NEEDS_NUMBER, "signed", field.type().shown());
    } else if (field.isSigned() && field.type().kind() == Kind.CHAR) {
      add("signed", Problem.SIGNED_CHAR);
    }
  }

  private void access() {
    if (options.reserved() != Reserved.NO && field.sites().states("access")) {
      add("access", Problem.RESERVED_AND, "access");
    }
    boolean whole = field.type().kind() == Kind.UNION;
    if (whole && options.access() == Access.WRITE_ONE_TO_CLEAR) {
      add("access", Problem.CLEARED_UNION, field.type().shown());
    }
  }

  private void init() {
    if (options.init() == 0) {
      return;
    }
    int width = field.width();
    if (options.reserved() != Reserved.NO) {
      add("init", Problem.RESERVED_AND, "init");
    } else if (width > 0 && width < MAX_BITS) {
      long least = field.isSigned() ? -(1L << (width - 1)) : 0;
      long most = (field.isSigned() ? 1L << (width - 1) : 1L << width) - 1;
      if (options.init() < least || options.init() > most) {
        add("init", Problem.INIT, options.init(), least, most);
      }
    }
  }

  private void overflow() {
    if (field.sites().states("overflow") && !isNumber()) {
      add("overflow", Problem.NEEDS_NUMBER, "overflow", field.type().shown());
    }
  }

  private void converter() {
    Converter converter = options.converter();
    if (converter == null) {
      return;
    }
    String name = converter.name().shown();
    if (field.type().kind() != Kind.CONVERTED) {
      add("converter", Problem.CONVERTER, name, "cannot make " + field.type().shown());
      return;
    }
    if (!converter.fault().isEmpty()) {
      add("converter", Problem.CONVERTER, name, converter.fault());
    } else if (field.width() > Integer.SIZE && !converter.takesLong()) {
      add(
          "converter",
          Problem.CONVERTER,
          name,
          "has no fromBits(long) for " + field.width() + " bits");
    }
    if (field.width() > MAX_BITS) {
      report.add(
          field.sites().bits(),
          Problem.WIDER_THAN_TYPE,
          field.method(),
          field.width() + " bits",
          "a converter",
          MAX_BITS + " bits");
    }
  }
}

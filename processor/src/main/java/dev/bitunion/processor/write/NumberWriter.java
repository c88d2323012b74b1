package dev.bitunion.processor.write;

import dev.bitunion.layout.Bits;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;

/** Writes the accessors of numbers, and setters that take numbers for other kinds of field. */
final class NumberWriter {
  private static final int INT_BITS = 32;
  private static final int LONG_BITS = 64;
  private final Methods methods;
  private final Expressions expressions;
  private final RangeChecks checks;

  NumberWriter(Methods methods, Expressions expressions, RangeChecks checks) {
    this.checks = checks;
    this.methods = methods;
    this.expressions = expressions;
  }

  void write(Accessor field) {
    TypeName value = Types.value(field);
    if (field.readable()) {
      String read = expressions.read(field.layout(), Methods.W, Types.isLong(field));
      methods.read(
          field,
          value,
          field.method(),
          CodeBlock.of("return $L", narrowed(field, read)),
          range(field));
    }
    if (field.writable()) {
      if (field.truncates()) {
        truncating(field, value, "");
        checking(field, "with" + field.capital() + "Checked", value);
      } else {
        checking(field, "with" + field.capital(), value);
        truncating(field, value, "Truncated");
      }
      MethodSpec.Builder prep = methods.prep(field, value);
      String placed = checked(prep, field, value, Methods.V);
      methods.set(prep, CodeBlock.of("return $L", placed));
    }
  }

  /** A setter that drops high bits. */
  void truncating(Accessor field, TypeName value, String suffix) {
    String placed =
        expressions.place(field.layout(), Methods.V, value.equals(TypeName.LONG), false);
    methods.set(
        methods
            .with(field, "with" + field.capital() + suffix, value)
            .addJavadoc("; high bits are dropped, as in C"),
        CodeBlock.of("return $L", expressions.replace(field.layout(), Methods.W, placed)));
  }

  /** A setter that refuses values out of range. */
  void checking(Accessor field, String name, TypeName value) {
    MethodSpec.Builder method = methods.with(field, name, value);
    String placed = checked(method, field, value, Methods.V);
    methods.set(
        method, CodeBlock.of("return $L", expressions.replace(field.layout(), Methods.W, placed)));
  }

  /** The setter and the field alone of a type that becomes a number first. */
  void converting(Accessor field, TypeName value, CodeBlock number) {
    TypeName type = Types.isLong(field) ? TypeName.LONG : TypeName.INT;
    for (boolean copy : new boolean[] {true, false}) {
      MethodSpec.Builder method =
          copy ? methods.with(field, "with" + field.capital(), value) : methods.prep(field, value);
      method.addStatement("$T n = $L", type, number);
      String placed = checked(method, field, type, "n");
      methods.set(
          method,
          CodeBlock.of(
              "return $L", copy ? expressions.replace(field.layout(), Methods.W, placed) : placed));
    }
  }

  /**
   * The field alone, its value checked if its type can hold others: by a helper where the range is
   * all numbers of some bits, else by statements in front.
   */
  private String checked(MethodSpec.Builder method, Accessor field, TypeName value, String v) {
    FieldLayout layout = field.layout();
    boolean isLong = value.equals(TypeName.LONG);
    int scale = layout.traits().scale();
    int carrier = carrier(value);
    boolean fits = !layout.signed();
    String number = v;
    if (layout.width() + scale >= carrier && scale == 0) {
      fits = false;
    } else if (scale == 0 && !layout.signed()) {
      number = checks.of(layout.cName(), v, Bits.ones(layout.width()), isLong);
      if (layout.parts().size() > 1) {
        method.addStatement(number);
        number = v;
      }
      thrown(method, field);
    } else {
      String wrong =
          layout.signed()
              ? signedCheck(layout, v, isLong, carrier)
              : "("
                  + v
                  + " & "
                  + Word.hex(~(Bits.ones(layout.width()) << scale), isLong)
                  + ") != 0";
      method
          .beginControlFlow("if ($L)", wrong)
          .addStatement(checks.refuse(layout.cName(), v, range(field)))
          .endControlFlow();
      thrown(method, field);
    }
    return expressions.place(layout, number, Types.isLong(field), fits);
  }

  private static void thrown(MethodSpec.Builder method, Accessor field) {
    String range = range(field);
    method.addJavadoc("; throws if not in ").addJavadoc(range);
    method.addTag("throws IllegalArgumentException if it is not in " + range);
  }

  private static String signedCheck(FieldLayout layout, String v, boolean isLong, int carrier) {
    int scale = layout.traits().scale();
    String aligned =
        scale == 0 ? "" : "(" + v + " & " + Word.hex(Bits.ones(scale), isLong) + ") != 0";
    if (layout.width() + scale >= carrier) {
      return aligned;
    }
    String limit = Word.number(1L << (layout.width() + scale - 1), isLong);
    String range = v + " < -" + limit + " || " + v + " >= " + limit;
    return scale == 0 ? range : range + " || " + aligned;
  }

  private static int carrier(TypeName value) {
    if (value.equals(TypeName.LONG)) {
      return LONG_BITS;
    }
    if (value.equals(TypeName.BYTE)) {
      return Byte.SIZE;
    }
    return value.equals(TypeName.SHORT) || value.equals(TypeName.CHAR) ? Short.SIZE : INT_BITS;
  }

  /** Name and place of a field, and of a number its range. */
  static String described(Accessor field) {
    String text = Docs.named(field.layout());
    return switch (field.type().kind()) {
      case BOOLEAN, ENUM, UNION, CONVERTED -> text;
      default -> text + ", " + range(field);
    };
  }

  /** The values that a field can have. */
  static String range(Accessor field) {
    FieldLayout layout = field.layout();
    int scale = layout.traits().scale();
    String steps = scale == 0 ? "" : " in steps of " + (1L << scale);
    if (layout.signed()) {
      long top = (1L << (layout.width() - 1)) - 1;
      return (-top - 1 << scale) + ".." + (top << scale) + steps;
    }
    return "0.." + Long.toUnsignedString(Bits.ones(layout.width()) << scale) + steps;
  }

  private static String narrowed(Accessor field, String expression) {
    return field.is(Kind.BYTE) || field.is(Kind.SHORT) || field.is(Kind.CHAR)
        ? "(" + field.type().shown() + ") " + Expressions.atom(expression)
        : expression;
  }
}

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
  private final String shown;
  private final Methods methods;
  private final Expressions expressions;

  NumberWriter(String shown, Methods methods, Expressions expressions) {
    this.shown = shown;
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
      boolean checked = check(prep, field, value);
      methods.add(prep, CodeBlock.of("return $L", placed(field, checked)));
    }
  }

  /** A setter that drops high bits. */
  void truncating(Accessor field, TypeName value, String suffix) {
    String placed =
        expressions.place(field.layout(), Methods.V, value.equals(TypeName.LONG), false);
    methods.add(
        methods.with(
            field, "with" + field.capital() + suffix, value, "high bits are dropped, as in C"),
        CodeBlock.of("return $L", expressions.replace(field.layout(), Methods.W, placed)));
  }

  /** A setter that refuses values out of range. */
  void checking(Accessor field, String name, TypeName value) {
    MethodSpec.Builder method = methods.with(field, name, value, "");
    boolean checked = check(method, field, value);
    String placed = placed(field, checked);
    methods.add(
        method, CodeBlock.of("return $L", expressions.replace(field.layout(), Methods.W, placed)));
  }

  /** The setter and the field alone of a type that becomes a number first. */
  void converting(Accessor field, TypeName value, CodeBlock number) {
    TypeName type = Types.isLong(field) ? TypeName.LONG : TypeName.INT;
    for (boolean copy : new boolean[] {true, false}) {
      MethodSpec.Builder method =
          copy
              ? methods.with(field, "with" + field.capital(), value, "")
              : methods.prep(field, value);
      method.addStatement("$T n = $L", type, number);
      boolean checked = check(method, field, type, "n");
      String placed =
          expressions.place(field.layout(), "n", Types.isLong(field), fits(field, checked));
      methods.add(
          method,
          CodeBlock.of(
              "return $L", copy ? expressions.replace(field.layout(), Methods.W, placed) : placed));
    }
  }

  private String placed(Accessor field, boolean checked) {
    boolean isLong = Types.isLong(field);
    return expressions.place(field.layout(), Methods.V, isLong, fits(field, checked));
  }

  /** A checked number that cannot be negative needs no mask. */
  private static boolean fits(Accessor field, boolean checked) {
    return checked && !field.layout().signed();
  }

  private boolean check(MethodSpec.Builder method, Accessor field, TypeName value) {
    return check(method, field, value, Methods.V);
  }

  /** Adds the check of a value's range, if its type can hold others. */
  private boolean check(MethodSpec.Builder method, Accessor field, TypeName value, String v) {
    FieldLayout layout = field.layout();
    boolean isLong = value.equals(TypeName.LONG);
    int scale = layout.traits().scale();
    int carrier = carrier(value);
    int bits = layout.width() + scale;
    String condition;
    if (bits >= carrier && scale == 0) {
      return false;
    } else if (layout.signed()) {
      condition = signedCheck(layout, v, isLong, carrier);
    } else {
      long allowed = Bits.ones(layout.width()) << scale;
      condition = "(" + v + " & " + Word.hex(~allowed, isLong) + ") != 0";
    }
    method.beginControlFlow("if ($L)", condition);
    method.addStatement(
        "throw new $T($S + $L + $S)",
        Types.ILLEGAL,
        shown + "." + layout.cName() + " = ",
        v,
        " is out of range " + range(field));
    method.endControlFlow();
    method.addJavadoc("@throws IllegalArgumentException if it is not in $L\n", range(field));
    return true;
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

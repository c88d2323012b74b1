package dev.bitunion.processor.write;

import dev.bitunion.layout.Access;
import dev.bitunion.layout.Bits;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;

/** Writes the accessors of one field: what its access allows, in the shape of its type. */
final class FieldWriter {
  private final Word word;
  private final Methods methods;
  private final Expressions expressions;
  private final NumberWriter numbers;
  private final EnumWriter enums;
  private final long clearable;

  FieldWriter(UnionPlan plan, Word word, TypeSpec.Builder type, RangeChecks checks) {
    this.word = word;
    this.clearable = clearable(plan);
    this.methods = new Methods(word, type);
    this.expressions = new Expressions(word);
    this.numbers = new NumberWriter(methods, expressions, checks);
    this.enums = new EnumWriter(plan.model().name().shown(), methods, expressions);
  }

  void write(Accessor field) {
    methods.start();
    switch (field.type().kind()) {
      case BOOLEAN -> flag(field);
      case ENUM -> {
        enums.write(field);
        if (field.writable()) {
          numbers.truncating(field, TypeName.INT, "Truncated");
        }
      }
      case UNION -> union(field);
      case CONVERTED -> converted(field);
      default -> numbers.write(field);
    }
    if (field.traits().access() == Access.WRITE_ONE_TO_CLEAR && !field.flattened()) {
      clear(field);
    }
  }

  private void flag(Accessor field) {
    FieldLayout layout = field.layout();
    boolean bare = !field.indexed() && !field.traits().raw();
    String bit = expressions.number(layout, Methods.W, false);
    String test = bare ? "(w & " + field.constant() + "_MASK) != 0" : "(" + bit + ") != 0";
    if (field.readable()) {
      methods.read(
          field, TypeName.BOOLEAN, field.method(), CodeBlock.of("return $L", test), "whether set");
      methods.read(
          field,
          TypeName.INT,
          field.camel() + "Bit",
          CodeBlock.of("return $L", bit),
          "0 or 1 for code without branches");
    }
    if (field.writable()) {
      String placed =
          bare
              ? "v ? " + field.constant() + "_MASK : 0"
              : expressions.place(layout, "(v ? 1 : 0)", false, true);
      String with = "with" + field.capital();
      methods.set(
          methods.with(field, with, TypeName.BOOLEAN),
          CodeBlock.of("return $L", expressions.replace(layout, Methods.W, placed)));
      numbers.checking(field, with + "Bit", TypeName.INT);
      numbers.truncating(field, TypeName.INT, "Truncated");
      methods.set(methods.prep(field, TypeName.BOOLEAN), CodeBlock.of("return $L", placed));
    }
  }

  private void union(Accessor field) {
    TypeName value = Types.value(field);
    boolean isLong = Types.isLong(field);
    String name = field.type().shown();
    if (field.readable()) {
      String read = expressions.number(field.layout(), Methods.W, isLong);
      methods.read(
          field,
          value,
          field.method(),
          CodeBlock.of("return $L", read),
          "a word of {@code " + name + "}");
    }
    if (field.writable()) {
      numbers.truncating(field, value, "");
      String placed = expressions.place(field.layout(), Methods.V, isLong, false);
      methods.set(methods.prep(field, value), CodeBlock.of("return $L", placed));
    }
  }

  /** The value of a converter's type, and the number behind it. */
  private void converted(Accessor field) {
    boolean isLong = Types.isLong(field);
    TypeName number = isLong ? TypeName.LONG : TypeName.INT;
    String read = expressions.read(field.layout(), Methods.W, isLong);
    if (field.readable()) {
      methods.read(
          field, number, field.camel() + "Raw", CodeBlock.of("return $L", read), "the number");
    }
    if (field.writable()) {
      numbers.truncating(field, number, "Truncated");
    }
    if (field.model() == null) {
      return; // of a nested union: its own class converts
    }
    TypeName value = Types.value(field);
    TypeName converter = Types.of(field.model().options().converter().name());
    if (field.readable()) {
      // Said aloud: the converter may have a fromBits(int) for another type.
      boolean widens = !isLong && field.model().options().converter().takesLong();
      String argument = widens ? "(long) " + Expressions.atom(read) : read;
      methods.read(
          field,
          value,
          field.method(),
          CodeBlock.of("return $T.fromBits($L)", converter, argument),
          "the value");
    }
    if (field.writable()) {
      boolean narrows = !isLong && field.model().options().converter().givesLong();
      numbers.converting(
          field, value, CodeBlock.of("$L$T.toBits(v)", narrows ? "(int) " : "", converter));
    }
  }

  /** Writing back what was read would clear the other fields of this kind too. */
  private void clear(Accessor field) {
    String ones = expressions.place(field.layout(), "-1", false, false);
    String mask = field.indexed() ? "(" + ones + ")" : field.constant() + "_MASK";
    methods.clear(
        field,
        CodeBlock.of(
            "return (w & $L) | $L", word.literal(Bits.ones(word.bits()) & ~clearable), mask));
  }

  /** The bits of the word that writing 1 clears. */
  static long clearable(UnionPlan plan) {
    long bits = 0;
    if (plan.layout().isWord()) {
      for (Accessor field : plan.named()) {
        bits |= field.traits().access() == Access.WRITE_ONE_TO_CLEAR ? field.layout().mask() : 0;
      }
    }
    return bits;
  }
}

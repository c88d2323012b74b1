package dev.bitunion.processor.write;

import dev.bitunion.layout.Names;
import dev.bitunion.processor.model.ValueType;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import java.util.HashSet;

/** Writes the accessors of enums: constants by their number, and the number behind them. */
final class EnumWriter {
  private final String shown;
  private final Methods methods;
  private final Expressions expressions;

  EnumWriter(String shown, Methods methods, Expressions expressions) {
    this.shown = shown;
    this.methods = methods;
    this.expressions = expressions;
  }

  void write(Accessor field) {
    if (field.readable()) {
      methods.read(
          field,
          TypeName.INT,
          field.camel() + "Raw",
          CodeBlock.of("return $L", expressions.read(field.layout(), Methods.W, false)),
          "the number behind the name, also where it has none");
    }
    if (!field.flattened()) {
      own(field);
    } else if (!field.traits().raw()) {
      delegated(field);
    } // else it is alone, without the word of the union that knows the constants
  }

  private void own(Accessor field) {
    TypeName value = Types.value(field);
    if (field.readable()) {
      boolean throwing = hasGaps(field) && field.type().fallback().isEmpty();
      methods.read(
          field,
          value,
          field.method(),
          constants(field, value),
          "the constant",
          throwing ? "IllegalArgumentException if it has none" : "");
    }
    if (field.writable()) {
      boolean counts = field.type().countsFromZero();
      String number = counts ? "v.ordinal()" : numberOf(field);
      boolean fits = counts && !field.layout().signed();
      String placed = expressions.place(field.layout(), number, false, fits);
      methods.set(
          methods.with(field, "with" + field.capital(), value),
          CodeBlock.of("return $L", expressions.replace(field.layout(), Methods.W, placed)));
      methods.set(methods.prep(field, value), CodeBlock.of("return $L", placed));
    }
  }

  private CodeBlock constants(Accessor field, TypeName value) {
    ValueType type = field.type();
    boolean complete = !hasGaps(field);
    CodeBlock.Builder code = CodeBlock.builder();
    String read = expressions.read(field.layout(), Methods.W, false);
    code.add("return switch ($L) {\n$>", read);
    int last = type.constants().size() - 1;
    for (int i = 0; i <= last; i++) {
      code.add(
          "$L -> $T.$L;\n",
          complete && i == last ? "default" : "case " + type.numbers().get(i),
          value,
          type.constants().get(i));
    }
    if (!complete && !type.fallback().isEmpty()) {
      code.add("default -> $T.$L;\n", value, type.fallback());
    } else if (!complete) {
      code.add(
          "default -> throw new $T($S + $LRaw($L) + $S);\n",
          Types.ILLEGAL,
          shown + "." + field.layout().cName() + " = ",
          field.camel(),
          field.indexed() ? "w, index" : "w",
          " is no constant of " + type.shown());
    }
    return code.add("$<}").build();
  }

  /** A switch over the constants: the type's class file may come from elsewhere, with others. */
  private static String numberOf(Accessor field) {
    StringBuilder code = new StringBuilder("switch (v) {\n");
    ValueType type = field.type();
    for (int i = 0; i < type.constants().size(); i++) {
      code.append("  case ").append(type.constants().get(i)).append(" -> ");
      code.append(type.numbers().get(i)).append(";\n");
    }
    return "(" + code + "})";
  }

  /** Whether some number of the field has no constant. */
  static boolean hasGaps(Accessor field) {
    return new HashSet<>(field.type().numbers()).size() < 1L << field.layout().width();
  }

  /** An enum of a nested union: the union's own class knows the constants. */
  private void delegated(Accessor field) {
    TypeName value = Types.value(field);
    ClassName inner = Types.generated(field.outer().type().name(), "Bits");
    String outer = field.outer().method();
    String capital = Names.capital(field.inner());
    String index = field.indexed() ? ", index" : "";
    if (field.readable()) {
      methods.read(
          field,
          value,
          field.method(),
          CodeBlock.of("return $T.$L($L(w)$L)", inner, field.inner(), outer, index),
          "the constant");
    }
    if (field.writable() && field.outer().readable()) {
      MethodSpec.Builder with = methods.with(field, "with" + field.capital(), value);
      methods.set(
          with,
          CodeBlock.of(
              "return with$L(w, $T.with$L($L(w)$L, v))",
              field.outer().capital(),
              inner,
              capital,
              outer,
              index));
      methods.set(
          methods.prep(field, value),
          CodeBlock.of(
              "return prep$L($T.prep$L($Lv))",
              field.outer().capital(),
              inner,
              capital,
              field.indexed() ? "index, " : ""));
    }
  }
}

package dev.bitunion.processor.write;

import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import javax.lang.model.element.Modifier;

/**
 * The methods by which the setters of one generated class refuse values: those that were asked for.
 * They are small, so that C2 puts them into every setter, and each setter stays one line.
 */
final class RangeChecks {
  private final String shown;
  private boolean ints;
  private boolean longs;
  private boolean any;

  /**
   * None yet.
   *
   * @param shown the union's name in messages
   */
  RangeChecks(String shown) {
    this.shown = shown;
  }

  /** An expression: the value, if it is in 0..max. */
  String of(String cName, String v, long max, boolean isLong) {
    any = true;
    ints |= !isLong;
    longs |= isLong;
    return "check(\"" + cName + "\", " + v + ", " + Word.number(max, isLong) + ")";
  }

  /** A statement that refuses the value. */
  CodeBlock refuse(String cName, String v, String range) {
    any = true;
    return CodeBlock.of("throw outOfRange($S, $L, $S)", cName, v, range);
  }

  /** Adds the methods. */
  void write(TypeSpec.Builder type) {
    if (ints) {
      type.addMethod(check(TypeName.INT, "Integer"));
    }
    if (longs) {
      type.addMethod(check(TypeName.LONG, "Long"));
    }
    if (any) {
      type.addMethod(
          helper("outOfRange", Types.ILLEGAL)
              .addParameter(Types.STRING, "field")
              .addParameter(TypeName.LONG, "v")
              .addParameter(Types.STRING, "range")
              .addStatement(
                  "return new $T($S + field + $S + v + $S + range)",
                  Types.ILLEGAL,
                  shown + ".",
                  " = ",
                  " is out of range ")
              .build());
    }
  }

  /**
   * Both bounds, not one mask: C2 makes one unsigned comparison of them, where the masked value,
   * which the way to the exception would need again, costs an instruction of its own.
   */
  private static MethodSpec check(TypeName type, String box) {
    return helper("check", type)
        .addJavadoc("The value, if it is in 0..{@code max}.")
        .addParameter(Types.STRING, "field")
        .addParameter(type, "v")
        .addParameter(type, "max")
        .beginControlFlow("if (v < 0 || v > max)")
        .addStatement("throw outOfRange(field, v, $S + $L.toUnsignedString(max))", "0..", box)
        .endControlFlow()
        .addStatement("return v")
        .build();
  }

  private static MethodSpec.Builder helper(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(returns);
  }
}

package dev.bitunion.processor.write;

import dev.bitunion.layout.Reserved;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** Writes comparison without reserved bits, and what a valid word is. */
final class RulesWriter {
  private final UnionPlan plan;
  private final Word word;
  private final TypeSpec.Builder type;

  RulesWriter(UnionPlan plan, Word word, TypeSpec.Builder type) {
    this.plan = plan;
    this.word = word;
    this.type = type;
  }

  void write() {
    type.addMethod(
        two("sameFields", TypeName.BOOLEAN, "Whether two words agree in every field.")
            .spaced()
            .addStatement("return ((a ^ b) & FIELD_BITS) == 0")
            .build());
    type.addMethod(
        two("diffMask", word.type(), "The bits of fields in which two words differ.")
            .addStatement("return (a ^ b) & FIELD_BITS")
            .build());
    isValid();
    validate();
    canonical();
    for (Accessor field : plan.named()) {
      if (hasGaps(field)) {
        known(field);
      }
    }
  }

  /** Whether some reserved bits need not be zero, or some named ones must. */
  static boolean hasRules(UnionPlan plan) {
    return plan.layout().bitsUnder(Reserved.ZERO) != plan.layout().reservedBits()
        || plan.layout().bitsUnder(Reserved.ONE) != 0;
  }

  private void canonical() {
    boolean rules = hasRules(plan);
    type.addMethod(
        one(
                "canonical",
                word.type(),
                rules
                    ? "The word with its reserved bits as they must be."
                    : "The word without its reserved bits.")
            .addStatement(
                "return $L",
                rules
                    ? "(w & "
                        + word.literal(
                            plan.layout().wordBits() & ~plan.layout().bitsUnder(Reserved.ZERO))
                        + ") | ONE_BITS"
                    : "w & FIELD_BITS")
            .build());
  }

  private void isValid() {
    List<String> rules = new ArrayList<>();
    if (hasRules(plan)) {
      rules.add("(w & (ZERO_BITS | ONE_BITS)) == ONE_BITS");
    } else if (plan.layout().reservedBits() != 0) {
      rules.add("(w & RESERVED_BITS) == 0");
    }
    for (Accessor field : plan.named()) {
      if (hasGaps(field)) {
        rules.add(field.camel() + "Known(w)");
      } else if (field.is(Kind.UNION) && !field.indexed() && field.readable()) {
        rules.add(
            Types.generated(field.type().name(), "Bits").canonicalName()
                + ".isValid("
                + field.method()
                + "(w))");
      }
    }
    type.addMethod(
        one("isValid", TypeName.BOOLEAN, "Whether the word holds nothing impossible.")
            .addStatement("return $L", rules.isEmpty() ? "true" : String.join(" && ", rules))
            .build());
  }

  private void validate() {
    MethodSpec.Builder method =
        one("validate", word.type(), "The word, if it holds nothing impossible; else throws.");
    if (hasRules(plan)) {
      reserved(method, "has wrong reserved", "(w & (ZERO_BITS | ONE_BITS)) ^ ONE_BITS");
    } else if (plan.layout().reservedBits() != 0) {
      reserved(method, "has reserved", "w & RESERVED_BITS");
    }
    for (Accessor field : plan.named()) {
      if (hasGaps(field)) {
        method.beginControlFlow("if (!$LKnown(w))", field.camel());
        method.addStatement(
            "throw new $T($S)",
            Types.ILLEGAL,
            plan.model().name().shown()
                + "."
                + field.layout().cName()
                + " is no constant of "
                + field.type().shown());
        method.endControlFlow();
      } else if (field.is(Kind.UNION) && !field.indexed() && field.readable()) {
        method.addStatement(
            "$T.validate($L(w))", Types.generated(field.type().name(), "Bits"), field.method());
      }
    }
    boolean narrow = word.bits() < word.carrier();
    method.addStatement("return w$L", narrow ? " & " + word.literal(plan.layout().wordBits()) : "");
    type.addMethod(method.build());
  }

  private void reserved(MethodSpec.Builder method, String what, String wrong) {
    method.beginControlFlow("if (($L) != 0)", wrong);
    method.addStatement(
        "throw new $T($S + $L.toHexString($L))",
        Types.ILLEGAL,
        plan.model().name().shown() + " " + what + " bits 0x",
        word.box(),
        wrong);
    method.endControlFlow();
  }

  /** Whether each number of an enum field has a constant. */
  private void known(Accessor field) {
    Expressions expressions = new Expressions(word);
    CodeBlock.Builder code = CodeBlock.builder();
    String numbers =
        field.type().numbers().stream()
            .distinct()
            .map(Object::toString)
            .collect(Collectors.joining(", "));
    String raw = expressions.read(field.layout(), "w", false);
    boolean indexed = field.indexed();
    if (indexed) {
      code.beginControlFlow("for (int index = 0; index < $L_COUNT; index++)", field.constant());
      code.add(
          "boolean known = switch ($L) {\n$>case $L -> true;\ndefault -> false;\n$<};\n",
          raw,
          numbers);
      code.beginControlFlow("if (!known)").addStatement("return false").endControlFlow();
      code.endControlFlow().addStatement("return true");
    } else {
      code.add("return switch ($L) {\n$>case $L -> true;\ndefault -> false;\n$<};\n", raw, numbers);
    }
    type.addMethod(
        MethodSpec.methodBuilder(field.camel() + "Known")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(word.type(), "w")
            .returns(TypeName.BOOLEAN)
            .addCode(code.build())
            .build());
  }

  static boolean hasGaps(Accessor field) {
    return field.is(Kind.ENUM)
        && field.type().fallback().isEmpty()
        && !field.flattened()
        && EnumWriter.hasGaps(field);
  }

  private MethodSpec.Builder one(String name, TypeName returns, String doc) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(doc)
        .addParameter(word.type(), "w")
        .returns(returns);
  }

  private MethodSpec.Builder two(String name, TypeName returns, String doc) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(doc)
        .addParameter(word.type(), "a")
        .addParameter(word.type(), "b")
        .returns(returns);
  }
}

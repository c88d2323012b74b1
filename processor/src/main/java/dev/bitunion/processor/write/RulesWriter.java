package dev.bitunion.processor.write;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import java.util.ArrayList;
import java.util.List;
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
        two("sameFields", TypeName.BOOLEAN, "Whether two words agree in every field.", "whether")
            .addStatement("return ((a ^ b) & FIELD_BITS) == 0")
            .build());
    type.addMethod(
        two("diffMask", word.type(), "The bits of fields in which two words differ.", "the bits")
            .addStatement("return (a ^ b) & FIELD_BITS")
            .build());
    isValid();
    validate();
    type.addMethod(
        one("canonical", word.type(), "The word without its reserved bits.", "the fields alone")
            .addStatement("return w & FIELD_BITS")
            .build());
  }

  private void isValid() {
    List<String> rules = new ArrayList<>();
    if (plan.layout().reservedBits() != 0) {
      rules.add("(w & RESERVED_BITS) == 0");
    }
    for (Accessor field : plan.own()) {
      if (hasGaps(field)) {
        rules.add(field.camel() + "Raw(w) < " + field.type().constants().size());
      } else if (field.is(Kind.UNION)) {
        rules.add(
            Types.generated(field.type().name(), "Bits").canonicalName()
                + ".isValid("
                + field.method()
                + "(w))");
      }
    }
    type.addMethod(
        one("isValid", TypeName.BOOLEAN, "Whether the word holds nothing impossible.", "whether")
            .addStatement("return $L", rules.isEmpty() ? "true" : String.join(" && ", rules))
            .build());
  }

  private void validate() {
    MethodSpec.Builder method =
        one("validate", word.type(), "The word, if it holds nothing impossible.", "the word");
    String name = plan.model().name().shown();
    if (plan.layout().reservedBits() != 0) {
      method.beginControlFlow("if ((w & RESERVED_BITS) != 0)");
      method.addStatement(
          "throw new $T($S + $L.toHexString(w & RESERVED_BITS))",
          Types.ILLEGAL,
          name + " has reserved bits 0x",
          word.box());
      method.endControlFlow();
      method.addJavadoc("@throws IllegalArgumentException if it does\n");
    }
    for (Accessor field : plan.own()) {
      if (hasGaps(field)) {
        method.addStatement("$L(w)", field.method());
      } else if (field.is(Kind.UNION)) {
        method.addStatement(
            "$T.validate($L(w))", Types.generated(field.type().name(), "Bits"), field.method());
      }
    }
    boolean narrow = word.bits() < word.carrier();
    method.addStatement("return w$L", narrow ? " & " + word.literal(plan.layout().wordBits()) : "");
    type.addMethod(method.build());
  }

  static boolean hasGaps(Accessor field) {
    return field.is(Kind.ENUM) && field.type().constants().size() < 1L << field.layout().width();
  }

  private MethodSpec.Builder one(String name, TypeName returns, String doc, String what) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(Docs.of(doc, "param w the word", "return " + what))
        .addParameter(word.type(), "w")
        .returns(returns);
  }

  private MethodSpec.Builder two(String name, TypeName returns, String doc, String what) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(Docs.of(doc, "param a a word", "param b another word", "return " + what))
        .addParameter(word.type(), "a")
        .addParameter(word.type(), "b")
        .returns(returns);
  }
}

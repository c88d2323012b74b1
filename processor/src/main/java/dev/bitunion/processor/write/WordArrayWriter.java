package dev.bitunion.processor.write;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import javax.lang.model.element.Modifier;

/** Adds to {@code XArray} what reaches words in a Java array: an element a word. */
final class WordArrayWriter {
  private static final String[] TAGS = {"param words the array", "param index the element"};
  private final UnionPlan plan;
  private final Word word;
  private final ClassName bits;
  private final TypeSpec.Builder type;

  WordArrayWriter(UnionPlan plan, TypeSpec.Builder type) {
    this.plan = plan;
    this.word = new Word(plan.layout().bits());
    this.bits = Types.generated(plan.model().name(), "Bits");
    this.type = type;
  }

  void write() {
    if (element(plan) == null) {
      return;
    }
    plan.own().forEach(this::field);
    plan.flattened().forEach(this::field);
  }

  /** The primitive that is exactly as wide as the word, or null. */
  static TypeName element(UnionPlan plan) {
    return switch (plan.layout().bits()) {
      case Byte.SIZE -> TypeName.BYTE;
      case Short.SIZE -> TypeName.SHORT;
      case Integer.SIZE -> TypeName.INT;
      case Long.SIZE -> TypeName.LONG;
      default -> null;
    };
  }

  private void field(Accessor field) {
    String c = "{@code " + field.layout().cName() + "}";
    for (Calls.Read read : Calls.reads(field)) {
      type.addMethod(
          method(read.name(), read.type())
              .addJavadoc(Docs.of("Reads " + c + ".", TAGS[0], TAGS[1], "return " + read.what()))
              .addStatement("return $T.$L(words[index])", bits, read.name())
              .build());
    }
    for (Calls.Write write : Calls.writes(field)) {
      String tail = field.capital() + write.tail();
      boolean narrow = word.bits() < word.carrier();
      type.addMethod(
          method("set" + tail, TypeName.VOID)
              .addJavadoc(
                  Docs.of(write.verb() + " " + c + ".", TAGS[0], TAGS[1], "param v the value"))
              .addJavadoc(
                  write.checks() ? "@throws IllegalArgumentException if it is out of range\n" : "")
              .addParameter(write.type(), "v")
              .addStatement(
                  "words[index] = $L$T.with$L(words[index], v)",
                  narrow ? "(" + element(plan) + ") " : "",
                  bits,
                  tail)
              .build());
    }
  }

  private MethodSpec.Builder method(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(returns)
        .addParameter(ArrayTypeName.of(element(plan)), "words")
        .addParameter(TypeName.INT, "index");
  }
}

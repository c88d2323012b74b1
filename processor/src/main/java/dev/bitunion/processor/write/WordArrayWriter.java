package dev.bitunion.processor.write;

import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ArrayTypeName;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Adds to {@code XArray} what reaches words in a Java array: an element a word. */
final class WordArrayWriter {
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
    if (element(plan) != null) {
      plan.own().forEach(this::field);
      plan.flattened().forEach(this::field);
    }
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
    Calls calls = Calls.of(plan, field);
    String index = field.indexed() ? ", index" : "";
    for (Calls.Call call : calls.reads()) {
      type.addMethod(
          method(field, "Reads ", call, call.type())
              .addStatement("return $T.$L(words[at]$L)", bits, call.name(), index)
              .build());
    }
    String cast = word.bits() < word.carrier() ? "(" + element(plan) + ") " : "";
    for (Calls.Call call : calls.writes()) {
      type.addMethod(
          method(field, "Sets ", call, TypeName.VOID)
              .addParameter(call.type(), "v")
              .addStatement("words[at] = $L$T.$L(words[at]$L, v)", cast, bits, call.name(), index)
              .build());
    }
    for (Calls.Call call : calls.clears()) {
      type.addMethod(
          method(field, "Clears, by writing 1, ", call, TypeName.VOID)
              .addStatement("words[at] = $L$T.$L(words[at]$L)", cast, bits, call.name(), index)
              .build());
    }
  }

  private MethodSpec.Builder method(
      Accessor field, String verb, Calls.Call call, TypeName returns) {
    List<String> tags = new ArrayList<>(List.of("param words the array", "param at the element"));
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(call.form())
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(returns)
            .addParameter(ArrayTypeName.of(element(plan)), "words")
            .addParameter(TypeName.INT, "at");
    if (field.indexed()) {
      tags.add("param index which element of the field, from 0");
      method.addParameter(TypeName.INT, "index");
    }
    if (!call.form().equals(call.name())) {
      tags.add("param v the value");
    }
    tags.addAll(call.tags());
    String doc =
        Docs.of(verb + "{@code " + field.layout().cName() + "}.", tags.toArray(String[]::new));
    return method.addJavadoc(doc);
  }
}

package dev.bitunion.processor.write;

import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Adds the loops that every field's operations on one shape of variable come down to. */
final class AtomicPrimitives {
  private final Word word;
  private final Shape shape;
  private final TypeSpec.Builder type;

  AtomicPrimitives(Word word, Shape shape, TypeSpec.Builder type) {
    this.word = word;
    this.shape = shape;
    this.type = type;
  }

  void write() {
    update();
    compareAndSet();
    add();
  }

  private void update() {
    List<String> tags = new ArrayList<>(shape.tags());
    tags.add("param mask the bits of the fields");
    tags.add("param v the fields in their places, as {@code prep} methods give them");
    tags.add("return the word before");
    MethodSpec.Builder method =
        start("update", word.type(), Modifier.PUBLIC)
            .addJavadoc(
                Docs.of(
                    "Sets several fields of a variable in one step.", tags.toArray(String[]::new)))
            .addParameter(word.type(), "mask")
            .addParameter(word.type(), "v");
    loop(method, "(w & ~mask) | (v & mask)");
    type.addMethod(method.addStatement("return w").build());
  }

  private void compareAndSet() {
    MethodSpec.Builder method =
        start("compareAndSet", TypeName.BOOLEAN, Modifier.PRIVATE)
            .addParameter(word.type(), "mask")
            .addParameter(word.type(), "expected")
            .addParameter(word.type(), "v");
    read(method, "$T w = ");
    method
        .beginControlFlow("while ((w & mask) == expected)")
        .beginControlFlow("if ($L)", exchange("(w & ~mask) | v"))
        .addStatement("return true")
        .endControlFlow();
    read(method, "w = ");
    type.addMethod(method.endControlFlow().addStatement("return false").build());
  }

  /** The sum is cut to the field, so that nothing is carried into the field above. */
  private void add() {
    MethodSpec.Builder method =
        start("add", word.type(), Modifier.PRIVATE)
            .addParameter(word.type(), "mask")
            .addParameter(word.type(), "delta");
    loop(method, "(w & ~mask) | ((w + delta) & mask)");
    type.addMethod(method.addStatement("return w").build());
  }

  private void loop(MethodSpec.Builder method, String next) {
    read(method, "$T w = ");
    method.beginControlFlow("while (!$L)", exchange(next));
    read(method, "w = ");
    method.endControlFlow();
  }

  private void read(MethodSpec.Builder method, String start) {
    String text = start + "($T) handle.getVolatile(" + shape.coordinates() + ")";
    if (start.startsWith("$T")) {
      method.addStatement(text, word.type(), word.type());
    } else {
      method.addStatement(text, word.type());
    }
  }

  private String exchange(String next) {
    return "handle.compareAndSet(" + shape.coordinates() + ", w, " + next + ")";
  }

  private MethodSpec.Builder start(String name, TypeName returns, Modifier access) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(access, Modifier.STATIC)
        .returns(returns)
        .addParameters(shape.parameters());
  }
}

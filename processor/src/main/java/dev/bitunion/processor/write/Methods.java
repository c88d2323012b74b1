package dev.bitunion.processor.write;

import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * The kinds of method that a field has: readers, setters that copy the word, and the field alone.
 */
final class Methods {
  static final String W = "w";
  static final String V = "v";
  private final Word word;
  private final TypeSpec.Builder type;
  private boolean first;

  Methods(Word word, TypeSpec.Builder type) {
    this.word = word;
    this.type = type;
  }

  /** Starts the methods of a field. */
  void start() {
    first = true;
  }

  /** A reader. */
  void read(Accessor field, TypeName value, String name, CodeBlock code, String what) {
    read(field, value, name, code, what, "");
  }

  /** A reader that throws. */
  void read(
      Accessor field, TypeName value, String name, CodeBlock code, String what, String thrown) {
    String text =
        Docs.named(field.layout()) + ", " + what + (thrown.isEmpty() ? "." : "; " + thrown);
    MethodSpec.Builder method = statics(name, value).addParameter(word.type(), W);
    method.addJavadoc(Docs.with(text, name.equals(field.method()) ? field.doc() : ""));
    method.addTag("return " + what);
    if (!thrown.isEmpty()) {
      method.addTag("throws " + thrown);
    }
    index(method, field);
    add(method, code);
  }

  /** A setter: the word with the field set. */
  MethodSpec.Builder with(Accessor field, String name, TypeName value) {
    MethodSpec.Builder method =
        statics(name, word.type())
            .addJavadoc("Sets " + Docs.named(field.layout()))
            .addParameter(word.type(), W);
    index(method, field);
    return method.addParameter(value, V);
  }

  /** The field alone, in its place. */
  MethodSpec.Builder prep(Accessor field, TypeName value) {
    MethodSpec.Builder method =
        statics("prep" + field.capital(), word.type())
            .addJavadoc(field.layout().cName() + " alone, in its place");
    index(method, field);
    return method.addParameter(value, V);
  }

  /** The word to write that clears a field which is cleared by writing 1, and no other. */
  void clear(Accessor field, CodeBlock code) {
    MethodSpec.Builder method =
        statics("clear" + field.capital(), word.type())
            .addJavadoc("The word to write that clears ")
            .addJavadoc(field.layout().cName())
            .addJavadoc(", and no other field that writing 1 clears.")
            .addParameter(word.type(), W);
    index(method, field);
    add(method, code);
  }

  /** Adds a setter or the field alone. */
  void set(MethodSpec.Builder method, CodeBlock code) {
    add(method.addJavadoc("."), code);
  }

  private void add(MethodSpec.Builder method, CodeBlock code) {
    if (first) {
      method.spaced();
      first = false;
    }
    type.addMethod(method.addStatement(code).build());
  }

  /** Adds an array's index, checked against its bounds. */
  private static void index(MethodSpec.Builder method, Accessor field) {
    if (field.indexed()) {
      method.addParameter(TypeName.INT, Expressions.INDEX);
      method.addStatement(
          "$T.checkIndex($L, $L)", Objects.class, Expressions.INDEX, field.traits().count());
    }
  }

  static MethodSpec.Builder statics(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(returns);
  }
}

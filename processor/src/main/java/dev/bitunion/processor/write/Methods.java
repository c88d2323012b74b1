package dev.bitunion.processor.write;

import dev.bitunion.layout.FieldLayout;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/**
 * The kinds of method that a field has: readers, setters that copy the word, and the field alone.
 */
final class Methods {
  static final String W = "w";
  static final String V = "v";
  private static final String PARAM_W = "param w the word";
  private final Word word;
  private final TypeSpec.Builder type;

  Methods(Word word, TypeSpec.Builder type) {
    this.word = word;
    this.type = type;
  }

  /** A reader. */
  void read(Accessor field, TypeName value, String name, CodeBlock code, String what) {
    read(field, value, name, code, what, "");
  }

  /** A reader that throws. */
  void read(
      Accessor field, TypeName value, String name, CodeBlock code, String what, String thrown) {
    FieldLayout layout = field.layout();
    String text = "Reads {@code " + layout.cName() + "}: " + Docs.place(layout) + ".";
    String source = name.equals(field.method()) ? field.doc() : "";
    MethodSpec.Builder method = statics(name, value);
    method.addParameter(word.type(), W);
    index(method, field);
    type.addMethod(
        method
            .addJavadoc(Docs.of(Docs.with(text, source), tags(field, PARAM_W, "return " + what)))
            .addJavadoc("$L", thrown.isEmpty() ? "" : "@throws " + thrown + "\n")
            .addStatement(code)
            .build());
  }

  /** A setter: the word with the field set. */
  MethodSpec.Builder with(Accessor field, String name, TypeName value, String more) {
    String text = "Sets {@code " + field.layout().cName() + "}: " + Docs.place(field.layout());
    String[] tags = tags(field, PARAM_W, "param v the value", "return the word with it");
    MethodSpec.Builder method =
        statics(name, word.type())
            .addJavadoc(Docs.of(text + (more.isEmpty() ? "." : "; " + more + "."), tags))
            .addParameter(word.type(), W);
    index(method, field);
    return method.addParameter(value, V);
  }

  /** The field alone, in its place. */
  MethodSpec.Builder prep(Accessor field, TypeName value) {
    String text = "A word in which only {@code " + field.layout().cName() + "} is set.";
    MethodSpec.Builder method =
        statics("prep" + field.capital(), word.type())
            .addJavadoc(
                Docs.of(text, tags(field, "param v the value", "return the field in its place")));
    index(method, field);
    return method.addParameter(value, V);
  }

  /** The word to write that clears a field which is cleared by writing 1, and no other. */
  void clear(Accessor field, CodeBlock code) {
    MethodSpec.Builder method =
        statics("clear" + field.capital(), word.type())
            .addJavadoc(
                Docs.of(
                    "The word to write that clears {@code "
                        + field.layout().cName()
                        + "}, and no other field that writing 1 clears.",
                    tags(field, PARAM_W, "return the word to write")))
            .addParameter(word.type(), W);
    index(method, field);
    add(method, code);
  }

  void add(MethodSpec.Builder method, CodeBlock code) {
    type.addMethod(method.addStatement(code).build());
  }

  void add(MethodSpec.Builder method) {
    type.addMethod(method.build());
  }

  /** Adds an array's index, checked against its bounds. */
  private static void index(MethodSpec.Builder method, Accessor field) {
    if (field.indexed()) {
      method.addParameter(TypeName.INT, Expressions.INDEX);
      method.addStatement(
          "$T.checkIndex($L, $L)", Objects.class, Expressions.INDEX, field.traits().count());
    }
  }

  private static String[] tags(Accessor field, String... tags) {
    List<String> all = new ArrayList<>(List.of(tags));
    if (field.indexed()) {
      boolean word = all.get(0).equals(PARAM_W);
      all.add(word ? 1 : 0, "param index which element, from 0");
      all.add("throws IndexOutOfBoundsException if there is no such element");
    }
    return all.toArray(String[]::new);
  }

  static MethodSpec.Builder statics(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(returns);
  }
}

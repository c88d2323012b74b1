package dev.bitunion.processor.write;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.bitunion.layout.Bits;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the accessors of one field. */
final class FieldWriter {
  private static final String W = "w";
  private static final String V = "v";
  private static final String PARAM_W = "param w the word";
  private final UnionPlan plan;
  private final Word word;
  private final TypeSpec.Builder type;
  private final Expressions expressions;

  FieldWriter(UnionPlan plan, Word word, TypeSpec.Builder type) {
    this.plan = plan;
    this.word = word;
    this.type = type;
    this.expressions = new Expressions(word);
  }

  void write(Accessor field) {
    switch (field.type().kind()) {
      case BOOLEAN -> flag(field);
      case ENUM -> enumeration(field);
      case UNION -> union(field);
      default -> number(field);
    }
  }

  private void flag(Accessor field) {
    FieldLayout layout = field.layout();
    String mask = field.constant() + "_MASK";
    read(field, TypeName.BOOLEAN, field.method(), "(w & " + mask + ") != 0", "whether it is set");
    read(
        field,
        TypeName.INT,
        field.camel() + "Bit",
        expressions.read(layout, W, false),
        "0 or 1, for code without branches");
    String placed = "v ? " + mask + " : 0";
    String with = expressions.replace(layout, W, placed);
    type.addMethod(setter(field, "with" + field.capital(), TypeName.BOOLEAN, false, with));
    checked(field, "with" + field.capital() + "Bit", TypeName.INT, true);
    truncated(field, TypeName.INT);
    type.addMethod(prep(field, TypeName.BOOLEAN, CodeBlock.of("return $L", placed)));
  }

  private void number(Accessor field) {
    TypeName value = Types.value(field);
    String read = expressions.read(field.layout(), W, Types.isLong(field));
    read(field, value, field.method(), narrowed(field, read), range(field));
    checked(field, "with" + field.capital(), value, true);
    truncated(field, value);
    checked(field, "prep" + field.capital(), value, false);
  }

  private void union(Accessor field) {
    TypeName value = Types.value(field);
    boolean isLong = Types.isLong(field);
    String name = field.type().shown();
    String read = expressions.read(field.layout(), W, isLong);
    read(field, value, field.method(), read, "a word of {@code " + name + "}");
    String placed = expressions.place(field.layout(), V, isLong, false);
    String with = expressions.replace(field.layout(), W, placed);
    type.addMethod(setter(field, "with" + field.capital(), value, false, with));
    type.addMethod(prep(field, value, CodeBlock.of("return $L", placed)));
  }

  private void enumeration(Accessor field) {
    TypeName value = Types.value(field);
    read(
        field,
        TypeName.INT,
        field.camel() + "Raw",
        expressions.read(field.layout(), W, false),
        "the number behind the name, also where it has none");
    if (field.flattened()) {
      delegatedEnum(field, value);
    } else {
      ownEnum(field, value);
    }
    truncated(field, TypeName.INT);
  }

  private void ownEnum(Accessor field, TypeName value) {
    List<String> constants = field.type().constants();
    boolean complete = constants.size() == 1L << field.layout().width();
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("return switch ($L) {\n$>", expressions.read(field.layout(), W, false));
    for (int i = 0; i < constants.size(); i++) {
      boolean last = complete && i == constants.size() - 1;
      code.add("$L -> $T.$L;\n", last ? "default" : "case " + i, value, constants.get(i));
    }
    if (!complete) {
      code.add(
          "default -> throw new $T($S + $L(w) + $S);\n",
          Types.ILLEGAL,
          path(field) + " = ",
          field.camel() + "Raw",
          " is no constant of " + field.type().shown());
    }
    code.add("$<}");
    type.addMethod(
        getter(field, value, field.method(), code.build(), "the constant").toBuilder()
            .addJavadoc(complete ? "" : "@throws IllegalArgumentException if it has none\n")
            .build());
    String placed = expressions.place(field.layout(), "v.ordinal()", false, true);
    String with = expressions.replace(field.layout(), W, placed);
    type.addMethod(setter(field, "with" + field.capital(), value, false, with));
    type.addMethod(prep(field, value, CodeBlock.of("return $L", placed)));
  }

  private void delegatedEnum(Accessor field, TypeName value) {
    ClassName inner = Types.generated(field.outer().type().name(), "Bits");
    String outer = field.outer().method();
    String capital = dev.bitunion.layout.Names.capital(field.inner());
    CodeBlock read = CodeBlock.of("return $T.$L($L(w))", inner, field.inner(), outer);
    type.addMethod(getter(field, value, field.method(), read, "the constant"));
    type.addMethod(
        statics("with" + field.capital(), word.type())
            .addJavadoc(setterDoc(field, false))
            .addParameter(word.type(), W)
            .addParameter(value, V)
            .addStatement(
                "return with$L(w, $T.with$L($L(w), v))",
                field.outer().capital(),
                inner,
                capital,
                outer)
            .build());
    CodeBlock prep =
        CodeBlock.of("return prep$L($T.prep$L(v))", field.outer().capital(), inner, capital);
    type.addMethod(prep(field, value, prep));
  }

  private void read(Accessor field, TypeName value, String name, String expression, String what) {
    type.addMethod(getter(field, value, name, CodeBlock.of("return $L", expression), what));
  }

  private MethodSpec getter(
      Accessor field, TypeName value, String name, CodeBlock code, String what) {
    String text = "Reads {@code " + field.layout().cName() + "}: " + Docs.place(field.layout());
    return statics(name, value)
        .addJavadoc(Docs.of(Docs.with(text + ".", field.doc()), PARAM_W, "return " + what))
        .addParameter(word.type(), W)
        .addStatement(code)
        .build();
  }

  private void truncated(Accessor field, TypeName value) {
    String placed = expressions.place(field.layout(), V, Types.isLong(field), false);
    type.addMethod(
        statics("with" + field.capital() + "Truncated", word.type())
            .addJavadoc(
                Docs.of(
                    "Sets {@code " + field.layout().cName() + "} as C does: high bits are dropped.",
                    PARAM_W,
                    "param v the value",
                    "return the word with it"))
            .addParameter(word.type(), W)
            .addParameter(value, V)
            .addStatement("return $L", expressions.replace(field.layout(), W, placed))
            .build());
  }

  /** A method that refuses values out of range: a copy of a word, or the field alone. */
  private void checked(Accessor field, String name, TypeName value, boolean copy) {
    boolean isLong = Types.isLong(field);
    int width = field.layout().width();
    boolean canOverflow = width < carrier(field, value);
    MethodSpec.Builder method = statics(name, word.type());
    method.addJavadoc(copy ? setterDoc(field, canOverflow) : prepDoc(field, canOverflow));
    if (copy) {
      method.addParameter(word.type(), W);
    }
    method.addParameter(value, V);
    if (canOverflow) {
      method.beginControlFlow("if ((v & $L) != 0)", Word.hex(~Bits.ones(width), isLong));
      method.addStatement(
          "throw new $T($S + v + $S)",
          Types.ILLEGAL,
          path(field) + " = ",
          " is out of range " + range(field));
      method.endControlFlow();
    }
    String placed = expressions.place(field.layout(), V, isLong, canOverflow);
    method.addStatement(
        "return $L", copy ? expressions.replace(field.layout(), W, placed) : placed);
    type.addMethod(method.build());
  }

  private MethodSpec setter(
      Accessor field, String name, TypeName value, boolean canOverflow, String expression) {
    return statics(name, word.type())
        .addJavadoc(setterDoc(field, canOverflow))
        .addParameter(word.type(), W)
        .addParameter(value, V)
        .addStatement("return $L", expression)
        .build();
  }

  private MethodSpec prep(Accessor field, TypeName value, CodeBlock code) {
    return statics("prep" + field.capital(), word.type())
        .addJavadoc(prepDoc(field, false))
        .addParameter(value, V)
        .addStatement(code)
        .build();
  }

  private CodeBlock setterDoc(Accessor field, boolean canOverflow) {
    CodeBlock doc =
        Docs.of(
            "Sets {@code " + field.layout().cName() + "}: " + Docs.place(field.layout()) + ".",
            PARAM_W,
            "param v the value",
            "return the word with it");
    return canOverflow ? doc.toBuilder().add(throwsDoc(field)).build() : doc;
  }

  private CodeBlock prepDoc(Accessor field, boolean canOverflow) {
    CodeBlock doc =
        Docs.of(
            "A word in which only {@code " + field.layout().cName() + "} is set.",
            "param v the value",
            "return the field in its place");
    return canOverflow ? doc.toBuilder().add(throwsDoc(field)).build() : doc;
  }

  private static CodeBlock throwsDoc(Accessor field) {
    return CodeBlock.of("@throws IllegalArgumentException if it is not in $L\n", range(field));
  }

  private String path(Accessor field) {
    return plan.model().name().shown() + "." + field.layout().cName();
  }

  private static String range(Accessor field) {
    return "0.." + Long.toUnsignedString(Bits.ones(field.layout().width()));
  }

  private static int carrier(Accessor field, TypeName value) {
    return value.equals(TypeName.INT) ? 32 : field.type().kind().maxBits();
  }

  private static String narrowed(Accessor field, String expression) {
    return field.is(Kind.BYTE) || field.is(Kind.SHORT) || field.is(Kind.CHAR)
        ? "(" + field.type().shown() + ") " + Expressions.atom(expression)
        : expression;
  }

  private static MethodSpec.Builder statics(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .returns(returns);
  }
}

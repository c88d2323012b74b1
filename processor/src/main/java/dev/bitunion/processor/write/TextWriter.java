package dev.bitunion.processor.write;

import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.ParameterizedTypeName;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes what turns words into text: {@code toString}, {@code flagNames}, {@code diff}. */
final class TextWriter {
  private static final ClassName LIST = ClassName.get(List.class);
  private static final ClassName ARRAY_LIST = ClassName.get(ArrayList.class);
  private final UnionPlan plan;
  private final Word word;
  private final TypeSpec.Builder type;
  private final Expressions expressions;

  TextWriter(UnionPlan plan, Word word, TypeSpec.Builder type) {
    this.plan = plan;
    this.word = word;
    this.type = type;
    this.expressions = new Expressions(word);
  }

  void write() {
    toText();
    flagNames();
    diff();
    plan.named().stream()
        .filter(field -> field.is(Kind.ENUM) && field.readable())
        .forEach(this::enumText);
  }

  private void toText() {
    MethodSpec.Builder method =
        one("toString", Types.STRING, "The fields by their C names; flags only if set.", "the text")
            .addStatement("$T text = new $T()", StringBuilder.class, StringBuilder.class);
    for (Accessor field : plan.named()) {
      String name = field.layout().cName();
      if (!field.readable()) {
        continue;
      }
      if (field.indexed()) {
        elements(method, field);
      } else if (field.is(Kind.BOOLEAN)) {
        method.beginControlFlow("if ($L(w))", field.method());
        method.addStatement("text.append($S)", " " + name);
        method.endControlFlow();
      } else {
        method.addStatement("text.append($S).append($L)", " " + name + "=", text(field, "w"));
      }
    }
    if (plan.layout().reservedBits() != 0) {
      method.beginControlFlow("if ((w & RESERVED_BITS) != 0)");
      method.addStatement(
          "text.append($S).append($L.toHexString(w & RESERVED_BITS))",
          " RESERVED_BITS=0x",
          word.box());
      method.endControlFlow();
    }
    method.addStatement("return text.isEmpty() ? $S : text.substring(1)", "");
    type.addMethod(method.build());
  }

  private void elements(MethodSpec.Builder method, Accessor field) {
    method.beginControlFlow("for (int index = 0; index < $L_COUNT; index++)", field.constant());
    method.addStatement(
        "text.append($S).append(index).append($S).append($L)",
        " " + field.layout().cName() + "[",
        "]=",
        text(field, "w"));
    method.endControlFlow();
  }

  private void flagNames() {
    MethodSpec.Builder method =
        one(
                "flagNames",
                ParameterizedTypeName.get(LIST, Types.STRING),
                "The C names of the flags that are set.",
                "the names, lowest bit first")
            .addStatement("$T<$T> names = new $T<>()", LIST, Types.STRING, ARRAY_LIST);
    for (Accessor field : plan.named()) {
      if (field.is(Kind.BOOLEAN) && field.readable() && !field.indexed()) {
        method.beginControlFlow("if ($L(w))", field.method());
        method.addStatement("names.add($S)", field.layout().cName());
        method.endControlFlow();
      }
    }
    type.addMethod(method.addStatement("return names").build());
  }

  private void diff() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("diff")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc(
                Docs.of(
                    "The fields in which two words differ: {@code name old -> new, ...}.",
                    "param a a word",
                    "param b another word",
                    "return the differences, empty if there are none"))
            .addParameter(word.type(), "a")
            .addParameter(word.type(), "b")
            .returns(Types.STRING)
            .addStatement("$T text = new $T()", StringBuilder.class, StringBuilder.class);
    for (Accessor field : plan.named()) {
      if (!field.readable()) {
        continue;
      }
      if (field.indexed()) {
        method.beginControlFlow("for (int index = 0; index < $L_COUNT; index++)", field.constant());
        method.beginControlFlow(
            "if (($L) != ($L))",
            expressions.number(field.layout(), "a", word.isLong()),
            expressions.number(field.layout(), "b", word.isLong()));
        method.addStatement(
            "text.append($S).append(index).append($S).append($L).append($S).append($L)",
            ", " + field.layout().cName() + "[",
            "] ",
            text(field, "a"),
            " -> ",
            text(field, "b"));
        method.endControlFlow();
        method.endControlFlow();
        continue;
      }
      method.beginControlFlow("if (((a ^ b) & $L_MASK) != 0)", field.constant());
      if (field.is(Kind.UNION)) {
        method.addStatement(
            "text.append($S).append($T.diff($L, $L)).append('}')",
            ", " + field.layout().cName() + " {",
            Types.generated(field.type().name(), "Bits"),
            field.method() + "(a)",
            field.method() + "(b)");
      } else {
        method.addStatement(
            "text.append($S).append($L).append($S).append($L)",
            ", " + field.layout().cName() + " ",
            text(field, "a"),
            " -> ",
            text(field, "b"));
      }
      method.endControlFlow();
    }
    method.addStatement("return text.isEmpty() ? $S : text.substring(2)", "");
    type.addMethod(method.build());
  }

  /** An expression that can be appended: the field's value as text. */
  private CodeBlock text(Accessor field, String w) {
    String arguments = field.indexed() ? w + ", index" : w;
    return switch (field.type().kind()) {
      case BOOLEAN -> CodeBlock.of("$LBit($L)", field.camel(), arguments);
      case ENUM -> CodeBlock.of("$LText($L)", field.camel(), arguments);
      case CONVERTED -> CodeBlock.of("$L($L)", field.method(), arguments);
      case UNION ->
          CodeBlock.of(
              "'{' + $T.toString($L($L)) + '}'",
              Types.generated(field.type().name(), "Bits"),
              field.method(),
              arguments);
      default -> number(field, w);
    };
  }

  private CodeBlock number(Accessor field, String w) {
    int width = field.layout().width();
    String read = expressions.read(field.layout(), w, Types.isLong(field));
    boolean whole = width + field.traits().scale() == (Types.isLong(field) ? 64 : 32);
    if (whole && !field.layout().signed()) {
      return CodeBlock.of(
          "$L.toUnsignedString($L)", Types.isLong(field) ? "Long" : "Integer", read);
    }
    return CodeBlock.of("$L", read);
  }

  private void enumText(Accessor field) {
    String arguments = field.indexed() ? "w, index" : "w";
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("return switch ($LRaw($L)) {\n$>", field.camel(), arguments);
    List<String> constants = field.type().constants();
    for (int i = 0; i < constants.size(); i++) {
      code.add("case $L -> $S;\n", field.type().numbers().get(i), constants.get(i));
    }
    code.add("default -> $T.toString($LRaw($L));\n$<}", Integer.class, field.camel(), arguments);
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(field.camel() + "Text")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addJavadoc(
                Docs.of(
                    "The name of the " + field.type().shown() + ", or its number.",
                    "param w the word",
                    "return text"))
            .addParameter(word.type(), "w")
            .returns(Types.STRING);
    if (field.indexed()) {
      method.addParameter(TypeName.INT, "index");
    }
    type.addMethod(method.addStatement(code.build()).build());
  }

  private MethodSpec.Builder one(String name, TypeName returns, String doc, String what) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(Docs.of(doc, "param w the word", "return " + what))
        .addParameter(word.type(), "w")
        .returns(returns);
  }
}

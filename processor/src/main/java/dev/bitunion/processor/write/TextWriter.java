package dev.bitunion.processor.write;

import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ArrayTypeName;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.FieldSpec;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.ParameterizedTypeName;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import javax.lang.model.element.Modifier;

/**
 * Writes what turns words into text: {@code toString}, {@code flagNames}, {@code diff}. They loop
 * over a table of names and masks, which compiles many times faster than code for each field; only
 * fields that are more than a run of bits have code of their own.
 */
final class TextWriter {
  private static final ClassName LIST = ClassName.get(List.class);
  private static final ClassName ARRAY_LIST = ClassName.get(ArrayList.class);
  private static final ClassName JOINER = ClassName.get(StringJoiner.class);
  private final UnionPlan plan;
  private final Word word;
  private final TypeSpec.Builder type;
  private final Expressions expressions;
  private final List<TextRow> rows;

  TextWriter(UnionPlan plan, Word word, TypeSpec.Builder type) {
    this.plan = plan;
    this.word = word;
    this.type = type;
    this.expressions = new Expressions(word);
    this.rows = TextRow.of(plan);
  }

  void write() {
    tables();
    toText();
    flagNames();
    diff();
    value();
    for (Accessor field : plan.named()) {
      if (field.is(Kind.ENUM) && field.readable()) {
        enumText(field);
      }
    }
  }

  private void tables() {
    boolean reserved = plan.layout().reservedBits() != 0;
    List<String> names = new ArrayList<>();
    List<String> masks = new ArrayList<>();
    StringBuilder kinds = new StringBuilder();
    for (TextRow row : rows) {
      names.add(row.name());
      boolean element = row.field().indexed();
      masks.add(element ? word.literal(row.layout().mask()) : row.field().constant() + "_MASK");
      kinds.append(row.kind());
    }
    if (reserved) {
      names.add("RESERVED_BITS");
      masks.add("RESERVED_BITS");
      kinds.append('n');
    }
    String last = shown() == rows.size() ? "" : ", those last that cannot be read";
    table(
        ArrayTypeName.of(Types.STRING),
        "NAMES",
        "The C names that text holds" + last + ".",
        CodeBlock.of("$S.split($S)", String.join(" ", names), " "));
    table(
        ArrayTypeName.of(word.type()),
        "MASKS",
        "The bits of each name.",
        CodeBlock.of("{$L}", String.join(", ", masks)));
    table(
        Types.STRING,
        "KINDS",
        "What each name is: {@code f} a flag, {@code b} a bit, {@code n} a number.",
        CodeBlock.of("$S", kinds));
  }

  private void table(TypeName of, String name, String doc, CodeBlock value) {
    type.addField(
        FieldSpec.builder(of, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc(doc)
            .initializer(value)
            .build());
  }

  /** How many names words show. */
  private int shown() {
    int shown = 0;
    for (TextRow row : rows) {
      shown += row.field().readable() ? 1 : 0;
    }
    return shown;
  }

  /** A loop over the names that words show. */
  private MethodSpec.Builder loop(MethodSpec.Builder method) {
    return method.beginControlFlow("for (int i = 0; i < $L; i++)", shown());
  }

  private void toText() {
    MethodSpec.Builder method =
        one("toString", Types.STRING, "The fields by their C names; flags only if set.")
            .addStatement("$T text = new $T($S)", JOINER, JOINER, " ");
    loop(method)
        .beginControlFlow("if (KINDS.charAt(i) != 'f')")
        .addStatement("text.add(value(NAMES[i] + '=', i, w))")
        .nextControlFlow("else if ((w & MASKS[i]) != 0)")
        .addStatement("text.add(NAMES[i])")
        .endControlFlow()
        .endControlFlow();
    if (plan.layout().reservedBits() != 0) {
      method
          .beginControlFlow("if ((w & RESERVED_BITS) != 0)")
          .addStatement(
              "text.add($S + $L.toHexString(w & RESERVED_BITS))", "RESERVED_BITS=0x", word.box())
          .endControlFlow();
    }
    type.addMethod(method.addStatement("return text.toString()").build());
  }

  private void flagNames() {
    MethodSpec.Builder method =
        one(
                "flagNames",
                ParameterizedTypeName.get(LIST, Types.STRING),
                "The C names of the flags that are set, lowest bit first.")
            .addStatement("$T<$T> names = new $T<>()", LIST, Types.STRING, ARRAY_LIST);
    loop(method)
        .beginControlFlow("if (KINDS.charAt(i) == 'f' && (w & MASKS[i]) != 0)")
        .addStatement("names.add(NAMES[i])")
        .endControlFlow()
        .endControlFlow();
    type.addMethod(method.addStatement("return names").build());
  }

  private void diff() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("diff")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc(
                "The fields in which two words differ: {@code name old -> new, ...}, or nothing.")
            .addParameter(word.type(), "a")
            .addParameter(word.type(), "b")
            .returns(Types.STRING)
            .addStatement("$T text = new $T($S)", JOINER, JOINER, ", ");
    loop(method).beginControlFlow("if (((a ^ b) & MASKS[i]) != 0)");
    for (int i = 0; i < rows.size(); i++) {
      TextRow row = rows.get(i);
      if (isShownUnion(row)) {
        String read = row.field().method();
        method
            .beginControlFlow("if (i == $L)", i)
            .addStatement(
                "text.add(NAMES[i] + $S + $T.diff($L(a), $L(b)) + '}')",
                " {",
                Types.generated(row.field().type().name(), "Bits"),
                read,
                read)
            .addStatement("continue")
            .endControlFlow();
      }
    }
    method
        .addStatement("text.add(value(value(NAMES[i] + ' ', i, a) + $S, i, b))", " -> ")
        .endControlFlow()
        .endControlFlow()
        .addStatement("return text.toString()");
    type.addMethod(method.build());
  }

  private static boolean isShownUnion(TextRow row) {
    return row.field().is(Kind.UNION) && row.field().readable();
  }

  /** A text and a field's value. Its parameters are none that an accessor has. */
  private void value() {
    CodeBlock.Builder cases = CodeBlock.builder();
    for (int i = 0; i < rows.size(); i++) {
      TextRow row = rows.get(i);
      CodeBlock text = row.field().readable() ? text(row) : null;
      if (text != null) {
        cases.add("case $L -> text + $L;\n", i, text);
      }
    }
    CodeBlock number =
        CodeBlock.of(
            "text + $L.toUnsignedString((w & MASKS[i]) >>> $L.numberOfTrailingZeros(MASKS[i]))",
            word.box(),
            word.box());
    CodeBlock special = cases.build();
    type.addMethod(
        MethodSpec.methodBuilder("value")
            .addJavadoc("The text and, behind it, the value of a name.")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(Types.STRING, "text")
            .addParameter(TypeName.INT, "i")
            .addParameter(word.type(), "w")
            .returns(Types.STRING)
            .addStatement(
                special.isEmpty()
                    ? CodeBlock.of("return $L", number)
                    : CodeBlock.of("return switch (i) {\n$>$Ldefault -> $L;\n$<}", special, number))
            .build());
  }

  /** What stands for a value that is more than a number, else null. */
  private CodeBlock text(TextRow row) {
    Accessor field = row.field();
    String arguments = field.indexed() ? "w, " + row.index() : "w";
    return switch (field.type().kind()) {
      case ENUM -> CodeBlock.of("$LText($L)", field.camel(), arguments);
      case CONVERTED -> CodeBlock.of("$L($L)", field.method(), arguments);
      case UNION ->
          CodeBlock.of(
              "'{' + $T.toString($L($L)) + '}'",
              Types.generated(field.type().name(), "Bits"),
              field.method(),
              arguments);
      default -> row.plain() ? null : number(row);
    };
  }

  private CodeBlock number(TextRow row) {
    int width = row.layout().width();
    boolean isLong = Types.isLong(row.field());
    String read = expressions.read(row.layout(), "w", isLong);
    boolean whole = width + row.layout().traits().scale() == (isLong ? 64 : 32);
    return whole && !row.layout().signed()
        ? CodeBlock.of("$L.toUnsignedString($L)", isLong ? "Long" : "Integer", read)
        : CodeBlock.of("$L", Expressions.atom(read));
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
            .addJavadoc("The name of the " + field.type().shown() + ", or its number.")
            .addParameter(word.type(), "w")
            .returns(Types.STRING);
    if (field.indexed()) {
      method.addParameter(TypeName.INT, "index");
    }
    type.addMethod(method.addStatement(code.build()).build());
  }

  private MethodSpec.Builder one(String name, TypeName returns, String doc) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
        .addJavadoc(doc)
        .addParameter(word.type(), "w")
        .returns(returns);
  }
}

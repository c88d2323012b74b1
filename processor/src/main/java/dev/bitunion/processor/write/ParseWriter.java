package dev.bitunion.processor.write;

import dev.bitunion.layout.Bits;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code parse}: the way back from text to a word, by the table of names and masks that
 * {@link TextWriter} writes.
 */
final class ParseWriter {
  private final UnionPlan plan;
  private final Word word;
  private final TypeSpec.Builder type;
  private final String shown;
  private final List<TextRow> rows;

  ParseWriter(UnionPlan plan, Word word, TypeSpec.Builder type) {
    this.plan = plan;
    this.word = word;
    this.type = type;
    this.shown = plan.model().name().shown();
    this.rows = TextRow.of(plan);
  }

  void write() {
    parse();
    nameIndex();
    tokenEnd();
    if (hasFlags()) {
      flag();
    }
    if (hasReserved() || hasNumbers()) {
      numberHelper();
    }
    boolean signed = false;
    boolean scaled = false;
    for (Accessor field : plan.named()) {
      if (field.is(Kind.ENUM)) {
        constant(field);
      }
      signed |= field.layout().signed();
      scaled |= field.traits().scale() != 0;
    }
    for (Accessor field : plan.named()) {
      if (field.is(Kind.UNION)) {
        nested(field);
      }
    }
    if (signed) {
      signed();
    }
    if (scaled) {
      steps();
    }
  }

  private boolean hasFlags() {
    for (TextRow row : rows) {
      if (row.kind() != 'n') {
        return true;
      }
    }
    return false;
  }

  private boolean hasNumbers() {
    for (TextRow row : rows) {
      if (row.kind() == 'n') {
        return true;
      }
    }
    return false;
  }

  private boolean hasReserved() {
    return plan.layout().reservedBits() != 0;
  }

  private void parse() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("parse")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc(
                "The word of a text: {@code name=value} and bare names of flags, by their C names,\n"
                    + "separated by blanks, commas or {@code |}. Numbers are decimal, or"
                    + " hexadecimal behind 0x; fields not\nnamed are 0. Throws if a name or value"
                    + " is wrong, or a name given twice.")
            .addParameter(Types.STRING, "text")
            .returns(word.type())
            .addStatement("$T w = 0", word.type())
            .addStatement("boolean[] seen = new boolean[NAMES.length]")
            .beginControlFlow("for (int at = 0, end; at < text.length(); at = end + 1)")
            .addStatement("end = tokenEnd(text, at)")
            .beginControlFlow("if (end == at)")
            .addStatement("continue")
            .endControlFlow()
            .addStatement("String token = text.substring(at, end)")
            .addStatement("int equal = token.indexOf('=')")
            .addStatement("String name = equal < 0 ? token : token.substring(0, equal)")
            .addStatement("String value = equal < 0 ? null : token.substring(equal + 1)")
            .addStatement("int i = nameIndex(name)")
            .beginControlFlow("if (seen[i])")
            .addStatement(
                "throw new $T($S + name + $S)", Types.ILLEGAL, shown + ".", " is given twice")
            .endControlFlow()
            .addStatement("seen[i] = true");
    if (hasReserved()) {
      String all = Word.hex(Bits.ones(word.bits()), true);
      method
          .beginControlFlow("if (i == $L)", rows.size())
          .addStatement("w |= $Lnumber(name, value, $L) & RESERVED_BITS", narrow(), all)
          .addStatement("continue")
          .endControlFlow();
    }
    type.addMethod(
        method
            .addStatement("int shift = $L.numberOfTrailingZeros(MASKS[i])", word.box())
            .addStatement(switched("long n", numbers(), number()))
            .addStatement(
                switched(
                    "w",
                    places(),
                    CodeBlock.of("(w & ~MASKS[i]) | ($Ln << shift & MASKS[i])", narrow())))
            .endControlFlow()
            .addStatement("return w")
            .build());
  }

  private String narrow() {
    return word.isLong() ? "" : "(int) ";
  }

  private static CodeBlock switched(String target, CodeBlock cases, CodeBlock otherwise) {
    return cases.isEmpty()
        ? CodeBlock.of("$L = $L", target, otherwise)
        : CodeBlock.of("$L = switch (i) {\n$>$Ldefault -> $L;\n$<}", target, cases, otherwise);
  }

  /** The number of a name whose bits are one run. */
  private CodeBlock number() {
    String flag = "flag(name, value)";
    String number =
        word.isLong()
            ? "number(name, value, MASKS[i] >>> shift)"
            : "number(name, value, Integer.toUnsignedLong(MASKS[i] >>> shift))";
    if (!hasFlags()) {
      return CodeBlock.of("$L", number);
    }
    return !hasNumbers()
        ? CodeBlock.of("$L", flag)
        : CodeBlock.of("KINDS.charAt(i) == 'n' ? $L : $L", number, flag);
  }

  /** The numbers of names that are more. */
  private CodeBlock numbers() {
    CodeBlock.Builder cases = CodeBlock.builder();
    for (int i = 0; i < rows.size(); i++) {
      TextRow row = rows.get(i);
      Kind kind = row.field().type().kind();
      if (kind == Kind.ENUM || kind == Kind.UNION || row.kind() == 'n' && !row.plain()) {
        cases.add("case $L -> $L;\n", i, value(row));
      }
    }
    return cases.build();
  }

  private static String value(TextRow row) {
    Accessor field = row.field();
    if (field.is(Kind.ENUM)) {
      return field.camel() + "Number(name, value)";
    }
    if (field.is(Kind.UNION)) {
      return field.camel() + "Word(name, value)";
    }
    int width = row.layout().width();
    int scale = row.layout().traits().scale();
    boolean signed = row.layout().signed();
    String limit =
        signed ? Integer.toString(width + scale) : Word.number(Bits.ones(width) << scale, true);
    String number = (signed ? "signed" : "number") + "(name, value, " + limit + ")";
    return scale == 0 ? number : "steps(name, value, " + number + ", " + scale + ")";
  }

  /** Where the numbers go whose bits lie in several runs. */
  private CodeBlock places() {
    CodeBlock.Builder cases = CodeBlock.builder();
    Expressions expressions = new Expressions(word);
    for (int i = 0; i < rows.size(); i++) {
      FieldLayout layout = rows.get(i).layout();
      if (layout.parts().size() > 1) {
        FieldLayout bare =
            new FieldLayout(
                layout.cName(), layout.method(), layout.kind(), layout.javaType(), layout.parts());
        String placed = expressions.place(bare, "n", true, false);
        cases.add("case $L -> $L;\n", i, expressions.replace(bare, "w", placed));
      }
    }
    return cases.build();
  }

  private void nameIndex() {
    type.addMethod(
        helper("nameIndex", TypeName.INT)
            .addJavadoc("Where a name stands in {@code NAMES}.")
            .addParameter(Types.STRING, "name")
            .beginControlFlow("for (int i = 0; i < NAMES.length; i++)")
            .beginControlFlow("if (NAMES[i].equals(name))")
            .addStatement("return i")
            .endControlFlow()
            .endControlFlow()
            .addStatement("throw new $T($S + name)", Types.ILLEGAL, shown + " has no field ")
            .build());
  }

  private void tokenEnd() {
    boolean nests = BitsWriter.has(plan, Kind.UNION);
    MethodSpec.Builder method = helper("tokenEnd", TypeName.INT).addParameter(Types.STRING, "text");
    method.addParameter(TypeName.INT, "from");
    if (nests) {
      method.addStatement("int depth = 0");
    }
    method.beginControlFlow("for (int at = from; at < text.length(); at++)");
    method.addStatement("char c = text.charAt(at)");
    if (nests) {
      method.addStatement("depth += c == '{' ? 1 : c == '}' ? -1 : 0");
    }
    method.beginControlFlow(
        "if ($Lc == ',' || c == '|' || $T.isWhitespace(c)$L)",
        nests ? "depth == 0 && (" : "",
        Character.class,
        nests ? ")" : "");
    method.addStatement("return at").endControlFlow().endControlFlow();
    type.addMethod(method.addStatement("return text.length()").build());
  }

  /** A number in two's complement; messages show it with its sign, as it was written. */
  private void signed() {
    type.addMethod(
        valued("signed", TypeName.LONG)
            .addParameter(TypeName.INT, "bits")
            .addStatement("boolean negative = value != null && value.startsWith($S)", "-")
            .addStatement("long least = -1L << (bits - 1)")
            .beginControlFlow("try")
            .addStatement(
                "long number = number(name, negative ? value.substring(1) : value, negative ?"
                    + " -least : ~least)")
            .addStatement("return negative ? -number : number")
            .nextControlFlow("catch ($T e)", Types.ILLEGAL)
            .beginControlFlow("if (value == null)")
            .addStatement("throw e")
            .endControlFlow()
            .addStatement(
                "String wrong = e.getCause() == null ? $S + least + $S + ~least : $S",
                " is out of range ",
                "..",
                " is not a number")
            .addStatement(
                "throw new $T($S + name + $S + value + wrong, e)",
                Types.ILLEGAL,
                shown + ".",
                " = ")
            .endControlFlow()
            .build());
  }

  /** A number whose low bits the field does not have. */
  private void steps() {
    type.addMethod(
        valued("steps", TypeName.LONG)
            .addParameter(TypeName.LONG, "number")
            .addParameter(TypeName.INT, "scale")
            .beginControlFlow("if ((number & ((1L << scale) - 1)) != 0)")
            .addStatement(
                "throw new $T($S + name + $S + value + $S + (1L << scale))",
                Types.ILLEGAL,
                plan.model().name().shown() + ".",
                " = ",
                " is no multiple of ")
            .endControlFlow()
            .addStatement("return number >> scale")
            .build());
  }

  private void flag() {
    type.addMethod(
        valued("flag", TypeName.INT)
            .beginControlFlow(
                "if (value == null || value.equals($S) || value.equals($S))", "1", "true")
            .addStatement("return 1")
            .endControlFlow()
            .beginControlFlow("if (value.equals($S) || value.equals($S))", "0", "false")
            .addStatement("return 0")
            .endControlFlow()
            .addStatement(
                "throw new $T($S + name + $S + value + $S)",
                Types.ILLEGAL,
                shown + ".",
                " = ",
                " is neither 0 nor 1")
            .build());
  }

  private void numberHelper() {
    type.addMethod(
        valued("number", TypeName.LONG)
            .addParameter(TypeName.LONG, "max")
            .beginControlFlow("if (value == null)")
            .addStatement(
                "throw new $T($S + name + $S)", Types.ILLEGAL, shown + ".", " needs a value")
            .endControlFlow()
            .beginControlFlow("try")
            .addStatement("boolean hex = value.startsWith($S) || value.startsWith($S)", "0x", "0X")
            .addStatement(
                "long number = $T.parseUnsignedLong(value.substring(hex ? 2 : 0), hex ? 16 : 10)",
                Long.class)
            .beginControlFlow("if ($T.compareUnsigned(number, max) <= 0)", Long.class)
            .addStatement("return number")
            .endControlFlow()
            .nextControlFlow("catch ($T e)", NumberFormatException.class)
            .addStatement(
                "throw new $T($S + name + $S + value + $S, e)",
                Types.ILLEGAL,
                shown + ".",
                " = ",
                " is not a number")
            .endControlFlow()
            .addStatement(
                "throw new $T($S + name + $S + value + $S + $T.toUnsignedString(max))",
                Types.ILLEGAL,
                shown + ".",
                " = ",
                " is out of range 0..",
                Long.class)
            .build());
  }

  private void constant(Accessor field) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("return switch (value == null ? $S : value) {\n$>", "");
    for (int i = 0; i < field.type().constants().size(); i++) {
      code.add("case $S -> $L;\n", field.type().constants().get(i), field.type().numbers().get(i));
    }
    int width = field.layout().width();
    boolean signed = field.layout().signed();
    code.add(
        "default -> (int) $L(name, value, $L);\n$<}",
        signed ? "signed" : "number",
        signed ? width : Word.number(Bits.ones(width), true));
    type.addMethod(
        valued(field.camel() + "Number", TypeName.INT).addStatement(code.build()).build());
  }

  private void nested(Accessor field) {
    boolean isLong = Types.isLong(field);
    type.addMethod(
        valued(field.camel() + "Word", isLong ? TypeName.LONG : TypeName.INT)
            .beginControlFlow(
                "if (value != null && value.startsWith($S) && value.endsWith($S))", "{", "}")
            .addStatement(
                "return $T.parse(value.substring(1, value.length() - 1))",
                Types.generated(field.type().name(), "Bits"))
            .endControlFlow()
            .addStatement(
                "return $Lnumber(name, value, $L)",
                isLong ? "" : "(int) ",
                Word.hex(Bits.ones(field.layout().width()), true))
            .build());
  }

  private static MethodSpec.Builder valued(String name, TypeName returns) {
    return helper(name, returns)
        .addParameter(Types.STRING, "name")
        .addParameter(Types.STRING, "value");
  }

  private static MethodSpec.Builder helper(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(returns);
  }
}

package dev.bitunion.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.bitunion.layout.Bits;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import javax.lang.model.element.Modifier;

/** Writes {@code parse}: the way back from text to a word. */
final class ParseWriter {
  private final UnionPlan plan;
  private final Word word;
  private final TypeSpec.Builder type;
  private final String shown;

  ParseWriter(UnionPlan plan, Word word, TypeSpec.Builder type) {
    this.plan = plan;
    this.word = word;
    this.type = type;
    this.shown = plan.model().name().shown();
  }

  void write() {
    parse();
    tokenEnd();
    once();
    if (BitsWriter.has(plan, Kind.BOOLEAN)) {
      flag();
    }
    boolean reserved = plan.layout().reservedBits() != 0;
    if (reserved || plan.own().stream().anyMatch(field -> !field.is(Kind.BOOLEAN))) {
      number();
    }
    plan.own().stream().filter(field -> field.is(Kind.ENUM)).forEach(this::constant);
    plan.own().stream().filter(field -> field.is(Kind.UNION)).forEach(this::nested);
  }

  private void parse() {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("parse")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .addJavadoc(
                Docs.of(
                    "The word of a text: {@code name=value} and bare names of flags, by their C"
                        + " names,\nseparated by blanks, commas or {@code |}. Fields not named are"
                        + " 0.",
                    "param text decimal numbers, or hexadecimal ones behind 0x",
                    "return the word",
                    "throws IllegalArgumentException if a name or value is wrong, or a name given"
                        + " twice"))
            .addParameter(Types.STRING, "text")
            .returns(word.type())
            .addStatement("$T w = 0", word.type())
            .addStatement("$T seen = 0", word.type())
            .addStatement("int end")
            .beginControlFlow("for (int at = 0; at < text.length(); at = end + 1)")
            .addStatement("end = tokenEnd(text, at)")
            .beginControlFlow("if (end == at)")
            .addStatement("continue")
            .endControlFlow()
            .addStatement("int equal = text.indexOf('=', at)")
            .addStatement("boolean bare = equal < 0 || equal > end")
            .addStatement("String name = text.substring(at, bare ? end : equal)")
            .addStatement("String value = bare ? null : text.substring(equal + 1, end)")
            .beginControlFlow("switch (name)");
    plan.own().forEach(field -> field(method, field));
    if (plan.layout().reservedBits() != 0) {
      method.beginControlFlow("case $S ->", "RESERVED_BITS");
      method.addStatement("seen = once(name, seen, RESERVED_BITS)");
      method.addStatement(
          "w |= $Lnumber(name, value, $L) & RESERVED_BITS",
          word.isLong() ? "" : "(int) ",
          Word.hex(Bits.ones(word.bits()), true));
      method.endControlFlow();
    }
    method
        .addStatement("default -> throw new $T($S + name)", Types.ILLEGAL, shown + " has no field ")
        .endControlFlow()
        .endControlFlow()
        .addStatement("return w");
    type.addMethod(method.build());
  }

  private void field(MethodSpec.Builder method, Accessor field) {
    method.beginControlFlow("case $S ->", field.layout().cName());
    method.addStatement("seen = once(name, seen, $L_MASK)", field.constant());
    String with = "w = with" + field.capital();
    switch (field.type().kind()) {
      case BOOLEAN -> method.addStatement(with + "(w, flag(name, value))");
      case ENUM -> method.addStatement(with + "Truncated(w, $LNumber(name, value))", field.camel());
      case UNION -> method.addStatement(with + "(w, $LWord(name, value))", field.camel());
      default ->
          method.addStatement(
              with + "Truncated(w, $Lnumber(name, value, $L))",
              field.is(Kind.LONG) ? "" : "(" + field.type().shown() + ") ",
              Word.number(Bits.ones(field.layout().width()), true));
    }
    method.endControlFlow();
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
        "if ($L(c == ',' || c == '|' || $T.isWhitespace(c)))",
        nests ? "depth == 0 && " : "",
        Character.class);
    method.addStatement("return at").endControlFlow().endControlFlow();
    type.addMethod(method.addStatement("return text.length()").build());
  }

  private void once() {
    type.addMethod(
        helper("once", word.type())
            .addParameter(Types.STRING, "name")
            .addParameter(word.type(), "seen")
            .addParameter(word.type(), "field")
            .beginControlFlow("if ((seen & field) != 0)")
            .addStatement(
                "throw new $T($S + name + $S)", Types.ILLEGAL, shown + ".", " is given twice")
            .endControlFlow()
            .addStatement("return seen | field")
            .build());
  }

  private void flag() {
    type.addMethod(
        valued("flag", TypeName.BOOLEAN)
            .beginControlFlow(
                "if (value == null || value.equals($S) || value.equals($S))", "1", "true")
            .addStatement("return true")
            .endControlFlow()
            .beginControlFlow("if (value.equals($S) || value.equals($S))", "0", "false")
            .addStatement("return false")
            .endControlFlow()
            .addStatement(
                "throw new $T($S + name + $S + value + $S)",
                Types.ILLEGAL,
                shown + ".",
                " = ",
                " is neither 0 nor 1")
            .build());
  }

  private void number() {
    type.addMethod(
        valued("number", TypeName.LONG)
            .addParameter(TypeName.LONG, "max")
            .beginControlFlow("if (value == null)")
            .addStatement(
                "throw new $T($S + name + $S)", Types.ILLEGAL, shown + ".", " needs a value")
            .endControlFlow()
            .addStatement("long number")
            .beginControlFlow("try")
            .addStatement("boolean hex = value.startsWith($S) || value.startsWith($S)", "0x", "0X")
            .addStatement(
                "number = $T.parseUnsignedLong(value.substring(hex ? 2 : 0), hex ? 16 : 10)",
                Long.class)
            .nextControlFlow("catch ($T e)", NumberFormatException.class)
            .addStatement(
                "throw new $T($S + name + $S + value + $S, e)",
                Types.ILLEGAL,
                shown + ".",
                " = ",
                " is not a number")
            .endControlFlow()
            .beginControlFlow("if ($T.compareUnsigned(number, max) > 0)", Long.class)
            .addStatement(
                "throw new $T($S + name + $S + value + $S + $T.toUnsignedString(max))",
                Types.ILLEGAL,
                shown + ".",
                " = ",
                " is out of range 0..",
                Long.class)
            .endControlFlow()
            .addStatement("return number")
            .build());
  }

  private void constant(Accessor field) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.add("return switch (value == null ? $S : value) {\n$>", "");
    for (int i = 0; i < field.type().constants().size(); i++) {
      code.add("case $S -> $L;\n", field.type().constants().get(i), i);
    }
    String max = Word.number(Bits.ones(field.layout().width()), true);
    code.add("default -> (int) number(name, value, $L);\n$<}", max);
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

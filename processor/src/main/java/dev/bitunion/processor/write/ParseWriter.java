package dev.bitunion.processor.write;

import dev.bitunion.layout.Bits;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.ParameterizedTypeName;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes {@code parse}: the way back from text to a word. */
final class ParseWriter {
  private final UnionPlan plan;
  private final Word word;
  private final TypeSpec.Builder type;
  private final String shown;
  private final boolean overlaps;

  ParseWriter(UnionPlan plan, Word word, TypeSpec.Builder type) {
    this.plan = plan;
    this.word = word;
    this.type = type;
    this.shown = plan.model().name().shown();
    this.overlaps = overlaps(plan);
  }

  /** Whether fields of different views share bits, so that bits do not tell what was given. */
  private static boolean overlaps(UnionPlan plan) {
    long seen = 0;
    for (Accessor field : plan.named()) {
      long mask = field.layout().mask();
      if ((seen & mask) != 0) {
        return true;
      }
      seen |= mask;
    }
    return false;
  }

  void write() {
    parse();
    tokenEnd();
    once();
    if (BitsWriter.has(plan, Kind.BOOLEAN)) {
      flag();
    }
    boolean reserved = plan.layout().reservedBits() != 0;
    if (reserved || plan.named().stream().anyMatch(field -> !field.is(Kind.BOOLEAN))) {
      number();
    }
    plan.named().stream().filter(field -> field.is(Kind.ENUM)).forEach(this::constant);
    plan.named().stream().filter(field -> field.is(Kind.UNION)).forEach(this::nested);
    boolean signed = plan.named().stream().anyMatch(field -> field.layout().signed());
    if (signed) {
      signed();
    }
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
            .addStatement("$L", seen())
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
    plan.named().forEach(field -> field(method, field));
    if (plan.layout().reservedBits() != 0) {
      method.beginControlFlow("case $S ->", "RESERVED_BITS");
      once(method, "RESERVED_BITS");
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

  private CodeBlock seen() {
    return overlaps
        ? CodeBlock.of("$T<$T> seen = new $T<>()", Set.class, Types.STRING, HashSet.class)
        : CodeBlock.of("$T seen = 0", word.type());
  }

  private void once(MethodSpec.Builder method, String bits) {
    if (overlaps) {
      method.addStatement("once(name, seen)");
    } else {
      method.addStatement("seen = once(name, seen, $L)", bits);
    }
  }

  private void field(MethodSpec.Builder method, Accessor field) {
    if (field.indexed()) {
      for (int i = 0; i < field.traits().count(); i++) {
        method.beginControlFlow("case $S ->", field.layout().cName() + "[" + i + "]");
        once(method, word.literal(element(field, i).mask()));
        method.addStatement("long n = $L", value(field));
        method.addStatement("w = $L", stored(element(field, i)));
        method.endControlFlow();
      }
      return;
    }
    method.beginControlFlow("case $S ->", field.layout().cName());
    once(method, field.constant() + "_MASK");
    String with = "w = with" + field.capital();
    boolean plain =
        field.writable()
            && !field.truncates()
            && !field.layout().signed()
            && field.traits().scale() == 0;
    if (plain && field.is(Kind.BOOLEAN)) {
      method.addStatement(with + "(w, flag(name, value))");
    } else if (plain && field.is(Kind.ENUM)) {
      method.addStatement(with + "Truncated(w, $LNumber(name, value))", field.camel());
    } else if (plain && field.is(Kind.UNION)) {
      method.addStatement(with + "(w, $LWord(name, value))", field.camel());
    } else if (plain && !field.is(Kind.CONVERTED)) {
      method.addStatement(
          with + "Truncated(w, $Lnumber(name, value, $L))",
          field.is(Kind.LONG) ? "" : "(" + field.type().shown() + ") ",
          Word.number(Bits.ones(field.layout().width()), true));
    } else {
      method.addStatement("long n = $L", value(field));
      method.addStatement("w = $L", stored(field.layout()));
    }
    method.endControlFlow();
  }

  /** An element of an array as a field of its own. */
  private static FieldLayout element(Accessor field, int index) {
    FieldLayout layout = field.layout();
    return new FieldLayout(
        layout.cName(), layout.method(), layout.kind(), layout.javaType(), layout.element(index));
  }

  private String stored(FieldLayout layout) {
    Expressions expressions = new Expressions(word);
    FieldLayout bare =
        new FieldLayout(
            layout.cName(), layout.method(), layout.kind(), layout.javaType(), layout.parts());
    return expressions.replace(bare, "w", expressions.place(bare, "n", true, false));
  }

  /** The number in a field's bits, from the text. */
  private CodeBlock value(Accessor field) {
    int width = field.layout().width();
    int scale = field.traits().scale();
    return switch (field.type().kind()) {
      case BOOLEAN -> CodeBlock.of("flag(name, value) ? 1 : 0");
      case ENUM -> CodeBlock.of("$LNumber(name, value)", field.camel());
      case UNION -> CodeBlock.of("$LWord(name, value)", field.camel());
      default -> {
        String max = Word.number(Bits.ones(width) << scale, true);
        String helper = field.layout().signed() ? "signed" : "number";
        String limit = field.layout().signed() ? Integer.toString(width + scale) : max;
        yield CodeBlock.of(
            "$L(name, value, $L)$L", helper, limit, scale == 0 ? "" : " >> " + scale);
      }
    };
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

  private void once() {
    if (overlaps) {
      type.addMethod(
          helper("once", TypeName.VOID)
              .addParameter(Types.STRING, "name")
              .addParameter(
                  ParameterizedTypeName.get(ClassName.get(Set.class), Types.STRING), "seen")
              .beginControlFlow("if (!seen.add(name))")
              .addStatement(
                  "throw new $T($S + name + $S)", Types.ILLEGAL, shown + ".", " is given twice")
              .endControlFlow()
              .build());
      return;
    }
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

  /** A number in two's complement. */
  private void signed() {
    type.addMethod(
        valued("signed", TypeName.LONG)
            .addParameter(TypeName.INT, "bits")
            .addStatement("boolean negative = value != null && value.startsWith($S)", "-")
            .addStatement("long most = (1L << (bits - 1)) - 1")
            .addStatement(
                "long number = number(name, negative ? value.substring(1) : value, negative ? most"
                    + " + 1 : most)")
            .addStatement("return negative ? -number : number")
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
      code.add("case $S -> $L;\n", field.type().constants().get(i), field.type().numbers().get(i));
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

package dev.bitunion.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.bitunion.layout.Bits;
import dev.bitunion.layout.Diagram;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.LayoutText;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes {@code XBits}: static functions on the bare word. */
final class BitsWriter {
  private final UnionPlan plan;
  private final Word word;
  private final TypeSpec.Builder type;

  BitsWriter(UnionPlan plan) {
    this.plan = plan;
    this.word = new Word(plan.layout().bits());
    this.type =
        TypeSpec.classBuilder(plan.model().name().generated("Bits")).addModifiers(Modifier.FINAL);
  }

  TypeSpec.Builder write() {
    type.addJavadoc("$L", classComment());
    Stream.concat(plan.own().stream(), plan.flattened().stream()).forEach(this::constants);
    wordConstants();
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    FieldWriter fields = new FieldWriter(plan, word, type);
    plan.own().forEach(fields::write);
    plan.flattened().forEach(fields::write);
    new RulesWriter(plan, word, type).write();
    new TextWriter(plan, word, type).write();
    new ParseWriter(plan, word, type).write();
    return type;
  }

  private String classComment() {
    String name = plan.model().name().shown();
    StringBuilder text = new StringBuilder("The bits of {@code ").append(name);
    text.append("} in ").append(word.isLong() ? "a {@code long}" : "an {@code int}").append(".\n");
    if (!plan.model().doc().isEmpty()) {
      text.append("\n<p>").append(plan.model().doc()).append('\n');
    }
    text.append("\n<pre>\n");
    Diagram.draw(plan.layout()).forEach(line -> text.append(line).append('\n'));
    return text.append("</pre>\n").toString();
  }

  private void constants(Accessor field) {
    FieldLayout layout = field.layout();
    String c = layout.cName();
    boolean isLong = Types.isLong(field);
    long max = Bits.ones(layout.width());
    constant(
        field.constant() + "_SHIFT",
        TypeName.INT,
        CodeBlock.of("$L", layout.offset()),
        "The lowest bit of {@code " + c + "}.");
    constant(
        field.constant() + "_WIDTH",
        TypeName.INT,
        CodeBlock.of("$L", layout.width()),
        "The width of {@code " + c + "} in bits.");
    constant(
        field.constant() + "_MASK",
        word.type(),
        CodeBlock.of("$L", word.literal(layout.mask())),
        "The bits of {@code " + c + "} in the word.");
    constant(
        field.constant() + "_MAX",
        isLong ? TypeName.LONG : TypeName.INT,
        CodeBlock.of("$L", Word.number(max, isLong)),
        "The greatest value of {@code " + c + "}, unsigned.");
  }

  private void wordConstants() {
    constant(
        "FIELD_BITS",
        word.type(),
        CodeBlock.of("$L", word.literal(plan.layout().fieldBits())),
        "All bits that have a name.");
    constant(
        "RESERVED_BITS",
        word.type(),
        CodeBlock.of("$L", word.literal(plan.layout().reservedBits())),
        "All bits of the word that have none.");
    constant(
        "RESET", word.type(), CodeBlock.of("$L", word.literal(0)), "The word before any change.");
    constant("LAYOUT", Types.STRING, layoutText(), "The frozen layout, for compilers and tools.");
  }

  private CodeBlock layoutText() {
    String[] lines = LayoutText.write(plan.layout()).split("\n");
    CodeBlock.Builder text = CodeBlock.builder();
    for (int i = 0; i < lines.length; i++) {
      text.add(i == 0 ? "$S" : "\n+ $S", lines[i] + "\n");
    }
    return text.build();
  }

  private void constant(String name, TypeName of, CodeBlock value, String doc) {
    type.addField(
        FieldSpec.builder(of, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("$L", doc)
            .initializer(value)
            .build());
  }

  /** Whether the union has a field of this kind. */
  static boolean has(UnionPlan plan, Kind kind) {
    return plan.own().stream().anyMatch(field -> field.is(kind));
  }
}

package dev.bitunion.processor.write;

import dev.bitunion.layout.Bits;
import dev.bitunion.layout.Diagram;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.LayoutText;
import dev.bitunion.layout.Reserved;
import dev.bitunion.layout.UnionLayout;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.FieldSpec;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
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
    type.addJavadoc(classComment());
    for (Accessor field : plan.all()) {
      constants(field);
    }
    wordConstants();
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    RangeChecks checks = new RangeChecks(plan.model().name().shown());
    FieldWriter fields = new FieldWriter(plan, word, type, checks);
    for (Accessor field : plan.all()) {
      fields.write(field);
    }
    checks.write(type);
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
    text.append(
        "\n<p>Methods take the word as {@code w} and a value as {@code v}; one that the field");
    text.append(" cannot hold is an\n{@code IllegalArgumentException}.\n\n<pre>\n");
    for (String line : Diagram.draw(plan.layout())) {
      text.append(line).append('\n');
    }
    return text.append("</pre>\n").toString();
  }

  /** One declaration for those that are {@code int}, one for those that are {@code long}. */
  private void constants(Accessor field) {
    FieldLayout layout = field.layout();
    String head = field.constant();
    List<String> ints = new ArrayList<>();
    List<String> longs = new ArrayList<>();
    ints.add(head + "_SHIFT = " + layout.offset());
    ints.add(head + "_WIDTH = " + layout.width());
    if (field.indexed()) {
      ints.add(head + "_COUNT = " + layout.traits().count());
      ints.add(head + "_STRIDE = " + layout.traits().stride());
    }
    (word.isLong() ? longs : ints).add(head + "_MASK = " + word.literal(layout.mask()));
    boolean isLong = Types.isLong(field);
    (isLong ? longs : ints).add(head + "_MAX = " + Word.number(max(layout), isLong));
    String doc = Docs.named(layout) + ".";
    constants(TypeName.INT, ints, doc);
    constants(TypeName.LONG, longs, doc);
  }

  private void constants(TypeName of, List<String> declarations, String doc) {
    if (!declarations.isEmpty()) {
      type.addField(
          FieldSpec.builder(of, declarations, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
              .addJavadoc(doc)
              .build());
    }
  }

  private static long max(FieldLayout layout) {
    int bits = layout.signed() ? layout.width() - 1 : layout.width();
    return Bits.ones(bits) << layout.traits().scale();
  }

  private void mask(String name, long bits, String doc) {
    constant(name, word.type(), CodeBlock.of("$L", word.literal(bits)), doc);
  }

  private void wordConstants() {
    UnionLayout layout = plan.layout();
    mask("FIELD_BITS", layout.fieldBits(), "All bits that have a name.");
    mask("RESERVED_BITS", layout.reservedBits(), "All bits of the word that have none.");
    if (RulesWriter.hasRules(plan)) {
      mask("ZERO_BITS", layout.bitsUnder(Reserved.ZERO), "The bits that must be zero.");
      mask("ONE_BITS", layout.bitsUnder(Reserved.ONE), "The bits that must be one.");
      mask(
          "PRESERVED_BITS",
          layout.bitsUnder(Reserved.PRESERVED),
          "The bits that must be written back as they were read.");
    }
    long clearable = FieldWriter.clearable(plan);
    if (clearable != 0) {
      mask("CLEARABLE_BITS", clearable, "The bits that writing 1 clears.");
    }
    mask("RESET", layout.resetBits(), "The word before any change.");
    constant(
        "LAYOUT",
        Types.STRING,
        CodeBlock.of("$B", LayoutText.write(plan.layout())),
        "The frozen layout, for compilers and tools.");
  }

  private void constant(String name, TypeName of, CodeBlock value, String doc) {
    type.addField(
        FieldSpec.builder(of, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc(doc)
            .initializer(value)
            .build());
  }

  /** Whether the union has a field of this kind. */
  static boolean has(UnionPlan plan, Kind kind) {
    for (Accessor field : plan.named()) {
      if (field.is(kind)) {
        return true;
      }
    }
    return false;
  }
}

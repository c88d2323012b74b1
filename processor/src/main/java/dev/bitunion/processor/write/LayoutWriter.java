package dev.bitunion.processor.write;

import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.LayoutText;
import dev.bitunion.layout.Part;
import dev.bitunion.layout.Traits;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.FieldSpec;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code XLayout}: the constants of a type that is wider than a word, and, for the forms
 * over memory, what the bits of each field mean once they are taken out.
 */
final class LayoutWriter {
  private static final int INT_BITS = 32;
  private static final int LONG_BITS = 64;
  private final UnionPlan plan;
  private final TypeSpec.Builder type;
  private final RangeChecks checks;

  LayoutWriter(UnionPlan plan) {
    this.plan = plan;
    this.checks = new RangeChecks(plan.model().name().shown());
    this.type =
        TypeSpec.classBuilder(plan.model().name().generated("Layout")).addModifiers(Modifier.FINAL);
  }

  TypeSpec.Builder write() {
    String name = plan.model().name().shown();
    type.addJavadoc("Where the fields of {@code " + name + "} are; it has no word of its own.");
    plan.own().forEach(this::constants);
    plan.flattened().forEach(this::constants);
    number("BITS", plan.layout().bits(), "The size in bits.");
    number("BYTES", plan.layout().bits() / Byte.SIZE, "The size in bytes.");
    constant(
        "LAYOUT",
        Types.STRING,
        CodeBlock.of("$B", LayoutText.write(plan.layout())),
        "The frozen layout, for compilers and tools.");
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    plan.own().forEach(this::codec);
    plan.flattened().forEach(this::codec);
    checks.write(type);
    return type;
  }

  private void constants(Accessor field) {
    FieldLayout layout = field.layout();
    String c = "{@code " + layout.cName() + "}";
    number(field.constant() + "_SHIFT", layout.offset(), "The lowest bit of " + c + ".");
    number(field.constant() + "_WIDTH", layout.width(), "The width of " + c + " in bits.");
    if (field.indexed()) {
      Traits traits = layout.traits();
      number(field.constant() + "_COUNT", traits.count(), "How many elements " + c + " has.");
      number(field.constant() + "_STRIDE", traits.stride(), "Bits from one element to the next.");
    }
  }

  private void number(String name, int value, String doc) {
    constant(name, TypeName.INT, CodeBlock.of("$L", value), doc);
  }

  private void constant(String name, TypeName of, CodeBlock value, String doc) {
    type.addField(
        FieldSpec.builder(of, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc(doc)
            .initializer(value)
            .build());
  }

  private void codec(Accessor field) {
    TypeSpec.Builder scratch = TypeSpec.classBuilder("Scratch");
    new FieldWriter(plan, word(field), scratch, checks).write(alone(field));
    for (MethodSpec method : scratch.build().methodSpecs()) {
      boolean placed =
          method.name().equals("prep" + field.capital())
              || method.name().equals("clear" + field.capital());
      if (!placed) {
        type.addMethod(
            MethodSpec.methodBuilder(method.name())
                .addModifiers(Modifier.STATIC)
                .returns(method.returnType())
                .addParameters(method.parameters())
                .addCode(method.code())
                .build());
      }
    }
  }

  /** The word that holds a field alone. */
  static Word word(Accessor field) {
    return new Word(field.layout().width() <= INT_BITS ? INT_BITS : LONG_BITS);
  }

  /** The field, or an element of it, alone in a word from bit 0. */
  static Accessor alone(Accessor field) {
    FieldLayout layout = field.layout();
    Traits traits = layout.traits();
    // As a raw word it names no constants: those of the field are places in the whole type.
    Traits bare =
        new Traits(
            traits.scale(),
            1,
            0,
            traits.access(),
            traits.reserved(),
            traits.init(),
            traits.signed(),
            true);
    return field.at(
        new FieldLayout(
            layout.cName(),
            layout.method(),
            layout.kind(),
            layout.javaType(),
            List.of(new Part(0, layout.width())),
            bare));
  }
}

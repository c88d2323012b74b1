package dev.bitunion.processor.write;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.LayoutText;
import dev.bitunion.layout.Part;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
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

  LayoutWriter(UnionPlan plan) {
    this.plan = plan;
    this.type =
        TypeSpec.classBuilder(plan.model().name().generated("Layout")).addModifiers(Modifier.FINAL);
  }

  TypeSpec.Builder write() {
    String name = plan.model().name().shown();
    type.addJavadoc("Where the fields of {@code $L} are; it has no word of its own.", name);
    plan.own().forEach(this::constants);
    number("BITS", plan.layout().bits(), "The size in bits.");
    number("BYTES", plan.layout().bits() / Byte.SIZE, "The size in bytes.");
    constant("LAYOUT", Types.STRING, layoutText(), "The frozen layout, for compilers and tools.");
    type.addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    plan.own().forEach(this::codec);
    return type;
  }

  private void constants(Accessor field) {
    FieldLayout layout = field.layout();
    String c = "{@code " + layout.cName() + "}";
    number(field.constant() + "_SHIFT", layout.offset(), "The lowest bit of " + c + ".");
    number(field.constant() + "_WIDTH", layout.width(), "The width of " + c + " in bits.");
  }

  private void number(String name, int value, String doc) {
    constant(name, TypeName.INT, CodeBlock.of("$L", value), doc);
  }

  private void constant(String name, TypeName of, CodeBlock value, String doc) {
    type.addField(
        FieldSpec.builder(of, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("$L", doc)
            .initializer(value)
            .build());
  }

  private CodeBlock layoutText() {
    String[] lines = LayoutText.write(plan.layout()).split("\n");
    CodeBlock.Builder text = CodeBlock.builder();
    for (int i = 0; i < lines.length; i++) {
      text.add(i == 0 ? "$S" : "\n+ $S", lines[i] + "\n");
    }
    return text.build();
  }

  private void codec(Accessor field) {
    if (field.is(Kind.BOOLEAN)) {
      flag(field);
      return;
    }
    Word alone = new Word(field.layout().width() <= INT_BITS ? INT_BITS : LONG_BITS);
    TypeSpec.Builder scratch = TypeSpec.classBuilder("Scratch");
    new FieldWriter(plan, alone, scratch).write(atBitZero(field));
    for (MethodSpec method : scratch.build().methodSpecs()) {
      if (!method.name().startsWith("prep")) {
        type.addMethod(
            statics(method.name(), method.returnType())
                .addParameters(method.parameters())
                .addCode(method.code())
                .build());
      }
    }
  }

  private void flag(Accessor field) {
    String with = "with" + field.capital();
    TypeName w = TypeName.INT;
    type.addMethod(one(field.method(), TypeName.BOOLEAN, w, "w", "w != 0"));
    type.addMethod(one(field.camel() + "Bit", TypeName.INT, w, "w", "w"));
    type.addMethod(two(with, TypeName.BOOLEAN, "v ? 1 : 0"));
    type.addMethod(two(with + "Truncated", TypeName.INT, "v & 1"));
  }

  private static MethodSpec one(
      String name, TypeName returns, TypeName takes, String parameter, String expression) {
    return statics(name, returns)
        .addParameter(takes, parameter)
        .addStatement("return $L", expression)
        .build();
  }

  private static MethodSpec two(String name, TypeName takes, String expression) {
    return statics(name, TypeName.INT)
        .addParameter(TypeName.INT, "w")
        .addParameter(takes, "v")
        .addStatement("return $L", expression)
        .build();
  }

  private static MethodSpec.Builder statics(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.STATIC).returns(returns);
  }

  private static Accessor atBitZero(Accessor field) {
    FieldLayout layout = field.layout();
    FieldLayout alone =
        new FieldLayout(
            layout.cName(),
            layout.method(),
            layout.kind(),
            layout.javaType(),
            List.of(new Part(0, layout.width())),
            layout.traits().ofOne());
    return field.at(alone);
  }
}

package dev.bitunion.processor.write;

import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code XValue}: a record of the word that implements the interface. Its methods bear no
 * {@code @Override}: javac looks for what each overrides in every round, an eighth of all that a
 * generated union costs it.
 */
final class ValueWriter {
  private static final ClassName BUILDER = ClassName.get("", "Builder");
  private final UnionPlan plan;
  private final Word word;
  private final ClassName bits;
  private final ClassName self;
  private final String shown;

  ValueWriter(UnionPlan plan) {
    this.plan = plan;
    this.word = new Word(plan.layout().bits());
    this.bits = Types.generated(plan.model().name(), "Bits");
    this.self = Types.generated(plan.model().name(), "Value");
    this.shown = plan.model().name().shown();
  }

  TypeSpec.Builder write() {
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(self)
            .addJavadoc(Docs.of("A {@code " + shown + "} as a value.", "param word all bits of it"))
            .addSuperinterface(Types.of(plan.model().name()))
            .recordConstructor(
                MethodSpec.constructorBuilder()
                    .addParameter(new ParameterSpec(word.type(), "word"))
                    .build());
    if (word.bits() < word.carrier()) {
      type.addMethod(
          MethodSpec.compactConstructorBuilder()
              .addModifiers(Modifier.PUBLIC)
              .addJavadoc("Drops the bits above the word.\n\n@param word all bits of it\n")
              .addStatement("word &= $L", word.literal(plan.layout().wordBits()))
              .build());
    }
    for (Accessor field : plan.own()) {
      // The record's component reads the whole word already.
      if (!field.isTheWord() && (field.readable() || field.declaredHere())) {
        type.addMethod(getter(field));
      }
    }
    boolean first = true;
    for (Accessor field : writable()) {
      MethodSpec.Builder wither = wither(field);
      type.addMethod((first ? wither.spaced() : wither).build());
      first = false;
    }
    new ViewWriter(plan, word, bits).write(type);
    type.addMethod(parse());
    type.addMethod(builder());
    type.addMethod(toText());
    return type.addType(builderType());
  }

  private static TypeName valueOf(Accessor field) {
    return field.is(Kind.UNION)
        ? Types.generated(field.type().name(), "Value")
        : Types.value(field);
  }

  private List<Accessor> writable() {
    List<Accessor> writable = new ArrayList<>();
    for (Accessor field : plan.own()) {
      if (field.writable()) {
        writable.add(field);
      }
    }
    return writable;
  }

  private MethodSpec getter(Accessor field) {
    return getter(
        field, field.declaredHere() ? field.model().declared() : field.method(), bits, "word");
  }

  /** A method of the interface, or of a view in it, on the word. */
  static MethodSpec getter(Accessor field, String name, ClassName bits, String word) {
    MethodSpec.Builder method = publicMethod(name, valueOf(field));
    if (!field.declaredHere() && name.equals(field.method())) {
      method.addJavadoc("Reads ").addJavadoc(NumberWriter.described(field)).addJavadoc(".");
    }
    if (field.indexed()) {
      method.addParameter(TypeName.INT, "index");
    }
    if (!field.readable()) {
      return method
          .addStatement(
              "throw new $T($S)",
              UnsupportedOperationException.class,
              field.layout().cName() + " cannot be read")
          .build();
    }
    String read = field.method() + "(" + word + (field.indexed() ? ", index)" : ")");
    return field.is(Kind.UNION)
        ? method.addStatement("return new $T($T.$L)", valueOf(field), bits, read).build()
        : method.addStatement("return $T.$L", bits, read).build();
  }

  private MethodSpec.Builder wither(Accessor field) {
    MethodSpec.Builder method =
        publicMethod("with" + field.capital(), self)
            .addJavadoc("A copy with another ")
            .addJavadoc(NumberWriter.described(field))
            .addJavadoc(".");
    if (field.indexed()) {
      method.addParameter(TypeName.INT, "index");
    }
    return method
        .addParameter(valueOf(field), "v")
        .addStatement("return new $T($T.with$L($L))", self, bits, field.capital(), args(field));
  }

  private static String args(Accessor field) {
    return "word, " + (field.indexed() ? "index, " : "") + arg(field);
  }

  private static String arg(Accessor field) {
    return field.is(Kind.UNION) ? "v.word()" : "v";
  }

  private MethodSpec parse() {
    return publicMethod("parse", self)
        .spaced()
        .addModifiers(Modifier.STATIC)
        .addJavadoc(
            "The value of a text as {@code "
                + plan.model().name().generated("Bits")
                + ".parse} takes it; throws if it is wrong.")
        .addParameter(Types.STRING, "text")
        .addStatement("return new $T($T.parse(text))", self, bits)
        .build();
  }

  private MethodSpec builder() {
    return publicMethod("builder", BUILDER)
        .addModifiers(Modifier.STATIC)
        .addJavadoc("A builder that starts with the reset value.")
        .addStatement("return new Builder()")
        .build();
  }

  private MethodSpec toText() {
    return publicMethod("toString", Types.STRING)
        .addStatement("return $S + $T.toString(word) + $S", shown + "{", bits, "}")
        .build();
  }

  private TypeSpec builderType() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(BUILDER)
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addJavadoc("Sets fields one by one.")
            .addField(
                dev.bitunion.processor.source.FieldSpec.builder(word.type(), "w", Modifier.PRIVATE)
                    .initializer("$T.RESET", bits)
                    .build())
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    boolean first = true;
    for (Accessor field : writable()) {
      MethodSpec.Builder method =
          publicMethod(field.method(), BUILDER)
              .addJavadoc("Sets ")
              .addJavadoc(NumberWriter.described(field))
              .addJavadoc(".");
      String index = "";
      if (field.indexed()) {
        method.addParameter(TypeName.INT, "index");
        index = "index, ";
      }
      type.addMethod(
          method
              .addParameter(valueOf(field), "v")
              .addStatement("w = $T.with$L(w, $L$L)", bits, field.capital(), index, arg(field))
              .addStatement("return this")
              .build());
    }
    return type.addMethod(
            publicMethod("build", self)
                .addJavadoc("The value.")
                .addStatement("return new $T(w)", self)
                .build())
        .build();
  }

  private static MethodSpec.Builder publicMethod(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(returns);
  }
}

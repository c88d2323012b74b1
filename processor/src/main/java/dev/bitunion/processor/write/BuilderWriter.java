package dev.bitunion.processor.write;

import dev.bitunion.processor.model.Form;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ArrayTypeName;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.FieldSpec;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code XBuilder}: an interface a step, each with one field to set, so that the compiler
 * finds a field that was forgotten. One object takes all steps.
 */
final class BuilderWriter {
  private static final String STEPS = "Steps";
  private final UnionPlan plan;
  private final Word word;
  private final ClassName bits;
  private final ClassName self;

  BuilderWriter(UnionPlan plan) {
    this.plan = plan;
    this.word = new Word(plan.layout().bits());
    this.bits = Types.generated(plan.model().name(), "Bits");
    this.self = Types.generated(plan.model().name(), "Builder");
  }

  TypeSpec.Builder write() {
    List<Accessor> settable = plan.named().stream().filter(Accessor::writable).toList();
    List<Accessor> needed = settable.stream().filter(field -> !hasDefault(field)).toList();
    List<Accessor> optional = settable.stream().filter(this::hasDefault).toList();
    TypeSpec.Builder type =
        TypeSpec.classBuilder(self)
            .addModifiers(Modifier.FINAL)
            .addJavadoc("Makes a {@code " + plan.model().name().shown())
            .addJavadoc(
                "}, field by field; it does not compile before every field without a default is"
                    + " set.\n")
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
            .addMethod(
                MethodSpec.methodBuilder("start")
                    .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
                    .addJavadoc("Starts with the reset value.\n\n@return the first step\n")
                    .returns(step(needed, 0))
                    .addStatement("return new $L()", STEPS)
                    .build());
    for (int i = 0; i < needed.size(); i++) {
      Accessor field = needed.get(i);
      TypeSpec.Builder step =
          interfaceOf(step(needed, i))
              .addJavadoc("Needs {@code " + field.layout().cName() + "}.")
              .addMethod(setter(field, step(needed, i + 1)));
      type.addType(step.build());
    }
    type.addType(last(optional));
    return type.addType(steps(needed, optional));
  }

  /**
   * A stated reset value, or bits that other views of the word show too: whoever sets one view has
   * set the others.
   */
  private boolean hasDefault(Accessor field) {
    long mask = field.layout().mask();
    boolean shared =
        plan.named().stream().anyMatch(o -> o != field && (o.layout().mask() & mask) != 0);
    return shared || field.model().sites().values().containsKey("init");
  }

  private ClassName step(List<Accessor> needed, int index) {
    return index == needed.size()
        ? self.nestedClass("Last")
        : self.nestedClass("Needs" + needed.get(index).capital());
  }

  private static TypeSpec.Builder interfaceOf(ClassName name) {
    return TypeSpec.interfaceBuilder(name).addModifiers(Modifier.PUBLIC, Modifier.STATIC);
  }

  private TypeSpec last(List<Accessor> optional) {
    TypeSpec.Builder step =
        interfaceOf(self.nestedClass("Last")).addJavadoc("Has all that is needed.");
    optional.forEach(field -> step.addMethod(setter(field, self.nestedClass("Last"))));
    results().forEach(result -> step.addMethod(result.build()));
    return step.build();
  }

  private MethodSpec setter(Accessor field, TypeName next) {
    String what = field.indexed() ? "all its elements" : "the value";
    List<String> tags = List.of("param v " + what, "return the next step");
    String text = Docs.with("Sets {@code " + field.layout().cName() + "}.", field.doc());
    return open(field.method(), next)
        .addJavadoc(Docs.of(text, tags.toArray(String[]::new)))
        .addParameters(parameters(field))
        .build();
  }

  private List<MethodSpec.Builder> results() {
    List<MethodSpec.Builder> results = new ArrayList<>();
    results.add(open("word", word.type()).addJavadoc("The word.\n\n@return all bits\n"));
    if (hasValue()) {
      results.add(
          open("build", Types.generated(plan.model().name(), "Value"))
              .addJavadoc("The value.\n\n@return the value\n"));
    }
    return results;
  }

  private boolean hasValue() {
    return plan.model().forms().containsKey(Form.VALUE);
  }

  private static List<ParameterSpec> parameters(Accessor field) {
    TypeName value = Types.value(field);
    return List.of(new ParameterSpec(field.indexed() ? ArrayTypeName.varargs(value) : value, "v"));
  }

  private TypeSpec steps(List<Accessor> needed, List<Accessor> optional) {
    TypeSpec.Builder steps =
        TypeSpec.classBuilder(STEPS)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addField(
                FieldSpec.builder(word.type(), "w", Modifier.PRIVATE)
                    .initializer("$T.RESET", bits)
                    .build());
    for (int i = 0; i <= needed.size(); i++) {
      steps.addSuperinterface(step(needed, i));
    }
    for (int i = 0; i < needed.size(); i++) {
      steps.addMethod(taken(needed.get(i), step(needed, i + 1)));
    }
    optional.forEach(field -> steps.addMethod(taken(field, self.nestedClass("Last"))));
    steps.addMethod(result("word", word.type()).addStatement("return w").build());
    if (hasValue()) {
      ClassName value = Types.generated(plan.model().name(), "Value");
      steps.addMethod(result("build", value).addStatement("return new $T(w)", value).build());
    }
    return steps.build();
  }

  private MethodSpec taken(Accessor field, TypeName next) {
    MethodSpec.Builder method = result(field.method(), next).addParameters(parameters(field));
    if (field.indexed()) {
      method
          .beginControlFlow("if (v.length != $T.$L_COUNT)", bits, field.constant())
          .addStatement(
              "throw new $T($S + v.length)",
              Types.ILLEGAL,
              plan.model().name().shown()
                  + "."
                  + field.layout().cName()
                  + " has "
                  + field.traits().count()
                  + " elements, not ")
          .endControlFlow()
          .beginControlFlow("for (int i = 0; i < v.length; i++)")
          .addStatement("w = $T.with$L(w, i, v[i])", bits, field.capital())
          .endControlFlow();
    } else {
      method.addStatement("w = $T.with$L(w, v)", bits, field.capital());
    }
    return method.addStatement("return this").build();
  }

  private static MethodSpec.Builder open(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(Modifier.PUBLIC, Modifier.ABSTRACT)
        .returns(returns);
  }

  private static MethodSpec.Builder result(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(returns);
  }
}

package dev.bitunion.processor.write;

import dev.bitunion.processor.model.Form;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.FieldSpec;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** Writes {@code XAtomic}: a word whose fields several threads change. */
final class AtomicWriter {
  private static final String SELF = "WORD, this";
  private final UnionPlan plan;
  private final Word word;
  private final ClassName bits;
  private final ClassName self;
  private final TypeSpec.Builder type;

  AtomicWriter(UnionPlan plan) {
    this.plan = plan;
    this.word = new Word(plan.layout().bits());
    this.bits = Types.generated(plan.model().name(), "Bits");
    this.self = Types.generated(plan.model().name(), "Atomic");
    this.type = TypeSpec.classBuilder(self).addModifiers(Modifier.FINAL);
  }

  TypeSpec.Builder write() {
    type.addJavadoc(comment());
    type.addField(VarHandle.class, "WORD", Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);
    type.addStaticBlock(handle());
    type.addField(
        FieldSpec.builder(word.type(), "word", Modifier.PRIVATE, Modifier.VOLATILE).build());
    constructor();
    word();
    List<Shape> shapes = shapes();
    Stream.concat(plan.named().stream(), plan.flattened().stream())
        .forEach(field -> field(field, shapes));
    shapes.forEach(shape -> new AtomicPrimitives(word, shape, type).write());
    return type;
  }

  private String comment() {
    String name = plan.model().name().shown();
    return "A {@code "
        + name
        + "} whose fields several threads change, each without losing what the others do.\n\n"
        + "<p>Methods that take a {@link VarHandle} work on a variable of the caller's: an {@code "
        + word.type()
        + "} field, an element of an\narray, or a place in a view of a {@code byte[]} or {@code"
        + " ByteBuffer}. Where the JVM cannot change such a place\natomically, the handle throws"
        + " and nothing is written: {@code UnsupportedOperationException} for 16-bit words in\n"
        + "buffers, {@code IllegalStateException} for places that are not aligned, and either for"
        + " heap buffers since JDK 25.\n\n"
        + "<p>Updates are volatile. For another order, and for reading, take the whole word and"
        + " {@code "
        + plan.model().name().generated("Bits")
        + "}.\n";
  }

  private List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>(List.of(Shape.FIELD, Shape.ELEMENT));
    if (plan.model().forms().containsKey(Form.SEGMENT)) {
      shapes.add(Shape.SEGMENT);
    }
    return shapes;
  }

  private CodeBlock handle() {
    return CodeBlock.builder()
        .beginControlFlow("try")
        .addStatement(
            "WORD = $T.lookup().findVarHandle($T.class, $S, $T.class)",
            MethodHandles.class,
            self,
            "word",
            word.type())
        .nextControlFlow("catch ($T e)", ReflectiveOperationException.class)
        .addStatement("throw new $T(e)", ExceptionInInitializerError.class)
        .endControlFlow()
        .build();
  }

  private void constructor() {
    type.addMethod(
        MethodSpec.constructorBuilder()
            .addModifiers(Modifier.PUBLIC)
            .addJavadoc(Docs.of("A word of its own.", "param word its first value"))
            .addParameter(word.type(), "word")
            .addStatement("this.word = word$L", inWord())
            .build());
  }

  private String inWord() {
    boolean narrow = word.bits() < word.carrier();
    return narrow ? " & " + word.literal(plan.layout().wordBits()) : "";
  }

  private void word() {
    for (String order : List.of("Volatile", "Plain", "Opaque", "Acquire")) {
      boolean plain = order.equals("Volatile");
      CodeBlock read =
          plain
              ? CodeBlock.of("return word")
              : CodeBlock.of(
                  "return ($T) WORD.get$L(this)", word.type(), order.equals("Plain") ? "" : order);
      type.addMethod(
          method("word" + (plain ? "" : order), word.type())
              .addJavadoc(Docs.of("Reads all bits: " + said(order), "return the word"))
              .addStatement(read)
              .build());
    }
    for (String order : List.of("Volatile", "Plain", "Opaque", "Release")) {
      boolean plain = order.equals("Volatile");
      String set = order.equals("Plain") ? "" : order;
      type.addMethod(
          method("setWord" + (plain ? "" : order), TypeName.VOID)
              .addJavadoc(Docs.of("Writes all bits: " + said(order), "param w the word"))
              .addParameter(word.type(), "w")
              .addStatement("WORD.set$L(this, w$L)", set, inWord())
              .build());
    }
    several();
  }

  private static String said(String order) {
    return order.toLowerCase(java.util.Locale.ROOT) + ".";
  }

  private void several() {
    for (String order : List.of("", "Acquire", "Release")) {
      String how =
          order.isEmpty() ? "." : ", in " + order.toLowerCase(java.util.Locale.ROOT) + " order.";
      MethodSpec.Builder update =
          method("update" + order, word.type())
              .addJavadoc(
                  Docs.of(
                      "Sets several fields in one step" + how,
                      "param mask the bits of the fields",
                      "param v the fields in their places, as {@code prep} methods give them",
                      "return the word before"))
              .addParameter(word.type(), "mask")
              .addParameter(word.type(), "v");
      if (order.isEmpty()) {
        update.addStatement("return update($L, mask, v)", SELF);
      } else {
        update
            .addStatement("$T w = ($T) WORD.getOpaque(this)", word.type(), word.type())
            .beginControlFlow(
                "while (!WORD.weakCompareAndSet$L(this, w, (w & ~mask) | (v & mask)))", order)
            .addStatement("w = ($T) WORD.getOpaque(this)", word.type())
            .endControlFlow()
            .addStatement("return w");
      }
      type.addMethod(update.build());
    }
  }

  private void field(Accessor field, List<Shape> shapes) {
    Calls calls = Calls.of(plan, field);
    for (Calls.Call read : calls.reads()) {
      List<String> tags = new ArrayList<>(AtomicOperation.indexTags(field));
      tags.addAll(read.tags());
      type.addMethod(
          method(read.name(), read.type())
              .addJavadoc(Docs.of("Reads " + c(field) + ": volatile.", tags.toArray(String[]::new)))
              .addParameters(AtomicOperation.index(field))
              .addStatement(
                  "return $T.$L(word$L)", bits, read.name(), field.indexed() ? ", index" : "")
              .build());
    }
    for (AtomicOperation operation : AtomicOperation.of(field, calls)) {
      type.addMethod(
          start(operation, field, List.of()).addStatement(operation.forward(SELF)).build());
      for (Shape shape : shapes) {
        type.addMethod(
            start(operation, field, shape.tags())
                .addModifiers(Modifier.STATIC)
                .addParameters(shape.parameters())
                .addParameters(operation.parameters())
                .addCode(operation.code(bits, word, shape.arguments()))
                .build());
      }
    }
  }

  private MethodSpec.Builder start(AtomicOperation operation, Accessor field, List<String> place) {
    List<String> tags = new ArrayList<>(place);
    tags.addAll(operation.tags());
    MethodSpec.Builder method =
        method(operation.name(), operation.returns())
            .addJavadoc(
                Docs.of(String.format(operation.text(), c(field)), tags.toArray(String[]::new)));
    return place.isEmpty() ? method.addParameters(operation.parameters()) : method;
  }

  private static String c(Accessor field) {
    return "{@code " + field.layout().cName() + "}";
  }

  private static MethodSpec.Builder method(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(returns);
  }
}

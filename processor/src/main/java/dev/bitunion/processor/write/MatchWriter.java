package dev.bitunion.processor.write;

import dev.bitunion.layout.Access;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.Reserved;
import dev.bitunion.layout.Traits;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import dev.bitunion.processor.source.ArrayTypeName;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.FieldSpec;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code XMatch}: conditions on fields, fused into a mask and a value. It is a record
 * because C2 trusts the fields of records: with a constant match, mask and value are constants of
 * the loop.
 */
final class MatchWriter {
  private final UnionPlan plan;
  private final Word word;
  private final ClassName bits;
  private final ClassName self;
  private final RangeChecks checks;

  MatchWriter(UnionPlan plan) {
    this.plan = plan;
    this.word = new Word(plan.layout().bits());
    this.bits = Types.generated(plan.model().name(), "Bits");
    this.self = Types.generated(plan.model().name(), "Match");
    this.checks = new RangeChecks(plan.model().name().shown());
  }

  TypeSpec.Builder write() {
    TypeSpec.Builder type =
        TypeSpec.recordBuilder(self)
            .addJavadoc(
                Docs.of(
                    "Conditions on the fields of {@code "
                        + plan.model().name().shown()
                        + "}, as one comparison: {@code (w & mask) == value}.",
                    "param mask the bits that matter",
                    "param value what they must be"))
            .recordConstructor(
                MethodSpec.constructorBuilder()
                    .addParameter(word.type(), "mask")
                    .addParameter(word.type(), "value")
                    .build())
            .addField(constant("ANY", "Matches every word; conditions start here.", "0, 0"))
            .addField(constant("NONE", "Matches no word.", "0, 1"));
    plan.named().forEach(field -> condition(type, field));
    plan.flattened().forEach(field -> condition(type, field));
    checks.write(type);
    type.addMethod(and()).addMethod(both()).addMethod(test());
    TypeName element = WordArrayWriter.element(plan);
    if (element != null) {
      type.addMethod(count(ArrayTypeName.of(element)));
      type.addMethod(countRange(ArrayTypeName.of(element)));
      type.addMethod(filter(element));
    }
    return type;
  }

  private FieldSpec constant(String name, String doc, String arguments) {
    return FieldSpec.builder(self, name, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc(doc)
        .initializer("new $T($L)", self, arguments)
        .build();
  }

  private void condition(TypeSpec.Builder type, Accessor field) {
    if (field.readable()) {
      prep(field).ifPresent(prep -> type.addMethod(condition(type, field, prep)));
    }
  }

  private MethodSpec condition(TypeSpec.Builder type, Accessor field, MethodSpec prep) {
    String index = field.indexed() ? "index, " : "";
    String mask =
        field.indexed() ? BitLoops.mask(field, word) : bits.simpleName() + "." + mask(field);
    String value = bits.simpleName() + "." + prep.name() + "(" + index + "v)";
    if (!field.writable()) {
      // XBits offers no way to set what software may not set; a condition still needs its bits.
      value = field.is(Kind.BOOLEAN) ? "v ? " + mask + " : 0" : prep.name() + "(" + index + "v)";
      if (!field.is(Kind.BOOLEAN)) {
        type.addMethod(
            MethodSpec.methodBuilder(prep.name())
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                .returns(prep.returnType())
                .addParameters(prep.parameters())
                .addCode(prep.code())
                .build());
      }
    }
    return open(field.camel() + "Is", self)
        .addJavadoc(
            Docs.of(
                "These conditions, and {@code " + field.layout().cName() + "} has a value.",
                tags(field)))
        .addParameters(prep.parameters())
        .addStatement("return both($L, $L)", mask, value)
        .build();
  }

  private static String[] tags(Accessor field) {
    List<String> tags = new ArrayList<>();
    if (field.indexed()) {
      tags.add("param index which element, from 0");
    }
    tags.add("param v the value");
    tags.add("return all of them");
    tags.add("throws IllegalArgumentException if the field cannot have the value");
    if (field.indexed()) {
      tags.add("throws IndexOutOfBoundsException if there is no such element");
    }
    return tags.toArray(String[]::new);
  }

  private static String mask(Accessor field) {
    return field.constant() + "_MASK";
  }

  /** The method that puts a value in its place, of the field as if it could be written. */
  private Optional<MethodSpec> prep(Accessor field) {
    TypeSpec.Builder scratch = TypeSpec.classBuilder("Scratch");
    boolean copied = !field.writable() && !field.is(Kind.BOOLEAN);
    RangeChecks of = copied ? checks : new RangeChecks("");
    new FieldWriter(plan, word, scratch, of).write(open(field));
    return scratch.build().methodSpecs().stream()
        .filter(method -> method.name().equals("prep" + field.capital()))
        .findFirst();
  }

  private static Accessor open(Accessor field) {
    FieldLayout layout = field.layout();
    Traits traits = layout.traits();
    Traits open =
        new Traits(
            traits.scale(),
            traits.count(),
            traits.stride(),
            Access.READ_WRITE,
            Reserved.NO,
            traits.init(),
            traits.signed(),
            field.is(Kind.BOOLEAN) && traits.raw());
    return field.at(
        new FieldLayout(
            layout.cName(),
            layout.method(),
            layout.kind(),
            layout.javaType(),
            layout.parts(),
            open));
  }

  private MethodSpec and() {
    return open("and", self)
        .addJavadoc(
            Docs.of(
                "These conditions and others; those that contradict match nothing.",
                "param other the others",
                "return all of them"))
        .addParameter(self, "other")
        .addStatement(
            "return other.value == (other.value & other.mask) ? both(other.mask, other.value) : NONE")
        .build();
  }

  /** A value outside of the mask is what nothing matches; more conditions leave it so. */
  private MethodSpec both() {
    return MethodSpec.methodBuilder("both")
        .addModifiers(Modifier.PRIVATE)
        .returns(self)
        .addParameter(word.type(), "m")
        .addParameter(word.type(), "v")
        .addStatement("boolean never = (value & ~mask) != 0 || ((value ^ v) & mask & m) != 0")
        .addStatement("return never ? NONE : new $T(mask | m, value | v)", self)
        .build();
  }

  private MethodSpec test() {
    return open("test", TypeName.BOOLEAN)
        .addJavadoc(
            Docs.of("Whether a word meets all conditions.", "param w the word", "return whether"))
        .addParameter(word.type(), "w")
        .addStatement("return (w & mask) == value")
        .build();
  }

  private MethodSpec count(TypeName array) {
    return open("count", TypeName.INT)
        .addJavadoc(
            Docs.of(
                "How many words meet all conditions.", "param words the words", "return how many"))
        .addParameter(array, "words")
        .addStatement("return count(words, 0, words.length)")
        .build();
  }

  /**
   * Counts without branches, for C2 makes vectors of shifts and of no comparison. Where no
   * condition is on the highest bit, {@code x - 1} is negative for 0 alone, which saves one
   * instruction of five.
   */
  private MethodSpec countRange(TypeName array) {
    int sign = word.isLong() ? 63 : 31;
    MethodSpec.Builder count =
        open("count", TypeName.INT)
            .addJavadoc(
                Docs.of(
                    "How many of some words meet all conditions.",
                    "param words the words",
                    "param from the first one's index",
                    "param to the index behind the last one",
                    "return how many",
                    "throws IndexOutOfBoundsException if the array has no such range"))
            .addParameter(array, "words")
            .addParameter(TypeName.INT, "from")
            .addParameter(TypeName.INT, "to")
            .addStatement("$T.checkFromToIndex(from, to, words.length)", Objects.class)
            .addStatement("$T found = 0", word.type())
            .beginControlFlow("if ((mask | value) < 0)");
    each(count, "(~x & (x - 1)) >>> " + sign).nextControlFlow("else");
    each(count, "(x - 1) >>> " + sign).endControlFlow();
    return count.addStatement("return $L", word.isLong() ? "(int) found" : "found").build();
  }

  /** Adds what is 1 where {@code x} is 0. */
  private MethodSpec.Builder each(MethodSpec.Builder count, String isZero) {
    return count
        .beginControlFlow("for (int i = from; i < to; i++)")
        .addStatement("$T x = (words[i] & mask) ^ value", word.type())
        .addStatement("found += $L", isZero)
        .endControlFlow();
  }

  private MethodSpec filter(TypeName element) {
    return open("filter", ArrayTypeName.of(element))
        .addJavadoc(
            Docs.of(
                "The words that meet all conditions, in their order.",
                "param words the words",
                "return those words, in an array of their own"))
        .addParameter(ArrayTypeName.of(element), "words")
        .addStatement("$T[] found = new $T[count(words)]", element, element)
        .addStatement("int n = 0")
        .beginControlFlow("for ($T w : words)", element)
        .beginControlFlow("if (test(w))")
        .addStatement("found[n++] = w")
        .endControlFlow()
        .endControlFlow()
        .addStatement("return found")
        .build();
  }

  private static MethodSpec.Builder open(String name, TypeName returns) {
    return MethodSpec.methodBuilder(name).addModifiers(Modifier.PUBLIC).returns(returns);
  }
}

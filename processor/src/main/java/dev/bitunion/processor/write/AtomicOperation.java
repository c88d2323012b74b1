package dev.bitunion.processor.write;

import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One atomic operation on one field.
 *
 * @param kind what it does
 * @param field the field
 * @param value what its setter takes
 */
record AtomicOperation(Op kind, Accessor field, TypeName value) {
  private static final String RETURNS_OLD = "return the value before";
  private static final String THROWS = "throws IllegalArgumentException if a value is out of range";

  /** What can be done with a field. */
  enum Op {
    GET_AND_SET,
    SET,
    COMPARE_AND_SET,
    GET_AND_ADD
  }

  /** The operations that a field offers. */
  static List<AtomicOperation> of(Accessor field, Calls calls) {
    if (calls.plain(field).isEmpty()) {
      return List.of();
    }
    TypeName value = calls.plain(field).get().type();
    // The old number may be no value of the type; the exception would come after the change.
    boolean total = !field.is(Kind.ENUM) && !field.is(Kind.CONVERTED);
    List<AtomicOperation> operations = new ArrayList<>();
    Op set = total && calls.readable(field) ? Op.GET_AND_SET : Op.SET;
    operations.add(new AtomicOperation(set, field, value));
    if (!field.is(Kind.BOOLEAN)) {
      operations.add(new AtomicOperation(Op.COMPARE_AND_SET, field, value));
    }
    boolean number = total && !field.is(Kind.BOOLEAN) && !field.is(Kind.UNION);
    boolean inOnePiece = field.layout().parts().size() == 1 && field.traits().scale() == 0;
    if (number && inOnePiece && calls.readable(field)) {
      operations.add(new AtomicOperation(Op.GET_AND_ADD, field, value));
    }
    return operations;
  }

  String name() {
    String head =
        switch (kind) {
          case GET_AND_SET -> "getAndSet";
          case SET -> "set";
          case COMPARE_AND_SET -> "compareAndSet";
          case GET_AND_ADD -> "getAndAdd";
        };
    return head + field.capital();
  }

  TypeName returns() {
    return switch (kind) {
      case GET_AND_SET, GET_AND_ADD -> value;
      case SET -> TypeName.VOID;
      case COMPARE_AND_SET -> TypeName.BOOLEAN;
    };
  }

  /** The comment, with {@code %s} for the field. */
  String text() {
    return switch (kind) {
      case GET_AND_SET -> "Sets %s and gives what it was.";
      case SET -> "Sets %s.";
      case COMPARE_AND_SET -> "Sets %s if it has an expected value, whatever the other fields do.";
      case GET_AND_ADD -> "Adds to %s, modulo its width, and gives what it was.";
    };
  }

  List<String> tags() {
    return switch (kind) {
      case GET_AND_SET ->
          field.is(Kind.BOOLEAN) || field.is(Kind.UNION)
              ? List.of("param v the value", RETURNS_OLD)
              : List.of("param v the value", RETURNS_OLD, THROWS);
      case SET -> List.of("param v the value");
      case COMPARE_AND_SET ->
          List.of(
              "param expected the value that it must have",
              "param v the value",
              "return whether it had it",
              THROWS);
      case GET_AND_ADD -> List.of("param delta what is added", RETURNS_OLD);
    };
  }

  List<ParameterSpec> parameters() {
    return switch (kind) {
      case GET_AND_SET, SET -> List.of(new ParameterSpec(value, "v"));
      case COMPARE_AND_SET ->
          List.of(new ParameterSpec(value, "expected"), new ParameterSpec(value, "v"));
      case GET_AND_ADD -> List.of(new ParameterSpec(value, "delta"));
    };
  }

  /** The statement that hands the call to the method on a variable. */
  String forward(String place) {
    String names = parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
    String call = name() + "(" + place + ", " + names + ")";
    return kind == Op.SET ? call : "return " + call;
  }

  /** The body of the method on a variable. */
  CodeBlock code(ClassName bits, Word word, String place) {
    String mask = field.constant() + "_MASK";
    String with = "with" + field.capital();
    return switch (kind) {
      case GET_AND_SET -> field.is(Kind.BOOLEAN) ? flag(bits, word, place) : getAndSet(bits, place);
      case SET -> statement("update($L, $T.$L, $T.$L(0, v))", place, bits, mask, bits, with);
      case COMPARE_AND_SET ->
          statement(
              "return compareAndSet($L, $T.$L, $T.$L(0, expected), $T.$L(0, v))",
              place,
              bits,
              mask,
              bits,
              with,
              bits,
              with);
      case GET_AND_ADD -> add(bits, word, place);
    };
  }

  private CodeBlock getAndSet(ClassName bits, String place) {
    String mask = field.constant() + "_MASK";
    String with = "with" + field.capital();
    return statement(
        "return $T.$L(update($L, $T.$L, $T.$L(0, v)))",
        bits,
        field.method(),
        place,
        bits,
        mask,
        bits,
        with);
  }

  /** One fetch-or or fetch-and: no loop. */
  private CodeBlock flag(ClassName bits, Word word, String place) {
    String mask = field.constant() + "_MASK";
    String at = place.substring("handle, ".length());
    return CodeBlock.builder()
        .add("return $T.$L(v\n", bits, field.method())
        .add("    ? ($T) handle.getAndBitwiseOr($L, $T.$L)\n", word.type(), at, bits, mask)
        .add("    : ($T) handle.getAndBitwiseAnd($L, ~$T.$L));\n", word.type(), at, bits, mask)
        .build();
  }

  /** One fetch-add where the carry falls off the word's end, else a loop that cuts it off. */
  private CodeBlock add(ClassName bits, Word word, String place) {
    String mask = field.constant() + "_MASK";
    String carrier = word.isLong() ? "(long) " : "(int) ";
    boolean cast = word.isLong() != Types.isLong(field);
    String shifted = (cast ? carrier : "") + "delta << " + bits.simpleName();
    if (field.layout().parts().get(0).end() == word.carrier()) {
      return statement(
          "return $T.$L(($T) handle.getAndAdd($L, $L.$L_SHIFT))",
          bits,
          field.method(),
          word.type(),
          place.substring("handle, ".length()),
          shifted,
          field.constant());
    }
    return statement(
        "return $T.$L(add($L, $T.$L, $L.$L_SHIFT))",
        bits,
        field.method(),
        place,
        bits,
        mask,
        shifted,
        field.constant());
  }

  private static CodeBlock statement(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }
}

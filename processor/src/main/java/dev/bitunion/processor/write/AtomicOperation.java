package dev.bitunion.processor.write;

import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.source.ClassName;
import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    List<String> tags = new ArrayList<>(indexTags(field));
    tags.addAll(
        switch (kind) {
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
        });
    return tags;
  }

  /** What a comment says of an array's index. */
  static List<String> indexTags(Accessor field) {
    return field.indexed() ? List.of("param index which element of the field, from 0") : List.of();
  }

  /** An array's index. */
  static List<ParameterSpec> index(Accessor field) {
    return field.indexed() ? List.of(new ParameterSpec(TypeName.INT, "index")) : List.of();
  }

  List<ParameterSpec> parameters() {
    List<ParameterSpec> parameters = new ArrayList<>(index(field));
    switch (kind) {
      case GET_AND_SET, SET -> parameters.add(new ParameterSpec(value, "v"));
      case COMPARE_AND_SET -> {
        parameters.add(new ParameterSpec(value, "expected"));
        parameters.add(new ParameterSpec(value, "v"));
      }
      case GET_AND_ADD -> parameters.add(new ParameterSpec(value, "delta"));
    }
    return parameters;
  }

  /** The statement that hands the call to the method on a variable. */
  String forward(String place) {
    String names = parameters().stream().map(ParameterSpec::name).collect(Collectors.joining(", "));
    String call = name() + "(" + place + ", " + names + ")";
    return kind == Op.SET ? call : "return " + call;
  }

  /** The body of the method on a variable. */
  CodeBlock code(ClassName bits, Word word, String place) {
    return switch (kind) {
      case GET_AND_SET ->
          field.is(Kind.BOOLEAN)
              ? flag(bits, word, place)
              : statement(
                  "return $T.$L(update($L, $L, $L)$L)",
                  bits,
                  field.method(),
                  place,
                  mask(bits, word),
                  placed(bits, "v"),
                  behindWord());
      case SET -> statement("update($L, $L, $L)", place, mask(bits, word), placed(bits, "v"));
      case COMPARE_AND_SET ->
          statement(
              "return compareAndSet($L, $L, $L, $L)",
              place,
              mask(bits, word),
              placed(bits, "expected"),
              placed(bits, "v"));
      case GET_AND_ADD -> add(bits, word, place);
    };
  }

  /** The field's bits, or those of the element. */
  private CodeBlock mask(ClassName bits, Word word) {
    return field.indexed()
        ? CodeBlock.of("$L", BitLoops.mask(field, word))
        : CodeBlock.of("$T.$L_MASK", bits, field.constant());
  }

  /** A value in its place; throws if it, or the index, is out of range. */
  private CodeBlock placed(ClassName bits, String v) {
    return CodeBlock.of(
        "$T.with$L(0, $L$L)", bits, field.capital(), field.indexed() ? "index, " : "", v);
  }

  private String behindWord() {
    return field.indexed() ? ", index" : "";
  }

  /** One fetch-or or fetch-and: no loop. */
  private CodeBlock flag(ClassName bits, Word word, String place) {
    String at = place.substring("handle, ".length());
    CodeBlock.Builder code = CodeBlock.builder();
    checkIndex(code, bits);
    return code.add("return $T.$L(v\n", bits, field.method())
        .add("    ? ($T) handle.getAndBitwiseOr($L, $L)\n", word.type(), at, mask(bits, word))
        .add(
            "    : ($T) handle.getAndBitwiseAnd($L, $L)$L);\n",
            word.type(),
            at,
            field.indexed()
                ? CodeBlock.of("~($L)", mask(bits, word))
                : CodeBlock.of("~$L", mask(bits, word)),
            behindWord())
        .build();
  }

  /** Before anything is changed. */
  private void checkIndex(CodeBlock.Builder code, ClassName bits) {
    if (field.indexed()) {
      code.addStatement("$T.checkIndex(index, $T.$L_COUNT)", Objects.class, bits, field.constant());
    }
  }

  /** One fetch-add where the carry falls off the word's end, else a loop that cuts it off. */
  private CodeBlock add(ClassName bits, Word word, String place) {
    String carrier = word.isLong() ? "(long) " : "(int) ";
    boolean cast = word.isLong() != Types.isLong(field);
    String delta = (cast ? carrier : "") + "delta << ";
    String shifted =
        delta
            + (field.indexed()
                ? "(" + BitLoops.place(field) + ")"
                : bits.simpleName() + "." + field.constant() + "_SHIFT");
    CodeBlock.Builder code = CodeBlock.builder();
    checkIndex(code, bits);
    boolean top = field.layout().parts().get(0).end() == word.carrier();
    if (top && !field.indexed()) {
      return statement(
          "return $T.$L(($T) handle.getAndAdd($L, $L))",
          bits,
          field.method(),
          word.type(),
          place.substring("handle, ".length()),
          shifted);
    }
    return code.addStatement(
            "return $T.$L(add($L, $L, $L)$L)",
            bits,
            field.method(),
            place,
            mask(bits, word),
            shifted,
            behindWord())
        .build();
  }

  private static CodeBlock statement(String format, Object... arguments) {
    return CodeBlock.builder().addStatement(format, arguments).build();
  }
}

package dev.bitunion.processor.write;

import dev.bitunion.processor.source.CodeBlock;
import dev.bitunion.processor.source.FieldSpec;
import dev.bitunion.processor.source.MethodSpec;
import dev.bitunion.processor.source.ParameterSpec;
import dev.bitunion.processor.source.TypeName;
import dev.bitunion.processor.source.TypeSpec;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.BiFunction;
import javax.lang.model.element.Modifier;

/**
 * Loads and stores of several bytes through a constant that each byte order has of its own: C2
 * folds constants, and a choice between two calls, but no call on a chosen object.
 */
final class Handles {
  private static final List<Modifier> CONSTANT =
      List.of(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL);

  private Handles() {}

  /** {@code SHORT}, {@code INT} or {@code LONG}. */
  static String name(int bytes) {
    return switch (bytes) {
      case 2 -> "SHORT";
      case 4 -> "INT";
      default -> "LONG";
    };
  }

  static TypeName type(int bytes) {
    return switch (bytes) {
      case 2 -> TypeName.SHORT;
      case 4 -> TypeName.INT;
      default -> TypeName.LONG;
    };
  }

  /** The cast that narrows a value to what is stored, where there is something to narrow. */
  static String cast(int bytes, boolean isLong) {
    return switch (bytes) {
      case 1 -> "(byte) ";
      case 2 -> "(short) ";
      case 4 -> isLong ? "(int) " : "";
      default -> "";
    };
  }

  /** {@code getInt} and the like: the name of the private method that loads. */
  static String loader(int bytes) {
    return "get" + capital(bytes);
  }

  /** {@code putInt} and the like. */
  static String storer(int bytes) {
    return "put" + capital(bytes);
  }

  private static String capital(int bytes) {
    String name = name(bytes);
    return name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT);
  }

  /** The two constants of a size. */
  static void constants(
      TypeSpec.Builder type, TypeName of, int bytes, BiFunction<Integer, ByteOrder, CodeBlock> is) {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      String tail = order == ByteOrder.LITTLE_ENDIAN ? "_LE" : "_BE";
      type.addField(
          FieldSpec.builder(of, name(bytes) + tail, CONSTANT.toArray(Modifier[]::new))
              .initializer(is.apply(bytes, order))
              .build());
    }
  }

  /** The order as it is written in an expression. */
  static CodeBlock order(ByteOrder order) {
    return CodeBlock.of("$T.$L", ByteOrder.class, order);
  }

  /**
   * The method that loads a size, and the one that stores it.
   *
   * @param place the memory and the address; the order stands before them, as in no field's method
   * @param load the load, with {@code %s} for the constant
   * @param store the store, with {@code %s} for the constant
   */
  static void methods(
      TypeSpec.Builder type, int bytes, List<ParameterSpec> place, String load, String store) {
    String name = name(bytes);
    type.addMethod(
        MethodSpec.methodBuilder(loader(bytes))
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(type(bytes))
            .addParameter(ByteOrder.class, "order")
            .addParameters(place)
            .addStatement(
                "return little(order) ? $L : $L",
                String.format(load, name + "_LE"),
                String.format(load, name + "_BE"))
            .build());
    type.addMethod(
        MethodSpec.methodBuilder(storer(bytes))
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .addParameter(ByteOrder.class, "order")
            .addParameters(place)
            .addParameter(type(bytes), "v")
            .beginControlFlow("if (little(order))")
            .addStatement("$L", String.format(store, name + "_LE"))
            .nextControlFlow("else")
            .addStatement("$L", String.format(store, name + "_BE"))
            .endControlFlow()
            .build());
  }

  /** Tells the byte orders apart; a null is refused. */
  static MethodSpec little() {
    return MethodSpec.methodBuilder("little")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
        .returns(TypeName.BOOLEAN)
        .addParameter(ByteOrder.class, "order")
        .addStatement("return order.equals($T.LITTLE_ENDIAN)", ByteOrder.class)
        .build();
  }
}

package dev.bitunion.conformance;

import java.util.TreeMap;

/** What the bits of a field mean in Java, and back. */
final class Meaning {
  private Meaning() {}

  /** The number of some bits: with its sign, unscaled. */
  static long signed(Spec field, long bits) {
    boolean negative = field.signed() && (bits >> field.width() - 1 & 1) != 0;
    return negative ? bits - (1L << field.width()) : bits;
  }

  /** What the accessor gives for a number of bits; an exception where it must throw. */
  static Object value(Spec field, long bits) {
    long number = signed(field, bits) << field.scale();
    return switch (field.kind()) {
      case 'b' -> bits != 0;
      case 'e' -> constant(field, signed(field, bits));
      case 'o' -> Whole.Letters.fromBits((int) bits);
      case 'n' -> field.width() > 32 ? (Object) bits : (Object) (int) bits;
      default -> Api.narrowed(number, field.javaType());
    };
  }

  /** The numbers of an enum's constants, by number: their names end in it. */
  static TreeMap<Long, Enum<?>> constants(Spec field) {
    TreeMap<Long, Enum<?>> constants = new TreeMap<>();
    for (Object constant : type(field).getEnumConstants()) {
      String name = ((Enum<?>) constant).name();
      long number = Long.parseLong(name.replaceFirst("^[A-Z]+", ""));
      constants.put(name.startsWith("M") ? -number : number, (Enum<?>) constant);
    }
    return constants;
  }

  /** The constant that stands for all other numbers, or null. */
  static Enum<?> fallback(Spec field) {
    return constants(field).values().stream()
        .filter(constant -> constant.name().startsWith("OTHERS"))
        .findFirst()
        .orElse(null);
  }

  private static Object constant(Spec field, long number) {
    Enum<?> constant = constants(field).get(number);
    if (constant == null && fallback(field) != null) {
      return fallback(field);
    }
    return constant != null
        ? constant
        : new IllegalArgumentException(
            declared(field) + " = " + number + " is no constant of " + shown(field));
  }

  /** A union's enum inside another is read by the union's own class. */
  private static String declared(Spec field) {
    return field.outer() == null
        ? field.toString()
        : field.outer().javaType().replaceFirst(".*\\.", "")
            + "."
            + field.cName().substring(field.outer().cName().length() + 1);
  }

  /** Whether some number has no constant and no fallback. */
  static boolean gaps(Spec field) {
    return field.is('e')
        && fallback(field) == null
        && constants(field).size() < 1L << field.width();
  }

  static Class<?> type(Spec field) {
    try {
      return Class.forName(field.javaType());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  static String shown(Spec field) {
    return field.javaType().replaceFirst(".*\\.", "").replace('$', '.');
  }

  /** The range, as messages show it. */
  static String range(Spec field) {
    String steps = field.scale() == 0 ? "" : " in steps of " + (1L << field.scale());
    return (field.least() << field.scale()) + ".." + (field.greatest() << field.scale()) + steps;
  }

  /** How text shows a number of bits. */
  static String text(Spec field, long bits) {
    return switch (field.kind()) {
      case 'b' -> bits != 0 ? "1" : "0";
      case 'e' -> {
        Enum<?> constant = constants(field).get(signed(field, bits));
        yield constant == null ? "" + signed(field, bits) : constant.name();
      }
      case 'o' -> Whole.Letters.fromBits((int) bits);
      case 'n' -> "{" + TextModel.text(inner(field), Word.of(field.width(), bits)) + "}";
      default -> "" + (signed(field, bits) << field.scale());
    };
  }

  /** The union in a field. */
  static Layout inner(Spec field) {
    return Layout.of(field.javaType().replaceFirst(".*\\.", ""));
  }
}

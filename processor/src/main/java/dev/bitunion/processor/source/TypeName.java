package dev.bitunion.processor.source;

/** A type as generated source names it. */
public abstract class TypeName {
  /** {@code void}. */
  public static final TypeName VOID = new Primitive("void", "Void");

  /** {@code boolean}. */
  public static final TypeName BOOLEAN = new Primitive("boolean", "Boolean");

  /** {@code byte}. */
  public static final TypeName BYTE = new Primitive("byte", "Byte");

  /** {@code short}. */
  public static final TypeName SHORT = new Primitive("short", "Short");

  /** {@code char}. */
  public static final TypeName CHAR = new Primitive("char", "Character");

  /** {@code int}. */
  public static final TypeName INT = new Primitive("int", "Integer");

  /** {@code long}. */
  public static final TypeName LONG = new Primitive("long", "Long");

  /** {@code float}. */
  public static final TypeName FLOAT = new Primitive("float", "Float");

  /** {@code double}. */
  public static final TypeName DOUBLE = new Primitive("double", "Double");

  TypeName() {}

  /** The type's name where these imports hold. */
  abstract String in(Imports imports);

  /** The class that holds a primitive; other types themselves. */
  public TypeName box() {
    return this;
  }

  /** Whether it is a primitive, or {@code void}. */
  public boolean isPrimitive() {
    return false;
  }

  /** The name of a type of the running compiler's JDK. */
  public static TypeName get(Class<?> type) {
    if (type.isArray()) {
      return ArrayTypeName.of(get(type.getComponentType()));
    }
    return type.isPrimitive() ? primitive(type) : ClassName.get(type);
  }

  private static TypeName primitive(Class<?> type) {
    return switch (type.getName()) {
      case "boolean" -> BOOLEAN;
      case "byte" -> BYTE;
      case "short" -> SHORT;
      case "char" -> CHAR;
      case "int" -> INT;
      case "long" -> LONG;
      case "float" -> FLOAT;
      case "double" -> DOUBLE;
      default -> VOID;
    };
  }

  private static final class Primitive extends TypeName {
    private final String keyword;
    private final String box;

    Primitive(String keyword, String box) {
      this.keyword = keyword;
      this.box = box;
    }

    @Override
    String in(Imports imports) {
      return keyword;
    }

    @Override
    public TypeName box() {
      return ClassName.get("java.lang", box);
    }

    @Override
    public boolean isPrimitive() {
      return true;
    }

    @Override
    public String toString() {
      return keyword;
    }
  }
}

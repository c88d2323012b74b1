package dev.bitunion.processor.source;

/** An array. */
public final class ArrayTypeName extends TypeName {
  private final TypeName component;
  private final String tail;

  private ArrayTypeName(TypeName component, String tail) {
    this.component = component;
    this.tail = tail;
  }

  /** An array of a type. */
  public static ArrayTypeName of(TypeName component) {
    return new ArrayTypeName(component, "[]");
  }

  /** An array whose elements are handed over one by one: the type of a last parameter. */
  public static ArrayTypeName varargs(TypeName component) {
    return new ArrayTypeName(component, "...");
  }

  /** An array of a class. */
  public static ArrayTypeName of(Class<?> component) {
    return new ArrayTypeName(ClassName.get(component), "[]");
  }

  @Override
  String in(Imports imports) {
    return component.in(imports) + tail;
  }

  @Override
  public String toString() {
    return component + tail;
  }
}

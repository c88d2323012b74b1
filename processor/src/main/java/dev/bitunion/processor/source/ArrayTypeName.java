package dev.bitunion.processor.source;

/** An array. */
public final class ArrayTypeName extends TypeName {
  private final TypeName component;

  private ArrayTypeName(TypeName component) {
    this.component = component;
  }

  /** An array of a type. */
  public static ArrayTypeName of(TypeName component) {
    return new ArrayTypeName(component);
  }

  /** An array of a class. */
  public static ArrayTypeName of(Class<?> component) {
    return new ArrayTypeName(ClassName.get(component));
  }

  @Override
  String in(Imports imports) {
    return component.in(imports) + "[]";
  }

  @Override
  public String toString() {
    return component + "[]";
  }
}

package dev.bitunion.processor.source;

/**
 * A parameter.
 *
 * @param type its type
 * @param name its name
 */
public record ParameterSpec(TypeName type, String name) {
  /** A parameter of a JDK's type. */
  public ParameterSpec(Class<?> type, String name) {
    this(TypeName.get(type), name);
  }

  void write(SourceText text) {
    text.type(type);
    text.code(" ");
    text.code(name);
  }
}

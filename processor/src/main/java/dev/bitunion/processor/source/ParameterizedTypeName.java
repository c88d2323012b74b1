package dev.bitunion.processor.source;

import java.util.Arrays;
import java.util.List;

/** A class with type arguments. */
public final class ParameterizedTypeName extends TypeName {
  private final ClassName raw;
  private final List<TypeName> arguments;

  private ParameterizedTypeName(ClassName raw, List<TypeName> arguments) {
    this.raw = raw;
    this.arguments = arguments;
  }

  /** A class with type arguments. */
  public static ParameterizedTypeName get(ClassName raw, TypeName... arguments) {
    return new ParameterizedTypeName(raw, Arrays.asList(arguments));
  }

  @Override
  String in(Imports imports) {
    StringBuilder text = new StringBuilder(raw.in(imports));
    String between = "<";
    for (TypeName argument : arguments) {
      text.append(between).append(argument.in(imports));
      between = ", ";
    }
    return text.append('>').toString();
  }
}

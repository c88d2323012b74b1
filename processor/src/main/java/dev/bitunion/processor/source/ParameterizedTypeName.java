package dev.bitunion.processor.source;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

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
    return arguments.stream()
        .map(argument -> argument.in(imports))
        .collect(Collectors.joining(", ", raw.in(imports) + "<", ">"));
  }

  @Override
  public String toString() {
    return raw
        + arguments.stream().map(TypeName::toString).collect(Collectors.joining(", ", "<", ">"));
  }
}

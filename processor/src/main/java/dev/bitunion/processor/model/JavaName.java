package dev.bitunion.processor.model;

import java.util.List;

/**
 * The name of a Java type.
 *
 * @param packageName its package, empty for the unnamed one
 * @param simpleNames its name, behind those of the types around it, outermost first
 */
public record JavaName(String packageName, List<String> simpleNames) {
  /** Copies the list. */
  public JavaName {
    simpleNames = List.copyOf(simpleNames);
  }

  /** The type of a binary name. */
  public static JavaName ofBinary(String binary) {
    int dot = binary.lastIndexOf('.');
    String packageName = dot < 0 ? "" : binary.substring(0, dot);
    return new JavaName(packageName, List.of(binary.substring(dot + 1).split("\\$")));
  }

  /** {@code dev.demo.Outer$Inner}. */
  public String binary() {
    return (packageName.isEmpty() ? "" : packageName + ".") + String.join("$", simpleNames);
  }

  /** {@code Outer.Inner}, as messages name it. */
  public String shown() {
    return String.join(".", simpleNames);
  }

  /** The simple name of a generated class: {@code Outer_InnerBits}. */
  public String generated(String suffix) {
    return String.join("_", simpleNames) + suffix;
  }
}

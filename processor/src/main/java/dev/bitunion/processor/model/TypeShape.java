package dev.bitunion.processor.model;

import java.util.List;

/**
 * What kind of type bears {@code @BitUnion}.
 *
 * @param kind what it is in Java's words: {@code interface}, {@code class}, {@code record} ...
 * @param hidden whether it, or a type around it, is private
 * @param local whether it stands in a method
 * @param generic whether it has type parameters
 * @param sealed whether only named types may implement it
 * @param inherited the abstract methods that it inherits, as {@code Type.method}
 */
public record TypeShape(
    String kind,
    boolean hidden,
    boolean local,
    boolean generic,
    boolean sealed,
    List<String> inherited) {
  /** Copies the list. */
  public TypeShape {
    inherited = List.copyOf(inherited);
  }

  /** Whether it is what it should be. */
  public boolean isInterface() {
    return kind.equals("interface");
  }
}

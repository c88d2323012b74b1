package dev.bitunion.processor.plan;

import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.Names;
import dev.bitunion.processor.model.ValueType;

/**
 * A field that generated code reaches from the word: one of the union's own, or one of a nested
 * union's.
 *
 * @param layout its names and place in the word
 * @param type what its method returns
 * @param doc the documentation of its method, empty for none
 * @param outer the nested union's accessor that it is reached through, or null for an own field
 * @param inner the field's method in the nested union, or null for an own field
 */
public record Accessor(
    FieldLayout layout, ValueType type, String doc, Accessor outer, String inner) {
  /** The name of the reader. */
  public String method() {
    return layout.method();
  }

  /** The method's name in camel case. */
  public String camel() {
    return Names.camel(layout.method());
  }

  /** The method's name in camel case with a capital at its head. */
  public String capital() {
    return Names.capital(layout.method());
  }

  /** The head of its constants. */
  public String constant() {
    return Names.constant(layout.cName());
  }

  /** Whether it belongs to a nested union. */
  public boolean flattened() {
    return outer != null;
  }

  /** Whether it is of this kind of type. */
  public boolean is(ValueType.Kind kind) {
    return type.kind() == kind;
  }
}

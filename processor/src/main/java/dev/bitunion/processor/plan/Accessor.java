package dev.bitunion.processor.plan;

import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.Names;
import dev.bitunion.layout.Traits;
import dev.bitunion.processor.model.FieldModel;
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
 * @param model its declaration, or null for a field of a nested union
 */
public record Accessor(
    FieldLayout layout,
    ValueType type,
    String doc,
    Accessor outer,
    String inner,
    FieldModel model) {

  /** An own field. */
  static Accessor own(FieldLayout layout, FieldModel model) {
    return new Accessor(layout, model.type(), model.doc(), null, null, model);
  }

  /** The same field with its bits elsewhere. */
  public Accessor at(FieldLayout elsewhere) {
    return new Accessor(elsewhere, type, doc, outer, inner, model);
  }

  /** What the field is besides a run of bits. */
  public Traits traits() {
    return layout.traits();
  }

  /** Whether it is an array: its methods take an index. */
  public boolean indexed() {
    return traits().isArray();
  }

  /** Whether it has getters. */
  public boolean readable() {
    return traits().access().readable();
  }

  /** Whether it has setters. */
  public boolean writable() {
    return traits().access().writable() && traits().reserved() == dev.bitunion.layout.Reserved.NO;
  }

  /** Whether its plain setter drops high bits, and the checking one bears another name. */
  public boolean truncates() {
    return model != null && model.options().truncates();
  }

  /** Whether the method stands in the union's own interface, and not in a view. */
  public boolean declaredHere() {
    return model != null && !model.options().inView();
  }

  /** Whether it is the whole word by the name that every generated class has for it. */
  public boolean isTheWord() {
    return model != null && model.isNamedWord();
  }

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

package dev.bitunion.processor.model;

import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.UnionLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known of a union inside another one.
 *
 * @param source its declaration, if this compilation holds it; else null
 * @param compiled its layout as its generated class tells it, if it comes from elsewhere; else null
 * @param path how the union comes to hold itself, as {@code A, B, A}; empty if it does not
 * @param trouble why its layout could not be read; empty if it could
 */
public record Nested(UnionModel source, UnionLayout compiled, List<String> path, String trouble) {
  /** Copies the list. */
  public Nested {
    path = List.copyOf(path);
  }

  /** A union of which nothing is known. */
  public static Nested unknown() {
    return new Nested(null, null, List.of(), "");
  }

  /** A union declared in this compilation. */
  public static Nested of(UnionModel source) {
    return new Nested(source, null, List.of(), "");
  }

  /** A union compiled elsewhere. */
  public static Nested of(UnionLayout compiled) {
    return new Nested(null, compiled, List.of(), "");
  }

  /** A union that holds itself. */
  public static Nested recursive(List<String> path) {
    return new Nested(null, null, path, "");
  }

  /** A union whose layout cannot be read. */
  public static Nested unreadable(String trouble) {
    return new Nested(null, null, List.of(), trouble);
  }

  /** A field of a nested union, by its names alone. */
  public record Name(String method, String cName) {}

  /** Whether anything is known. */
  public boolean known() {
    return source != null || compiled != null;
  }

  /** The width of its word. */
  public int bits() {
    return source != null ? source.bits() : compiled.bits();
  }

  /** The names of its fields. */
  public List<Name> names() {
    List<Name> names = new ArrayList<>();
    if (source != null) {
      for (FieldModel field : source.fields()) {
        names.add(new Name(field.method(), field.cName()));
      }
    } else {
      for (FieldLayout field : compiled.fields()) {
        names.add(new Name(field.method(), field.cName()));
      }
    }
    return names;
  }
}

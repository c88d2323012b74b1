package dev.bitunion.processor.model;

import dev.bitunion.layout.UnionLayout;

/**
 * What is known of a union inside another one.
 *
 * @param source its declaration, if this compilation holds it; else null
 * @param compiled its layout as its generated class tells it, if it comes from elsewhere; else null
 */
public record Nested(UnionModel source, UnionLayout compiled) {
  /** Whether anything is known. */
  public boolean known() {
    return source != null || compiled != null;
  }

  /** The width of its word. */
  public int bits() {
    return source != null ? source.bits() : compiled.bits();
  }
}

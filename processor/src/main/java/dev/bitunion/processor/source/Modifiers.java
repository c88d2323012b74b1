package dev.bitunion.processor.source;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** The modifiers of a type, field or method, in Java's order. */
final class Modifiers {
  private final Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);

  void add(Modifier... more) {
    Collections.addAll(modifiers, more);
  }

  void add(Modifiers more) {
    modifiers.addAll(more.modifiers);
  }

  boolean has(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  void write(SourceText text) {
    for (Modifier modifier : modifiers) {
      text.code(modifier.toString());
      text.code(" ");
    }
  }
}

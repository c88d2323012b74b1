package dev.bitunion.processor.read;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.TypeElement;

/**
 * The unions whose source this compilation holds. A generated class of theirs on the class path is
 * of an earlier build and must not be trusted; for all others it is the only truth.
 */
public final class SourceUnions {
  private final Map<String, TypeElement> types = new HashMap<>();

  /** Adds a union. */
  public void add(TypeElement type) {
    types.put(type.getQualifiedName().toString(), type);
  }

  boolean contains(TypeElement type) {
    return types.containsKey(type.getQualifiedName().toString());
  }
}

package dev.bitunion.processor.model;

import dev.bitunion.processor.message.Site;
import java.util.Map;

/**
 * Where the parts of a declaration stand. What is not written stands where its annotation does.
 *
 * @param method the method
 * @param bits what says the width: the value of {@code bits}, or of {@code parts} or {@code type}
 * @param at the value of {@code at}
 * @param cName the value of {@code cName}, or the method
 * @param flatten the value of {@code flatten}
 * @param values every value that is written, by name
 */
public record FieldSites(
    Site method, Site bits, Site at, Site cName, Site flatten, Map<String, Site> values) {
  /** Copies the map. */
  public FieldSites {
    values = Map.copyOf(values);
  }

  /** Whether a value is written. */
  public boolean states(String name) {
    return values.containsKey(name);
  }

  /** Where a value stands. */
  public Site of(String name) {
    return values.getOrDefault(name, new Site(bits.element(), bits.mirror(), null));
  }
}

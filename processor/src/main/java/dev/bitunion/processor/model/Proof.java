package dev.bitunion.processor.model;

import dev.bitunion.processor.message.Site;
import java.util.List;

/**
 * The C type that a union claims to be.
 *
 * @param type its name in C
 * @param includes the headers that declare it
 * @param typeSite where the name stands
 * @param includesSite where the headers stand
 */
public record Proof(String type, List<String> includes, Site typeSite, Site includesSite) {
  /** Copies the list. */
  public Proof {
    includes = List.copyOf(includes);
  }
}

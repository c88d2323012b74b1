package dev.bitunion.processor.model;

import java.util.List;

/**
 * A field as it is declared.
 *
 * @param method the name of its method
 * @param cName its name in C
 * @param type what the method returns
 * @param bits its width as stated
 * @param at its offset as stated, or {@link dev.bitunion.layout.LinearPlacer#IN_SEQUENCE}
 * @param skips the paddings in front of it
 * @param flatten whether a nested union's fields are reachable from the outer word
 * @param doc the method's documentation, empty for none
 * @param sites where to complain
 */
public record FieldModel(
    String method,
    String cName,
    ValueType type,
    int bits,
    int at,
    List<SkipModel> skips,
    boolean flatten,
    String doc,
    FieldSites sites) {
  /** Copies the list. */
  public FieldModel {
    skips = List.copyOf(skips);
  }

  /** How many unnamed bits stand in front of it. */
  public int skip() {
    return skips.stream().mapToInt(s -> Math.max(0, s.bits())).sum();
  }
}

package dev.bitunion.processor.plan;

import dev.bitunion.layout.UnionLayout;
import dev.bitunion.processor.model.UnionModel;
import java.util.ArrayList;
import java.util.List;

/**
 * All that the writers need.
 *
 * @param model the declaration
 * @param layout every field in its place
 * @param own the union's own fields, in declaration order, those of views and raw words included
 * @param flattened the fields of nested unions, in order
 */
public record UnionPlan(
    UnionModel model, UnionLayout layout, List<Accessor> own, List<Accessor> flattened) {
  /** Copies the lists. */
  public UnionPlan {
    own = List.copyOf(own);
    flattened = List.copyOf(flattened);
  }

  /** The own fields without raw words: what text, comparison and rules go by. */
  public List<Accessor> named() {
    List<Accessor> named = new ArrayList<>();
    for (Accessor field : own) {
      if (!field.traits().raw()) {
        named.add(field);
      }
    }
    return named;
  }

  /** The own fields, and those of nested unions behind them. */
  public List<Accessor> all() {
    List<Accessor> all = new ArrayList<>(own);
    all.addAll(flattened);
    return all;
  }
}

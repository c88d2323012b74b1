package dev.bitunion.processor.write;

import dev.bitunion.layout.FieldLayout;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.plan.Accessor;
import dev.bitunion.processor.plan.UnionPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A name that text may hold: a field, or an element of an array.
 *
 * @param name the C name, {@code name[i]} for an element
 * @param field the field
 * @param index which element, or 0
 * @param layout its own bits
 */
record TextRow(String name, Accessor field, int index, FieldLayout layout) {
  /** The rows of a union in order, but those that cannot be read come last. */
  static List<TextRow> of(UnionPlan plan) {
    List<TextRow> rows = new ArrayList<>();
    for (boolean readable : new boolean[] {true, false}) {
      for (Accessor field : plan.named()) {
        if (field.readable() == readable) {
          add(rows, field);
        }
      }
    }
    return rows;
  }

  private static void add(List<TextRow> rows, Accessor field) {
    FieldLayout layout = field.layout();
    if (!field.indexed()) {
      rows.add(new TextRow(layout.cName(), field, 0, layout));
      return;
    }
    for (int i = 0; i < field.traits().count(); i++) {
      String name = layout.cName() + "[" + i + "]";
      FieldLayout element =
          new FieldLayout(
              name,
              layout.method(),
              layout.kind(),
              layout.javaType(),
              layout.element(i),
              layout.traits().ofOne());
      rows.add(new TextRow(name, field, i, element));
    }
  }

  /** How it reads: {@code f} a flag by its bare name, {@code b} 0 or 1, {@code n} a number. */
  char kind() {
    if (!field.is(Kind.BOOLEAN)) {
      return 'n';
    }
    return field.indexed() ? 'b' : 'f';
  }

  /** Whether its number is all there is to it: unsigned, in one run of bits, in steps of one. */
  boolean plain() {
    return layout.parts().size() == 1 && !layout.signed() && layout.traits().scale() == 0;
  }
}

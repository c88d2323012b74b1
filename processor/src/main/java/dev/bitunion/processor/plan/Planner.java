package dev.bitunion.processor.plan;

import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.Names;
import dev.bitunion.layout.Part;
import dev.bitunion.layout.Traits;
import dev.bitunion.layout.UnionLayout;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.JavaName;
import dev.bitunion.processor.model.Nested;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.model.ValueType;
import dev.bitunion.processor.model.ValueType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays out a union that passed the checks, and plans what is generated for it. */
public final class Planner {
  private Planner() {}

  /** The plan of a faultless union. */
  public static UnionPlan plan(UnionModel union) {
    UnionLayout layout = layOut(union);
    List<Accessor> own = new ArrayList<>();
    List<Accessor> flattened = new ArrayList<>();
    for (int i = 0; i < union.fields().size(); i++) {
      FieldModel field = union.fields().get(i);
      Accessor accessor = Accessor.own(layout.fields().get(i), field);
      own.add(accessor);
      if (accessor.is(Kind.UNION) && flattens(field)) {
        flatten(accessor, field.type().nested(), flattened);
      }
    }
    return new UnionPlan(union, layout, own, flattened);
  }

  /** Every field of a union in its place. */
  public static UnionLayout layOut(UnionModel union) {
    return LayoutBuilder.build(union);
  }

  /** Whether a nested union's fields are reachable from the outer word. */
  public static boolean flattens(FieldModel field) {
    return field.flatten()
        && field.type().kind() == Kind.UNION
        && field.options().parts().isEmpty()
        && !field.options().indexed();
  }

  private static void flatten(Accessor outer, Nested nested, List<Accessor> flattened) {
    UnionLayout inner = nested.source() != null ? layOut(nested.source()) : nested.compiled();
    for (FieldLayout field : inner.fields()) {
      List<Part> parts = new ArrayList<>(field.parts().size());
      for (Part part : field.parts()) {
        parts.add(part.moved(outer.layout().offset()));
      }
      Traits traits = field.traits().within(outer.readable(), outer.writable());
      FieldLayout moved =
          new FieldLayout(
              outer.layout().cName() + "_" + field.cName(),
              outer.camel() + Names.capital(field.method()),
              field.kind(),
              field.javaType(),
              parts,
              traits);
      flattened.add(new Accessor(moved, type(field), "", outer, field.method(), null));
    }
  }

  private static ValueType type(FieldLayout field) {
    return switch (field.kind()) {
      case ENUM -> named(Kind.ENUM, field.javaType());
      case UNION -> named(Kind.UNION, field.javaType());
      case CONVERTED -> named(Kind.CONVERTED, field.javaType());
      default ->
          ValueType.of(Kind.valueOf(field.javaType().toUpperCase(Locale.ROOT)), field.javaType());
    };
  }

  private static ValueType named(Kind kind, String binary) {
    return ValueType.named(kind, JavaName.ofBinary(binary));
  }
}

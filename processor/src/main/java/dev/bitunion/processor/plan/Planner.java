package dev.bitunion.processor.plan;

import dev.bitunion.layout.BitOrder;
import dev.bitunion.layout.FieldKind;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.LinearPlacer;
import dev.bitunion.layout.Names;
import dev.bitunion.layout.Part;
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
      Accessor accessor =
          new Accessor(layout.fields().get(i), field.type(), field.doc(), null, null);
      own.add(accessor);
      if (accessor.is(Kind.UNION) && field.flatten()) {
        flatten(accessor, field.type().nested(), flattened);
      }
    }
    return new UnionPlan(union, layout, own, flattened);
  }

  /** The members of a union as the placer takes them. */
  public static List<LinearPlacer.Member> members(UnionModel union) {
    return union.fields().stream()
        .map(f -> new LinearPlacer.Member(f.skip(), f.at(), f.bits()))
        .toList();
  }

  private static UnionLayout layOut(UnionModel union) {
    List<LinearPlacer.Place> places = LinearPlacer.place(union.bits(), members(union));
    List<FieldLayout> fields = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      FieldModel field = union.fields().get(i);
      Part part = new Part(places.get(i).offset(), places.get(i).width());
      fields.add(
          new FieldLayout(
              field.cName(),
              field.method(),
              kind(field.type()),
              javaType(field.type()),
              List.of(part)));
    }
    return new UnionLayout(union.name().binary(), union.bits(), BitOrder.LSB_FIRST, fields);
  }

  private static FieldKind kind(ValueType type) {
    return switch (type.kind()) {
      case BOOLEAN -> FieldKind.FLAG;
      case ENUM -> FieldKind.ENUM;
      case UNION -> FieldKind.UNION;
      default -> FieldKind.UNSIGNED;
    };
  }

  private static String javaType(ValueType type) {
    return type.name() != null ? type.name().binary() : type.shown();
  }

  private static void flatten(Accessor outer, Nested nested, List<Accessor> flattened) {
    UnionLayout inner = nested.source() != null ? layOut(nested.source()) : nested.compiled();
    for (FieldLayout field : inner.fields()) {
      List<Part> parts =
          field.parts().stream()
              .map(p -> new Part(outer.layout().offset() + p.offset(), p.width()))
              .toList();
      FieldLayout moved =
          new FieldLayout(
              outer.layout().cName() + "_" + field.cName(),
              outer.camel() + Names.capital(field.method()),
              field.kind(),
              field.javaType(),
              parts);
      flattened.add(new Accessor(moved, type(field), "", outer, field.method()));
    }
  }

  private static ValueType type(FieldLayout field) {
    return switch (field.kind()) {
      case ENUM -> named(Kind.ENUM, field.javaType());
      case UNION -> named(Kind.UNION, field.javaType());
      default ->
          ValueType.of(Kind.valueOf(field.javaType().toUpperCase(Locale.ROOT)), field.javaType());
    };
  }

  private static ValueType named(Kind kind, String binary) {
    JavaName name = JavaName.ofBinary(binary);
    return new ValueType(kind, name.shown(), name, List.of(), null);
  }
}

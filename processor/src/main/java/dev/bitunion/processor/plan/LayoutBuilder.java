package dev.bitunion.processor.plan;

import dev.bitunion.layout.BitOrder;
import dev.bitunion.layout.FieldKind;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.Part;
import dev.bitunion.layout.Reserved;
import dev.bitunion.layout.ReservedPart;
import dev.bitunion.layout.Traits;
import dev.bitunion.layout.UnionLayout;
import dev.bitunion.layout.ViewLayout;
import dev.bitunion.layout.abi.Abi;
import dev.bitunion.layout.abi.CScalar;
import dev.bitunion.layout.place.Place;
import dev.bitunion.layout.place.Run;
import dev.bitunion.layout.place.ScopePlaces;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.FieldOptions;
import dev.bitunion.processor.model.MemberModel;
import dev.bitunion.processor.model.PartModel;
import dev.bitunion.processor.model.ScopeModel;
import dev.bitunion.processor.model.SkipModel;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.model.ValueType;
import dev.bitunion.processor.model.ViewModel;
import java.util.ArrayList;
import java.util.List;

/** From placed members, in declaration direction and inside views, to bits of the storage. */
final class LayoutBuilder {
  private static final int BYTE = 8;

  private final BitOrder order;
  private final int total;
  private final List<FieldLayout> fields = new ArrayList<>();
  private final List<ViewLayout> views = new ArrayList<>();
  private final List<ReservedPart> reserved = new ArrayList<>();

  private LayoutBuilder(BitOrder order, int total) {
    this.order = order;
    this.total = total;
  }

  /** The layout of a union whose members have their places. */
  static UnionLayout build(UnionModel union) {
    ScopePlaces places = union.places();
    LayoutBuilder builder = new LayoutBuilder(union.order(), union.bits());
    builder.scope(union.body(), places, 0);
    return new UnionLayout(
        union.name().binary(),
        union.bits(),
        union.order(),
        places.align(),
        builder.fields,
        builder.views,
        builder.reserved);
  }

  private void scope(ScopeModel scope, ScopePlaces places, long base) {
    for (int i = 0; i < scope.members().size(); i++) {
      MemberModel member = scope.members().get(i);
      Place place = places.places().get(i);
      skips(member.skips(), place.gaps(), base);
      if (member instanceof ViewModel view) {
        Part part = part(base + place.first(), (int) place.width());
        views.add(new ViewLayout(view.cName(), view.method(), view.type().binary(), part));
        scope(view.body(), place.inner(), base + place.first());
      } else {
        fields.add(field((FieldModel) member, place, base, scope.abi()));
      }
    }
    skips(scope.tail(), places.tail(), base);
  }

  private void skips(List<SkipModel> skips, List<Run> gaps, long base) {
    for (int i = 0; i < skips.size(); i++) {
      Reserved rule = skips.get(i).reserved();
      Run gap = gaps.get(i);
      if (gap.width() > 0 && (rule == Reserved.ONE || rule == Reserved.PRESERVED)) {
        reserved.add(new ReservedPart(part(base + gap.first(), gap.width()), rule));
      }
    }
  }

  private FieldLayout field(FieldModel field, Place place, long base, Abi abi) {
    FieldOptions options = field.options();
    boolean whole = options.raw() && field.bits() == 0;
    int width = whole ? (int) place.width() : field.width();
    List<Part> parts =
        options.parts().isEmpty()
            ? List.of(part(base + place.first() + lead(field, abi), width))
            : parts(options.parts(), base);
    return new FieldLayout(
        field.cName(),
        field.method(),
        kind(field),
        javaType(field.type()),
        parts,
        traits(field, abi, width));
  }

  /** A plain _Bool is a byte whose least significant bit holds the value: the last one in BE. */
  private int lead(FieldModel field, Abi abi) {
    boolean bool = field.options().type() == CScalar.BOOL && field.isPlain();
    return bool && abi != Abi.LINEAR && order == BitOrder.MSB_FIRST ? BYTE - 1 : 0;
  }

  private Traits traits(FieldModel field, Abi abi, int width) {
    FieldOptions options = field.options();
    if (options.raw()) {
      return Traits.RAW;
    }
    int step = abi == Abi.LINEAR ? Math.max(width, options.stride()) : field.storageBits();
    int stride = options.indexed() ? (order == BitOrder.LSB_FIRST ? step : -step) : 0;
    return new Traits(
        options.scale(),
        options.count(),
        stride,
        options.access(),
        options.reserved(),
        options.init(),
        field.isSigned() && (kind(field) == FieldKind.ENUM || kind(field) == FieldKind.CONVERTED),
        false);
  }

  private List<Part> parts(List<PartModel> declared, long base) {
    List<Part> parts = new ArrayList<>(declared.size());
    for (PartModel part : declared) {
      parts.add(part(base + part.at(), part.bits()));
    }
    return parts;
  }

  private Part part(long first, int width) {
    return new Part(order.shift(first, width, total), width);
  }

  private static FieldKind kind(FieldModel field) {
    return switch (field.type().kind()) {
      case BOOLEAN -> FieldKind.FLAG;
      case ENUM -> FieldKind.ENUM;
      case UNION -> FieldKind.UNION;
      case CONVERTED -> FieldKind.CONVERTED;
      default -> field.isSigned() ? FieldKind.SIGNED : FieldKind.UNSIGNED;
    };
  }

  private static String javaType(ValueType type) {
    return type.name() != null ? type.name().binary() : type.shown();
  }
}

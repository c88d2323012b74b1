package dev.bitunion.importer.emit;

import dev.bitunion.importer.layout.CType;
import dev.bitunion.importer.layout.Leaf;
import dev.bitunion.layout.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Plans the interface of one C type: its scopes, and what in them lies over what. */
public final class Importer {
  private final MemberNames names = new MemberNames();
  private final TypeNames typeNames;
  private final MemberPlanner planner;

  private Importer(CType type, String name, Map<String, Imported> known) {
    typeNames = new TypeNames(name, known.values());
    planner = new MemberPlanner(type, known, names, typeNames);
  }

  /**
   * Plans the interface of a type by itself.
   *
   * @param type the C type
   * @param name the interface's simple name
   */
  public static Imported plan(CType type, String name) {
    return plan(type, name, Map.of());
  }

  /**
   * Plans the interface of a type that may hold others.
   *
   * @param known the interfaces planned before, by their types' spelling in C
   */
  static Imported plan(CType type, String name, Map<String, Imported> known) {
    Importer importer = new Importer(type, name, known);
    Scope root = new Scope(name, "", "", false, 0);
    importer.fill(root, Group.of(type.leaves()), new Where(0, "", ""));
    return new Imported(type, name, root, importer.planner.enums(), importer.planner.omitted());
  }

  private void fill(Scope scope, Group group, Where where) {
    List<Member> all = new ArrayList<>();
    for (Leaf leaf : group.leaves) {
      all.addAll(planner.members(leaf, where));
    }
    layer(scope, all);
    group.named.forEach((name, inner) -> view(scope, name, inner, where));
  }

  private void view(Scope scope, String name, Group group, Where where) {
    MemberNames.Chosen chosen = names.add(name, where);
    Scope view =
        new Scope(typeNames.add(name), chosen.method(), chosen.cName(), false, group.start());
    fill(
        view,
        group,
        new Where(
            group.start(), Names.camel(chosen.getter()), where.cPrefix() + chosen.cName() + "_"));
    if (!view.members.isEmpty() || !view.views.isEmpty()) {
      scope.views.add(view);
    }
  }

  /** Puts the fields that do not overlap into the scope, the others over them. */
  private void layer(Scope scope, List<Member> all) {
    List<List<Member>> layers = layers(all);
    List<Member> raws = new ArrayList<>();
    for (List<Member> layer : layers) {
      layer.sort(Comparator.comparingLong(Member::at));
      if (layer == layers.get(0)) {
        scope.members.addAll(layer);
        continue;
      }
      layer.stream().filter(Member::saysNoMoreThanRaw).map(Member::asRaw).forEach(raws::add);
      List<Member> rest = layer.stream().filter(m -> !m.saysNoMoreThanRaw()).toList();
      if (!rest.isEmpty()) {
        String name = typeNames.add("alternative");
        Scope over = new Scope(name, JavaNames.lower(name), "", true, scope.at);
        over.members.addAll(rest);
        scope.views.add(over);
      }
    }
    scope.members.addAll(raws);
  }

  /** Members in layers without overlap; the layer of most members first, as it says most. */
  private static List<List<Member>> layers(List<Member> all) {
    List<List<Member>> layers = new ArrayList<>();
    for (Member member : all) {
      List<Member> home =
          layers.stream()
              .filter(layer -> layer.stream().noneMatch(member::overlaps))
              .findFirst()
              .orElse(null);
      if (home == null) {
        home = new ArrayList<>();
        layers.add(home);
      }
      home.add(member);
    }
    layers.sort(Comparator.comparingInt((List<Member> layer) -> -layer.size()));
    return layers;
  }
}

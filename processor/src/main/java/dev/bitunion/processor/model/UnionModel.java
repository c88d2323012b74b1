package dev.bitunion.processor.model;

import dev.bitunion.layout.BitOrder;
import dev.bitunion.layout.place.ScopePlaces;
import dev.bitunion.processor.message.Site;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A union as it is declared.
 *
 * @param name the interface
 * @param shape what kind of type it is
 * @param exported whether the interface, and all types around it, are public
 * @param deprecated whether the declaration names anything deprecated
 * @param stated the width of the word as stated, 0 if it follows from the members
 * @param order from which end fields take their places
 * @param lock the layout lock, empty for none
 * @param body fields and views in declaration order
 * @param fields its fields in declaration order, those of views included
 * @param methods all its methods in declaration order, those of views behind them
 * @param viewShapes what kinds of type its views are
 * @param doc the interface's documentation, empty for none
 * @param proof the C type that it claims to be, or null
 * @param site the interface
 * @param forms what is to be generated besides, with where it was asked for
 * @param sites every value of the annotation that is written, by name
 */
public record UnionModel(
    JavaName name,
    TypeShape shape,
    boolean exported,
    boolean deprecated,
    int stated,
    BitOrder order,
    String lock,
    ScopeModel body,
    List<FieldModel> fields,
    List<MethodModel> methods,
    Map<JavaName, TypeShape> viewShapes,
    String doc,
    Map<Form, Site> forms,
    Proof proof,
    Site site,
    Map<String, Site> sites) {
  /** Copies the collections. */
  public UnionModel {
    fields = List.copyOf(fields);
    methods = List.copyOf(methods);
    forms = Collections.unmodifiableMap(new EnumMap<>(forms));
    viewShapes = Map.copyOf(viewShapes);
    sites = Map.copyOf(sites);
  }

  /** Every accessor of a view, outer ones first. */
  public List<ViewModel> views() {
    List<ViewModel> views = new ArrayList<>();
    collect(body, views);
    return views;
  }

  /** The width of the storage: as stated, or as the members need it. */
  public int bits() {
    return stated != 0 ? stated : (int) Math.min(Integer.MAX_VALUE, places().size());
  }

  /** All members in their places. */
  public ScopePlaces places() {
    return body.places(stated);
  }

  /** Where the value of {@code bits} stands. */
  public Site bitsSite() {
    return siteOf("bits");
  }

  /** Where a value of the annotation stands; the annotation if it is not written. */
  public Site siteOf(String value) {
    return sites.getOrDefault(value, sites.getOrDefault("", site));
  }

  private static void collect(ScopeModel scope, List<ViewModel> views) {
    for (MemberModel member : scope.members()) {
      if (member instanceof ViewModel view) {
        views.add(view);
        collect(view.body(), views);
      }
    }
  }
}

package dev.bitunion.processor.read;

import dev.bitunion.layout.BitOrder;
import dev.bitunion.layout.abi.Abi;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.ScopeModel;
import dev.bitunion.processor.model.UnionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Reads an interface into a model. */
public final class UnionReader {
  private final Elements elements;
  private final TypeReader types;
  private final ShapeReader shapes;
  private final List<TypeElement> open = new ArrayList<>();

  /** A reader for one round. */
  public UnionReader(Elements elements, SourceUnions sources) {
    this.elements = elements;
    this.types = new TypeReader(elements, sources, this);
    this.shapes = new ShapeReader(elements);
  }

  /** The model of a type that bears {@code @BitUnion}. */
  public UnionModel read(TypeElement type) {
    open.add(type);
    try {
      return model(type);
    } finally {
      open.remove(open.size() - 1);
    }
  }

  /** How the types being read lead back to this one; empty if it is none of them. */
  List<String> pathTo(TypeElement type) {
    int from = open.indexOf(type);
    List<String> path = new ArrayList<>();
    if (from >= 0) {
      open.subList(from, open.size()).forEach(t -> path.add(TypeReader.nameOf(t).shown()));
      path.add(TypeReader.nameOf(type).shown());
    }
    return path;
  }

  private UnionModel model(TypeElement type) {
    Mark union = Mark.find(type, "BitUnion");
    boolean truncates = union.constant("overflow", "CHECK").equals("TRUNCATE");
    ScopeReader scopes = new ScopeReader(elements, types, shapes, truncates);
    Abi abi = Abi.valueOf(union.constant("abi", Abi.LINEAR.name()));
    ScopeModel body = scopes.read(type, abi);
    Map<String, Site> sites = union.sites();
    sites.put("", union.site());
    return new UnionModel(
        TypeReader.nameOf(type),
        shapes.read(type),
        ShapeReader.isExported(type),
        union.number("bits", 0),
        BitOrder.valueOf(union.constant("order", BitOrder.LSB_FIRST.name())),
        union.text("layoutHash"),
        body,
        scopes.fields(),
        scopes.methods(),
        scopes.viewShapes(),
        scopes.doc(type),
        FormReader.forms(type, union),
        ProofReader.proof(type),
        Site.of(type),
        sites);
  }
}

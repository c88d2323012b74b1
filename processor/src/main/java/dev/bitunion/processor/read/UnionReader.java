package dev.bitunion.processor.read;

import dev.bitunion.layout.BitOrder;
import dev.bitunion.layout.abi.Abi;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.MethodModel;
import dev.bitunion.processor.model.ScopeModel;
import dev.bitunion.processor.model.UnionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
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
        isDeprecated(type, scopes.methods()),
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

  private boolean isDeprecated(TypeElement type, List<MethodModel> methods) {
    for (MethodModel method : methods) {
      ExecutableElement element = (ExecutableElement) method.site().element();
      if (elements.isDeprecated(element)
          || element.getReturnType() instanceof DeclaredType value
              && isDeprecated(value.asElement())) {
        return true;
      }
    }
    return elements.isDeprecated(type);
  }

  /** Whether a field's type is deprecated, or a constant that generated code may name. */
  private boolean isDeprecated(Element type) {
    if (elements.isDeprecated(type)) {
      return true;
    }
    if (type.getKind() == ElementKind.ENUM) {
      for (Element constant : type.getEnclosedElements()) {
        if (elements.isDeprecated(constant)) {
          return true;
        }
      }
    }
    return false;
  }
}

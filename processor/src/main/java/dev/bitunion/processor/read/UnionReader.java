package dev.bitunion.processor.read;

import dev.bitunion.layout.LinearPlacer;
import dev.bitunion.layout.Names;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.FieldSites;
import dev.bitunion.processor.model.UnionModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
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
    AnnotationMirror union = Annotations.find(type, "BitUnion");
    List<ExecutableElement> methods = ElementFilter.methodsIn(type.getEnclosedElements());
    List<FieldModel> fields = new ArrayList<>();
    for (ExecutableElement method : methods) {
      AnnotationMirror field = Annotations.find(method, "Field");
      if (field != null) {
        fields.add(field(method, field));
      }
    }
    return new UnionModel(
        TypeReader.nameOf(type),
        shapes.read(type),
        ShapeReader.isExported(type),
        Annotations.number(union, "bits", 0),
        fields,
        methods.stream().map(ShapeReader::method).toList(),
        doc(type),
        FormReader.forms(type, union),
        Site.of(type),
        Annotations.site(type, union, "bits"));
  }

  private FieldModel field(ExecutableElement method, AnnotationMirror field) {
    String name = method.getSimpleName().toString();
    boolean named = Annotations.value(field, "cName") != null;
    return new FieldModel(
        name,
        named ? Annotations.text(field, "cName") : Names.cName(name),
        types.read(method.getReturnType()),
        Annotations.number(field, "bits", 0),
        Annotations.number(field, "at", LinearPlacer.IN_SEQUENCE),
        ShapeReader.skips(method),
        Annotations.flag(field, "flatten", true),
        doc(method),
        new FieldSites(
            Site.of(method),
            Annotations.site(method, field, "bits"),
            Annotations.site(method, field, "at"),
            named ? Annotations.site(method, field, "cName") : Site.of(method),
            Annotations.site(method, field, "flatten")));
  }

  private String doc(Element element) {
    String doc = elements.getDocComment(element);
    return doc == null ? "" : DocText.clean(doc);
  }
}

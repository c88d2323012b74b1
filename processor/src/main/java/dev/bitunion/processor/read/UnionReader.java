package dev.bitunion.processor.read;

import dev.bitunion.layout.Names;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.FieldSites;
import dev.bitunion.processor.model.UnionModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads an interface into a model. */
public final class UnionReader {
  private final Elements elements;
  private final TypeReader types;
  private final List<TypeElement> open = new ArrayList<>();

  /** A reader for one round. */
  public UnionReader(Elements elements, SourceUnions sources) {
    this.elements = elements;
    this.types = new TypeReader(elements, sources, this);
  }

  /** The model of an interface that bears {@code @BitUnion}. */
  public UnionModel read(TypeElement type) {
    open.add(type);
    try {
      return model(type);
    } finally {
      open.remove(open.size() - 1);
    }
  }

  /** Whether the type is being read: what it holds then holds itself. */
  boolean isOpen(TypeElement type) {
    return open.contains(type);
  }

  private UnionModel model(TypeElement type) {
    AnnotationMirror union = Annotations.find(type, "BitUnion");
    List<FieldModel> fields = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      AnnotationMirror field = Annotations.find(method, "Field");
      if (field != null) {
        fields.add(field(method, field));
      }
    }
    return new UnionModel(
        TypeReader.nameOf(type),
        isExported(type),
        Annotations.number(union, "bits", 0),
        fields,
        doc(type),
        Site.of(type),
        Annotations.site(type, union, "bits"));
  }

  private FieldModel field(ExecutableElement method, AnnotationMirror field) {
    String name = method.getSimpleName().toString();
    String cName = Annotations.text(field, "cName");
    return new FieldModel(
        name,
        cName.isEmpty() ? Names.cName(name) : cName,
        types.read(method.getReturnType()),
        Annotations.number(field, "bits", 0),
        Annotations.number(field, "at", -1),
        skip(method),
        Annotations.flag(field, "flatten", true),
        doc(method),
        new FieldSites(
            Site.of(method),
            Annotations.site(method, field, "bits"),
            Annotations.site(method, field, "at"),
            Annotations.site(method, field, "cName")));
  }

  private static int skip(ExecutableElement method) {
    AnnotationMirror one = Annotations.find(method, "Skip");
    if (one != null) {
      return Annotations.number(one, "value", 0);
    }
    AnnotationMirror several = Annotations.find(method, "Skip.List");
    int sum = 0;
    if (several != null && Annotations.value(several, "value").getValue() instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof AnnotationValue value
            && value.getValue() instanceof AnnotationMirror skip) {
          sum += Annotations.number(skip, "value", 0);
        }
      }
    }
    return sum;
  }

  private static boolean isExported(TypeElement type) {
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  private String doc(Element element) {
    String doc = elements.getDocComment(element);
    return doc == null ? "" : DocText.clean(doc);
  }
}

package dev.bitunion.processor.read;

import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.MethodModel;
import dev.bitunion.processor.model.MethodModel.Form;
import dev.bitunion.processor.model.SkipModel;
import dev.bitunion.processor.model.TypeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads what kinds of type and method stand where a union and its fields should. */
final class ShapeReader {
  private final Elements elements;

  ShapeReader(Elements elements) {
    this.elements = elements;
  }

  TypeShape read(TypeElement type) {
    return new TypeShape(
        kind(type),
        isHidden(type),
        type.getNestingKind() == NestingKind.LOCAL,
        !type.getTypeParameters().isEmpty(),
        type.getModifiers().contains(Modifier.SEALED),
        inherited(type));
  }

  private static String kind(TypeElement type) {
    return switch (type.getKind()) {
      case ANNOTATION_TYPE -> "annotation";
      default -> type.getKind().name().toLowerCase(Locale.ROOT);
    };
  }

  private static boolean isHidden(TypeElement type) {
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        return true;
      }
    }
    return false;
  }

  static boolean isExported(TypeElement type) {
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  private List<String> inherited(TypeElement type) {
    if (type.getKind() != ElementKind.INTERFACE || type.getInterfaces().isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(elements.getAllMembers(type))) {
      Element owner = method.getEnclosingElement();
      if (owner.getKind() == ElementKind.INTERFACE
          && !owner.equals(type)
          && method.getModifiers().contains(Modifier.ABSTRACT)) {
        names.add(owner.getSimpleName() + "." + method.getSimpleName());
      }
    }
    return names.stream().sorted().distinct().toList();
  }

  static MethodModel method(ExecutableElement method) {
    return new MethodModel(
        method.getSimpleName().toString(),
        form(method.getModifiers()),
        method.getParameters().size(),
        !method.getTypeParameters().isEmpty(),
        Site.of(method),
        member(method),
        skips(method));
  }

  private static Form form(Set<Modifier> modifiers) {
    if (modifiers.contains(Modifier.PRIVATE)) {
      return Form.PRIVATE;
    }
    if (modifiers.contains(Modifier.STATIC)) {
      return Form.STATIC;
    }
    return modifiers.contains(Modifier.DEFAULT) ? Form.DEFAULT : Form.ABSTRACT;
  }

  private static Site member(ExecutableElement method) {
    AnnotationMirror field = Annotations.find(method, "Field");
    return field == null ? null : new Site(method, field, null);
  }

  /** The paddings on a method, in order. */
  static List<SkipModel> skips(Element method) {
    AnnotationMirror one = Annotations.find(method, "Skip");
    if (one != null) {
      return List.of(skip(method, one));
    }
    List<SkipModel> skips = new ArrayList<>();
    AnnotationMirror several = Annotations.find(method, "Skip.List");
    if (several != null && Annotations.value(several, "value").getValue() instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof AnnotationValue value
            && value.getValue() instanceof AnnotationMirror skip) {
          skips.add(skip(method, skip));
        }
      }
    }
    return skips;
  }

  private static SkipModel skip(Element method, AnnotationMirror skip) {
    return new SkipModel(
        Annotations.number(skip, "value", 0), Annotations.site(method, skip, "value"));
  }
}

package dev.bitunion.processor.read;

import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.MethodModel;
import dev.bitunion.processor.model.MethodModel.Form;
import dev.bitunion.processor.model.TypeShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Reads what kinds of type and method stand where a union and its fields should. */
final class ShapeReader {
  private static final List<String> MEMBERS = List.of("Field", "Raw", "Anonymous");
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
        ScopeReader.view(method) != null,
        marks(method),
        isIndexed(method),
        Values.skips(method));
  }

  private static Set<String> marks(ExecutableElement method) {
    Set<String> marks = new HashSet<>();
    for (String name : MEMBERS) {
      if (Mark.isOn(method, name)) {
        marks.add(name);
      }
    }
    return marks;
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
    for (String name : MEMBERS) {
      Mark mark = Mark.find(method, name);
      if (mark != null) {
        return mark.site();
      }
    }
    boolean view = ScopeReader.view(method) != null && isAbstract(method);
    return view ? Site.of(method) : null;
  }

  static boolean isAbstract(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.ABSTRACT);
  }

  /** Whether it takes an index, and nothing else: an array. */
  static boolean isIndexed(ExecutableElement method) {
    return method.getParameters().size() == 1
        && method.getParameters().get(0).asType().getKind() == TypeKind.INT;
  }
}

package dev.bitunion.processor.read;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.message.Site;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

/** Finds annotations that belong to no union: nothing else would ever look at them. */
public final class Strays {
  private static final List<String> IN_UNIONS =
      List.of("Field", "Raw", "Anonymous", "Skip", "Skip.List", "CProof");

  private Strays() {}

  /** Reports all of a round's strays, of those annotations that the round has. */
  public static void find(
      RoundEnvironment round, Set<? extends TypeElement> annotations, Report report) {
    for (TypeElement annotation : annotations) {
      String name = annotation.getQualifiedName().toString();
      String shown = name.substring(Mark.PACKAGE.length());
      if (IN_UNIONS.contains(shown)) {
        for (Element method : round.getElementsAnnotatedWith(annotation)) {
          check(method, shown, report);
        }
      } else if (shown.equals("View")) {
        for (Element view : round.getElementsAnnotatedWith(annotation)) {
          unused(view, report);
        }
      }
    }
  }

  /** A view inside a union or view is meant to be a part of it, so something must return it. */
  private static void unused(Element view, Report report) {
    Element union = view;
    while (isPart(union.getEnclosingElement())) {
      union = union.getEnclosingElement();
    }
    if (union != view && !returns(union, view)) {
      report.add(Site.of(view), Problem.VIEW_UNUSED, view.getSimpleName(), union.getSimpleName());
    }
  }

  private static boolean isPart(Element type) {
    return Mark.isOn(type, "BitUnion") || Mark.isOn(type, "View");
  }

  /** Whether a method of a type, or of a type in it, returns the view. */
  private static boolean returns(Element type, Element view) {
    for (Element inside : type.getEnclosedElements()) {
      boolean found =
          inside instanceof ExecutableElement method
              ? method.getReturnType() instanceof DeclaredType of && of.asElement().equals(view)
              : inside instanceof TypeElement && returns(inside, view);
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static void check(Element method, String name, Report report) {
    boolean onType = method instanceof TypeElement;
    Element type = onType ? method : method.getEnclosingElement();
    if (!Mark.isOn(type, "BitUnion") && !Mark.isOn(type, "View")) {
      Mark mark = Mark.find(method, name);
      report.add(
          mark == null ? Site.of(method) : mark.site(),
          Problem.MISSING_BIT_UNION,
          name.replace(".List", ""),
          method.getSimpleName(),
          type.getSimpleName());
    }
  }
}

package dev.bitunion.processor.message;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/** Collects what is wrong with one type, and prints it once. */
public final class Report {
  private final List<Finding> findings = new ArrayList<>();

  private record Finding(Site site, Diagnostic.Kind kind, String message) {}

  /** Adds a problem. */
  public void add(Site site, Problem problem, Object... arguments) {
    draw(site, problem, List.of(), arguments);
  }

  /** Adds a problem and a picture that shows it. */
  public void draw(Site site, Problem problem, List<String> picture, Object... arguments) {
    if (problem.kind() != Diagnostic.Kind.ERROR && isMuted(site.element(), problem)) {
      return;
    }
    StringBuilder message = new StringBuilder(problem.message(arguments));
    for (String line : picture) {
      message.append("\n    ").append(line);
    }
    findings.add(new Finding(site, problem.kind(), message.toString()));
  }

  /** Whether {@code @SuppressWarnings} with the problem's id stands on the element or around it. */
  private static boolean isMuted(Element element, Problem problem) {
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      for (AnnotationMirror mirror : e.getAnnotationMirrors()) {
        TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
        if (type.getQualifiedName().contentEquals("java.lang.SuppressWarnings")
            && mirror.getElementValues().values().stream()
                .anyMatch(value -> names(value, problem.id()))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean names(AnnotationValue value, String id) {
    return value.getValue() instanceof List<?> list
        ? list.stream().anyMatch(each -> each instanceof AnnotationValue one && names(one, id))
        : id.equals(value.getValue());
  }

  /** Whether anything forbids generating the type. */
  public boolean hasErrors() {
    for (Finding finding : findings) {
      if (finding.kind() == Diagnostic.Kind.ERROR) {
        return true;
      }
    }
    return false;
  }

  /** Prints everything in the order in which it was found. */
  public void print(Messager messager) {
    for (Finding finding : findings) {
      Site site = finding.site();
      messager.printMessage(
          finding.kind(), finding.message(), site.element(), site.mirror(), site.value());
    }
  }
}

package dev.bitunion.processor.message;

import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic;

/** Collects what is wrong with one type, and prints it once. */
public final class Report {
  private final List<Finding> findings = new ArrayList<>();

  private record Finding(Site site, Diagnostic.Kind kind, String message) {}

  /** Adds a problem. */
  public void add(Site site, Problem problem, Object... arguments) {
    findings.add(new Finding(site, problem.kind(), problem.message(arguments)));
  }

  /** Adds a problem and a picture that shows it. */
  public void draw(Site site, Problem problem, List<String> picture, Object... arguments) {
    String message = problem.message(arguments) + "\n    " + String.join("\n    ", picture);
    findings.add(new Finding(site, problem.kind(), message));
  }

  /** Whether anything forbids generating the type. */
  public boolean hasErrors() {
    return findings.stream().anyMatch(f -> f.kind() == Diagnostic.Kind.ERROR);
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

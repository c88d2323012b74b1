package dev.bitunion.processor.read;

import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.message.Site;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Finds field annotations in types that are no unions: nothing else would ever look at them. */
public final class Strays {
  private static final List<String> ON_METHODS =
      List.of("Field", "Raw", "Anonymous", "Skip", "Skip.List");

  private Strays() {}

  /** Reports all of a round's strays, of those annotations that the round has. */
  public static void find(
      RoundEnvironment round, Set<? extends TypeElement> annotations, Report report) {
    for (TypeElement annotation : annotations) {
      String name = annotation.getQualifiedName().toString();
      String shown = name.substring(Mark.PACKAGE.length());
      if (ON_METHODS.contains(shown)) {
        for (Element method : round.getElementsAnnotatedWith(annotation)) {
          check(method, shown, report);
        }
      }
    }
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

package dev.bitunion.processor;

import dev.bitunion.processor.message.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.Diagnostic;

/**
 * Writes docs/errors.md from the catalogue and the test cases: what is said, on which source, and
 * what to write instead.
 */
final class ErrorsPage {
  static final Path PAGE = Path.of("../docs/errors.md");

  /** Examples of what takes more than one source file to bring about. */
  private static final Path ELSEWHERE = Path.of("src/test/resources/elsewhere");

  private static final String HEAD =
      """
      # What does this error of the processor mean?

      Every message bears its id in brackets and stands on the annotation value at fault. All errors
      of a type are reported at once; other types are still generated. A warning can be silenced with
      `@SuppressWarnings("<id>")` on the method or the interface. The texts are the same from javac
      and from Eclipse's compiler.

      This page is generated from the catalogue of messages and from the test cases, whose sources
      are compiled in the build: `processor/src/test/resources/mistakes`.
      """;

  private ErrorsPage() {}

  /** Writes the page, from the processor's folder. */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(PAGE, text());
  }

  static String text() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    for (Problem problem : Problem.values()) {
      page.append("\n## ").append(problem.id()).append("\n\n");
      if (problem.kind() != Diagnostic.Kind.ERROR) {
        page.append("A warning. ");
      }
      Object[] dots = IntStream.range(0, 12).mapToObj(i -> "…").toArray();
      String message = problem.message(dots);
      page.append(message.substring(message.indexOf(']') + 2)).append('\n');
      example(problem, page);
    }
    return page.toString();
  }

  private static void example(Problem problem, StringBuilder page) throws IOException {
    String mistake = problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
    if (!MistakesTest.mistakes().contains(mistake)) {
      page.append('\n').append(Files.readString(ELSEWHERE.resolve(mistake + ".md")));
      return;
    }
    page.append("\n```java\n").append(source(mistake, "Bad.java")).append("```\n");
    String said = MistakesTest.text(mistake, "expected.txt").replaceAll("(?m)^\\d+: ", "");
    page.append("\n```text\n").append(said).append("```\n");
    page.append("\nInstead:\n\n```java\n").append(source(mistake, "Good.java")).append("```\n");
  }

  /** The source without what every file begins with. */
  private static String source(String mistake, String file) throws IOException {
    String text =
        MistakesTest.text(mistake, file)
            .lines()
            .filter(line -> !line.startsWith("package ") && !line.equals("import dev.bitunion.*;"))
            .collect(Collectors.joining("\n"));
    return text.strip() + "\n";
  }
}

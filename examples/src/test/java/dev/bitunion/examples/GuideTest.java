package dev.bitunion.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Java in the guide is taken from sources that are compiled and run here. */
class GuideTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @ValueSource(strings = {"memory-backed.md", "atomics.md", "match.md"})
  void everySnippetStandsInASourceFile(String page) throws IOException {
    assumeTrue(Files.isDirectory(DOCS), "skipped: no docs beside this module");
    String sources = sources();
    Matcher snippets = SNIPPET.matcher(Files.readString(DOCS.resolve(page)));
    int found = 0;
    while (snippets.find()) {
      assertThat(sources).as(page).contains(lines(snippets.group(1)));
      found++;
    }
    assertThat(found).isPositive();
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      List<Path> java = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      StringBuilder all = new StringBuilder();
      for (Path file : java) {
        all.append(lines(Files.readString(file))).append('\n');
      }
      return all.toString();
    }
  }

  /** The lines without their indentation. */
  private static String lines(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}

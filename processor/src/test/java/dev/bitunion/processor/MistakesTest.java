package dev.bitunion.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.processor.message.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake has its message, on its line, in the same words under javac and ecj. */
class MistakesTest {
  private static final Path ROOT = Path.of("src/test/resources/mistakes");

  /** What needs more than one source file has tests of its own. */
  private static final Set<Problem> ELSEWHERE =
      Set.of(
          Problem.LOCAL_TYPE, // a compiler need not show local types to processors
          Problem.NESTED_UNKNOWN,
          Problem.TOO_MANY_FIELDS,
          Problem.NESTED_VERSION,
          Problem.INTERNAL);

  @TempDir Path folder;

  static List<String> mistakes() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void javacSaysWhatIsExpected(String mistake) throws IOException {
    assertThat(said(ToolProvider.getSystemJavaCompiler(), mistake))
        .isEqualTo(text(mistake, "expected.txt"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void ecjSaysTheSame(String mistake) throws IOException {
    assertThat(said(new EclipseCompiler(), mistake)).isEqualTo(text(mistake, "expected.txt"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void theFixCompiles(String mistake) throws IOException {
    Compiled.of(Map.of("demo.Good", text(mistake, "Good.java")), "--release", "17", "-Werror").ok();
  }

  @Test
  void everyProblemHasItsCase() throws IOException {
    Set<String> ids =
        Arrays.stream(Problem.values())
            .filter(problem -> !ELSEWHERE.contains(problem))
            .map(problem -> problem.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .collect(Collectors.toSet());
    assertThat(mistakes()).containsExactlyInAnyOrderElementsOf(ids);
    for (String mistake : mistakes()) {
      assertThat(text(mistake, "expected.txt")).contains("[bitunion-" + mistake + "]");
    }
  }

  private String said(JavaCompiler compiler, String mistake) throws IOException {
    Map<String, String> code = Map.of("demo/Bad.java", text(mistake, "Bad.java"));
    List<String> options =
        List.of("--release", "17", "-classpath", System.getProperty("java.class.path"));
    return OnDisk.compile(compiler, folder, code, options).said();
  }

  static String text(String mistake, String file) throws IOException {
    return Files.readString(ROOT.resolve(mistake).resolve(file));
  }
}

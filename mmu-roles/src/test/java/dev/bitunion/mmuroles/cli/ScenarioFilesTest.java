package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.scenario.Scenario;
import dev.bitunion.mmuroles.scenario.TraceSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios that ship: the 50 of the specification, with what it expects of each. */
class ScenarioFilesTest {
  private static final Path FOLDER = Path.of("scenarios");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @Test
  void allFiftyAreThere() throws IOException {
    TreeSet<Integer> numbers =
        files().stream()
            .map(file -> Integer.parseInt(file.getFileName().toString().substring(0, 2)))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(numbers).containsExactlyElementsOf(IntStream.rangeClosed(1, 50).boxed().toList());
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyExpectationHolds(Path file) throws IOException {
    Scenario scenario = Scenario.read(Files.readAllLines(file));
    assertThat(scenario.expectations()).isPositive();
    assertThat(scenario.run(moment -> {}, TraceSink.NONE)).isEmpty();
  }

  /** An expectation that is wrong by one must fail: none of them is empty. */
  @ParameterizedTest
  @MethodSource("files")
  void everyRoleThatIsExpectedMatters(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("expect role ")) {
        continue;
      }
      String word = lines.get(i).substring(lines.get(i).indexOf("0x"));
      List<String> changed = new java.util.ArrayList<>(lines);
      changed.set(i, lines.get(i).replace(word, "0x1" + word.substring(3)));
      assertThat(Scenario.read(changed).run(moment -> {}, TraceSink.NONE))
          .as(file + " line " + (i + 1))
          .hasSize(1);
    }
  }

  /** What sim writes as a trace, replay reads: nothing is violated, and the counts are the same. */
  @ParameterizedTest
  @MethodSource("files")
  void tracesReplayWithoutViolation(Path file) throws IOException {
    Path trace = Files.createTempFile("sim", ".trace");
    try {
      CommandRun sim =
          CommandRun.of("sim", "--format", "json", "--trace", trace.toString(), file.toString());
      assertThat(sim.exitCode()).isZero();
      long made = count(sim.out(), "\"kind\":\"new\"");
      long found = count(sim.out(), "\"kind\":\"existing\"");
      long zapped = count(sim.out(), "\"kind\":\"zapped\"");
      if (made == 0) {
        return; // Nothing to replay.
      }
      CommandRun replay = CommandRun.of("replay", trace.toString());
      assertThat(replay.out())
          .contains("0 violations", made + " new, " + found + " existing, " + zapped + " zapped");
      long walks = count(Files.readString(trace), "kvm_mmu_pagetable_walk:");
      assertThat(replay.out()).contains("walks      " + walks + " checked, ");
      if (!Files.readString(file).contains("\nbehaviour ")) {
        assertThat(replay.exitCode()).isZero();
      } // Another kernel's roles: identity holds, what 5.14 would have had need not.
    } finally {
      Files.delete(trace);
    }
  }

  private static long count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }
}

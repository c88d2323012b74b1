package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded sequences of pages, roots and faults of Linux 5.14's own functions. */
class ConformSequencesTest {
  private static final Path VECTORS = Path.of("../../shared/data/kvm514");
  private static final Path EXTRACTS = Path.of("src/test/resources/conform");

  @ParameterizedTest
  @ValueSource(strings = {"spcache_getpage", "spcache_roots", "spcache_roots2", "spcache_faults"})
  void everySequenceIsMet(String kind) {
    Path file = VECTORS.resolve(kind + ".txt.gz");
    assumeTrue(Files.exists(file), "vectors of the kernel are absent: " + file);
    assertMet(file, kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"spcache_getpage", "spcache_roots", "spcache_roots2", "spcache_faults"})
  void extractsAreMet(String kind) {
    assertMet(EXTRACTS.resolve(kind + ".txt"), kind);
  }

  private static void assertMet(Path file, String kind) {
    CommandRun run = CommandRun.of("conform", "--format", "json", file.toString());
    assertThat(run.out())
        .contains("\"kind\":\"" + kind + "\"", "\"mismatched\":0,\"skipped\":0")
        .doesNotContain("\"checked\":0");
    assertThat(run.exitCode()).isZero();
  }

  /** A wrong expectation anywhere in a line is seen: each result column is compared. */
  @ParameterizedTest
  @CsvSource({
    "spcache_getpage, G, 7",
    "spcache_getpage, G, 14",
    "spcache_roots, RUN, 3",
    "spcache_roots, RUN, 15",
    "spcache_faults, F, 3",
    "spcache_faults, F, 8"
  })
  void aChangedResultIsFound(String kind, String operation, int column) throws IOException {
    List<String> lines = Files.readAllLines(EXTRACTS.resolve(kind + ".txt"));
    int at = 0;
    while (!lines.get(at).startsWith(operation + ",")) {
      at++;
    }
    String[] fields = lines.get(at).split(",", -1);
    fields[column] = fields[column] + "1";
    lines.set(at, String.join(",", fields));
    CommandRun run =
        CommandRun.withInput(String.join("\n", lines), "conform", "--format", "text", "-");
    assertThat(run.out()).contains(" 1 mismatched", "  line " + (at + 1) + ": " + operation + ": ");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void aLineThatIsNoOperationEndsItsFile() {
    CommandRun run = CommandRun.withInput("S,0,SHADOW\nQ,x,1,-,1\n", "conform", "-");
    assertThat(run.err())
        .startsWith("mmu-roles conform: -: line 2: cannot be understood: ")
        .hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void anUnknownOperationIsNamed() {
    CommandRun run = CommandRun.withInput("S,0,SHADOW\nZ,1\n", "conform", "-");
    assertThat(run.err())
        .isEqualTo("mmu-roles conform: -: line 2: cannot be understood: unknown operation 'Z'\n");
    assertThat(run.exitCode()).isEqualTo(3);
  }
}

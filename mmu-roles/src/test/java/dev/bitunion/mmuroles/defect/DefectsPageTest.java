package dev.bitunion.mmuroles.defect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.check.invariant.Invariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The pages of defects and of invariants say what the code says. */
class DefectsPageTest {
  private static final Path DOCS = Path.of("../docs");

  private static List<String> rows(String page) throws IOException {
    return Files.readAllLines(DOCS.resolve(page)).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| id |"))
        .filter(line -> !line.startsWith("| invariant |"))
        .toList();
  }

  @Test
  void thePageListsAllDefects() throws IOException {
    assertThat(rows("defects.md"))
        .containsExactlyElementsOf(Defects.ALL.stream().map(DefectsPageTest::row).toList());
  }

  private static String row(Defect defect) {
    String cve = defect.cve().equals("-") ? "" : ", " + defect.cve();
    String start =
        "| %s | %s | %s%s | ".formatted(defect.id(), defect.title(), defect.fixedIn(), cve);
    return defect.expressible()
        ? start
            + "`%s` | %s | %s |"
                .formatted(
                    defect.behaviour(),
                    defect.violates().title(),
                    defect.run(false).first().orElseThrow().victim())
        : start + "- | - | outside the model: " + defect.outside() + " |";
  }

  @Test
  void thePageListsAllInvariants() throws IOException {
    assertThat(rows("invariants.md"))
        .containsExactlyElementsOf(
            Arrays.stream(Invariant.values()).map(DefectsPageTest::row).toList());
  }

  private static String row(Invariant invariant) {
    return "| %s | %s | %s |"
        .formatted(
            invariant.title(),
            invariant.statement(),
            invariant.breakers().stream()
                .map(behaviour -> "`" + behaviour + "`")
                .collect(Collectors.joining(" ")));
  }
}

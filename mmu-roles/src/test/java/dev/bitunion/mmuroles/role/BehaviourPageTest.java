package dev.bitunion.mmuroles.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of behaviours says what the enum says, and no switch is a dummy. */
class BehaviourPageTest {
  private static final Path PAGE = Path.of("../docs/behaviours.md");
  private static final Path MAIN = Path.of("src/main/java");

  @Test
  void thePageListsThemAll() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(Behaviour.values()).map(BehaviourPageTest::row).toList());
  }

  /** Each of the 30 surprises of chapter 9 is a switch, or the page says why it is none. */
  @Test
  void noSurpriseIsPassedOver() throws IOException {
    List<String> reasons =
        Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("- 9.")).toList();
    List<String> switches = Arrays.stream(Behaviour.values()).map(Behaviour::item).toList();
    for (int i = 1; i <= 30; i++) {
      String item = "9." + i;
      boolean explained = reasons.stream().anyMatch(line -> line.startsWith("- " + item + ": "));
      assertThat(switches.contains(item)).as(item).isNotEqualTo(explained);
    }
  }

  private static String row(Behaviour b) {
    String since = b.since().map(kernel -> "from " + kernel + " ").orElse("");
    String until = b.until().map(kernel -> "before " + kernel).orElse("to this day");
    return "| `%s` | %s | %s%s | %s | %s |"
        .formatted(b.name(), b.item(), since, until, b.summary(), b.evidence());
  }

  @ParameterizedTest
  @EnumSource(Behaviour.class)
  void eachIsAskedFor(Behaviour behaviour) throws IOException {
    String use = "Behaviour." + behaviour.name();
    try (Stream<Path> files = Files.walk(MAIN)) {
      List<Path> users =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> mentions(file, use))
              .toList();
      assertThat(users).isNotEmpty();
    }
  }

  private static boolean mentions(Path file, String text) {
    try {
      return Files.readString(file).contains(text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}

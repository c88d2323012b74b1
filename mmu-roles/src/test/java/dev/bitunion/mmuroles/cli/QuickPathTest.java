package dev.bitunion.mmuroles.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of plain words run without the parser; with an option that changes nothing, with it. */
class QuickPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "decode 0x3714",
        "decode 14100 0x0000000d00003714",
        "decode zz 0x3714",
        "decode 0x",
        "decode 0xffffffffffffffff1",
        "encode level=4 gpte_is_8_bytes access=wux",
        "encode level=44",
        "encode nothing",
      })
  void theParserAnswersTheSame(String line) {
    String[] words = line.split(" ");
    String[] withOption = line.replaceFirst(" ", " --format text ").split(" ");

    CommandRun quick = CommandRun.of(words);
    CommandRun parsed = CommandRun.of(withOption);

    assertThat(quick).isEqualTo(parsed);
    assertThat(quick.out() + quick.err()).isNotEmpty();
  }

  @Test
  void countNeedsNoParserUntilItIsAskedForMore() {
    assertThat(CommandRun.of("count")).isEqualTo(CommandRun.of("count", "--format", "text"));
    assertThat(CommandRun.of("count", "x").err()).contains("Unmatched argument");
    assertThat(CommandRun.of("decode").err()).contains("Missing required parameter");
  }

  @Test
  void theVersionIsTheParsersToo() {
    assertThat(CommandRun.of("--version")).isEqualTo(CommandRun.of("-V"));
  }

  @Test
  void anEmptyWordIsNoCommand() {
    assertThat(CommandRun.of("", "x").err()).contains("'' is no command");
  }

  @Test
  void helpOfACommandBehindAnOptionOfTheTopIsThatOfTheTop() {
    assertThat(CommandRun.of("--help", "decode").out())
        .isEqualTo(CommandRun.of("--help").out())
        .contains("decode", "Says what role words mean");
  }

  /** Loading one of its types opens the jar and an old verifier: a quarter of a short command. */
  @Test
  void theQuickPathNamesNoTypeOfPicocli() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(
            new ClassFileImporter()
                .importClasses(
                    Main.class, Cli.class, Commands.class, Version.class, Session.class));
  }
}

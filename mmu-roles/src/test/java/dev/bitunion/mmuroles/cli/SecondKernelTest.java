package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands with {@code --kernel 6.1}. Expected words are those of 6.1's own traces. */
class SecondKernelTest {
  private static final Path SCENARIOS = Path.of("scenarios");

  @TempDir private Path folder;

  private String scenario(String text) throws IOException {
    return Files.writeString(folder.resolve("a.scenario"), text).toString();
  }

  @Test
  void scenariosExpectTheKernelsWords() throws IOException {
    String file =
        scenario(
            """
            machine S
            let A = 0x100
            sregs cr0=PG,PE cr4=PSE cr3=A
            expect role 0x0000000500000712
            run
            expect new 0x00001712@A 0x00001732@A 0x00001752@A 0x00001772@A
            expect count 0x00001732@A 1
            """);
    CommandRun run = CommandRun.of("sim", "--kernel", "6.1", file);
    assertThat(run.out())
        .contains(
            "root_mmu    0x0000000100000780 -> 0x0000000500000712, root role 0x00001713,"
                + " re-configured\n")
        .contains("why         root_mmu: level 0 -> 2, has_4_byte_gpte 0 -> 1, direct 1 -> 0")
        .endsWith("2 events, 3 expectations, 0 failed\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(CommandRun.of("sim", "--kernel", "6.1", "--format", "json", file).out())
        .contains("\"after\":\"0x0000000500000712\",\"root_role\":\"0x00001713\"");
    assertThat(CommandRun.of("sim", "--format", "json", file).out()).doesNotContain("root_role");
  }

  @Test
  void aPreviousRootComesBackWithoutPcid() throws IOException {
    String file =
        scenario(
            """
            machine S
            let A = 0x100
            let B = 0x200
            sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=A
            run
            cr3 = B
            run
            cr3 = A
            expect root 0x00003704@A
            expect previous B - -
            """);
    assertThat(CommandRun.of("sim", "--kernel", "6.1", file).exitCode()).isEqualTo(ExitCode.FINE);
    CommandRun first = CommandRun.of("sim", file);
    assertThat(first.out()).contains("expect root 0x00003704@A: it is -");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"16-children-64", "18-32-bit-children", "20c-rsm-shadow", "30-shadow-on-shadow"})
  void aSimulatedTraceIsFineAsTheKernels(String name) {
    Path trace = folder.resolve("t.trace");
    CommandRun.of(
        "sim",
        "--kernel",
        "6.1",
        "--trace",
        "" + trace,
        SCENARIOS.resolve(name + ".scenario") + "");
    CommandRun run = CommandRun.of("replay", "--kernel", "6.1", "" + trace);
    assertThat(run.out()).contains("0 violations").contains(" 0 disagree");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void diffNamesTheBehaviourBehindEachDifference() {
    CommandRun run =
        CommandRun.of(
            "diff",
            "--kernel",
            "5.14",
            "--kernel",
            "6.1",
            SCENARIOS.resolve("14-tdp-wp-toggle.scenario").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(run.out())
        .contains("   5  run  alike\n")
        .contains(
            """
              11  run
                  pages       5.14: new 0x00001794@0x0
                              6.1:  existing 0x00003784@0x0
                              why:  TDP_PAGES_FOLLOW_GUEST
            """)
        .contains("6 events, 5.14 and 6.1 part in 2\n  TDP_PAGES_FOLLOW_GUEST, on in 5.14: pages");
  }

  @ParameterizedTest
  @CsvSource({
    "18-32-bit-children,DIRECT_PAGES_ARE_8_BYTE",
    "27-nested-npt,NPT_ROLE_LACKS_GUEST_MODE",
    "31-new-pgd-forgets-smep,NEW_PGD_",
    "34-no-pcid,CR3_LOAD_DROPS_PREVIOUS_ROOTS",
    "38-pae-same-cr3,PDPTR_LOAD_KEEPS_ROOTS",
    "39-tdp-pae-guest,FAST_SWITCH_NEEDS_GUEST_LEVELS",
    "28-npt-pae-collision,EXT_ROLE_LACKS_EFER_LMA"
  })
  void eachDifferenceHasItsScenario(String name, String behaviour) {
    String file = SCENARIOS.resolve(name + ".scenario").toString();
    CommandRun run =
        CommandRun.of("diff", "--kernel", "5.14", "--kernel", "6.1", "--format", "csv", file);
    assertThat(run.out()).contains("file,line,event,what,first,second,because\n", behaviour);
    CommandRun json =
        CommandRun.of("diff", "--kernel", "5.14", "--kernel", "6.1", "--format", "json", file);
    assertThat(json.out()).contains("\"because\":[\"", behaviour);
  }

  @Test
  void aKernelIsAlikeToItself() {
    String file = SCENARIOS.resolve("27-nested-npt.scenario").toString();
    assertThat(CommandRun.of("diff", "--kernel", "6.1", "--kernel", "6.1", file).out())
        .endsWith("13 events, 6.1 and 6.1 part in 0\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "diff --kernel 5.14 --kernel 6.2 a.scenario | 2 | --kernel: the roles of Linux 6.2 are not modelled; modelled are 5.14 and 6.1",
        "diff --kernel 5.14 --kernel 6.1 3714 a.scenario | 2 | give words or scenarios, not both",
        "diff --kernel 5.14 --kernel 6.1 no/such.scenario | 3 | no/such.scenario",
        "sim --kernel 6.2 a.scenario | 2 | --kernel: the roles of Linux 6.2 are not modelled",
      })
  void errorsAreOneLine(String line, int exitCode, String message) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aScenarioThatCannotBeReadIsNamed() throws IOException {
    String file = scenario("machine S\nfly\n");
    CommandRun run = CommandRun.of("diff", "--kernel", "5.14", "--kernel", "6.1", file);
    assertThat(run.err()).contains(file + ":2:1").hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
  }
}

package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of other kernels: decode, diff, profiles. */
class ProfileCommandsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--kernel 6.1 0x3704 | 0x00003704  page role as Linux 6.1",
        "--kernel 5.15 --as ext 0x200 | 0x00000200  extended role as Linux 5.15",
        "--kernel 6.1 0xf00003704 | 0x0000000f00003704  full role as Linux 6.1",
        "--kernel 2.6.32 0x10034 | 0x00010034  page role as Linux 2.6.32",
      })
  void everyAnswerNamesItsLayout(String arguments, String title) {
    CommandRun run = CommandRun.of(("decode " + arguments).split(" "));
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines().findFirst()).contains(title);
  }

  @Test
  void aWordReadsByItsOwnKernelsLayout() {
    CommandRun run = CommandRun.of("decode", "--kernel", "7.2", "--format", "csv", "0x7f04");
    assertThat(run.out())
        .contains("0x7f04,0x00007f04,page,access,11:8,15\n")
        .contains("0x7f04,0x00007f04,page,cr0_wp,14,1\n")
        .contains("0x7f04,0x00007f04,page,invalid,12,1\n");
  }

  @Test
  void whatNoKernelOfThatLayoutHasIsNoted() {
    assertThat(CommandRun.of("decode", "--kernel", "6.1", "0x3714").out())
        .contains(
            "note: impossible as Linux 6.1: tables of 4-byte entries have only the levels 1 and 2");
    assertThat(CommandRun.of("decode", "--kernel", "5.2", "0x80003704").out())
        .contains("note: impossible as Linux 5.2: smm holds 0 or 1, nothing else");
  }

  @Test
  void aKernelBetweenTwoIsReadAsTheOlderOne() {
    CommandRun run = CommandRun.of("decode", "--kernel", "6.5", "0x3704");
    assertThat(run.out()).startsWith("0x00003704  page role as Linux 6.1\n");
    assertThat(run.err())
        .isEqualTo(
            "note: the layout of Linux 6.5 is not known; it lies between 6.1 and 6.12, and is read"
                + " as 6.1\n");
    assertThat(CommandRun.of("decode", "--kernel", "9.0", "1").exitCode()).isEqualTo(2);
  }

  @Test
  void thePluginsTextIsUngarbled() {
    // What trace-cmd prints for 0x2781 of Linux 6.1: its plugin takes bit 4 for pae.
    CommandRun run =
        CommandRun.of(
            "decode",
            "--printed-by",
            "plugin",
            "--kernel",
            "6.1",
            "--format",
            "json",
            "1 q0 direct wux !pae !nxe wp root 0 sync");
    assertThat(run.out())
        .contains("\"word\":\"0x00002781\"")
        .contains("\"has_4_byte_gpte\":0")
        .contains("\"not_printed\":[\"ad_disabled\",\"guest_mode\",\"passthrough\"]")
        .contains("\"possible\":[\"0x00002781\",\"0x00012781\",");
  }

  @Test
  void theKernelsOwnTextTellsWhatItPrints() {
    CommandRun run =
        CommandRun.of(
            "decode",
            "--printed-by",
            "kernel",
            "--kernel",
            "6.1",
            "sp gen 0 gfn 1000 l4 8-byte q0 wux nxe ad root 0 sync new");
    assertThat(run.out())
        .startsWith("0x00001704  page role as Linux 6.1; not printed: cr0_wp, smep_andnot_wp,");
  }

  @Test
  void diffShowsWhereOneWordReadsDifferently() {
    CommandRun run =
        CommandRun.of("diff", "--kernel", "5.14", "--kernel", "6.1", "--format", "json", "0x3714");
    assertThat(run.out())
        .isEqualTo(
            "{\"word\":\"0x00003714\",\"a\":\"5.14\",\"b\":\"6.1\",\"differ\":["
                + "{\"field\":\"gpte_is_8_bytes\",\"a\":1,\"b\":null},"
                + "{\"field\":\"has_4_byte_gpte\",\"a\":null,\"b\":1},"
                + "{\"field\":\"passthrough\",\"a\":null,\"b\":0}]}\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void profilesListsEveryKernel() {
    List<String> lines = CommandRun.of("profiles", "--format", "json").out().lines().toList();
    assertThat(lines).hasSize(26);
    assertThat(lines.get(25)).startsWith("{\"kernel\":\"7.2\",\"page\":[{\"field\":\"level\",");
    assertThat(CommandRun.of("profiles").out())
        .contains("Linux 6.16     page role: is_mirror 19\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "diff --kernel 5.14 1 | give --kernel twice",
        "decode --kernel 4.2 --as full 1 | Linux 4.2 has no extended role; that came with Linux 4.20",
        "decode --kernel 6.1 --btf x 1 | --kernel and --btf both say whose layout; give one",
        "decode --base x 1 | --base is the base of --btf; give that, too",
        "decode --printed-by plugin hello | 'hello' is no page as the plugin prints it",
      })
  void aWrongCommandLineIsOneLine(String arguments, String message) {
    CommandRun run = CommandRun.of(arguments.split(" "));
    assertThat(run.err()).contains(message);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.exitCode()).isEqualTo(2);
  }
}

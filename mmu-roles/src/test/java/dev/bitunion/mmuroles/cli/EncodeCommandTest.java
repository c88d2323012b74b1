package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodeCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "level=4 gpte_is_8_bytes=1 access=7 efer_nx=1 cr0_wp=1 | 0x00003714  page role",
        "level=4 gpte_is_8_bytes access=wux efer_nx cr0_wp | 0x00003714  page role",
        "access=-u- smm=0x1 level=1 gpte_is_8_bytes efer_nx | 0x01001411  page role",
        "level=4 direct=0 | 0x00000004  page role",
        "valid cr0_pg cr4_pae | 0x0000000d  extended role",
        "--as full base.level=4 base.direct ext.valid | 0x0000000100000084  full role",
        "level=4 gpte_is_8_bytes access=7 cr0_wp efer_nx valid cr0_pg cr4_pae cr4_smep"
            + " | 0x0000008d00003714  full role",
        "--as full level=3 | 0x0000000000000003  full role",
      })
  void theWordStandsFirst(String arguments, String start) {
    CommandRun run = CommandRun.of(("encode " + arguments).split(" "));
    assertThat(run.out()).startsWith(start + " as Linux 5.14\n");
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "level=16 | level=16 is out of range 0..15",
        "direct=2 | direct=2 is out of range 0..1",
        "smm=256 | smm=256 is out of range 0..255",
        "level=-1 | level=-1 is out of range 0..15",
        "level | level is a number; write level=0..15",
        "level= | level='': write a number, 0..15",
        "access=xwu | access='xwu': write a number, 0..7",
        "level=0x | level='0x': write a number, 0..15",
        "level=4 level=5 | level is given twice",
        "--as ext level=4 | 'level' is no field of an extended role; it has valid, execonly, cr0_pg,"
            + " cr4_pae, cr4_pse, cr4_pke, cr4_smap, cr4_smep, cr4_la57",
      })
  void aWrongFieldIsOneLine(String arguments, String message) {
    CommandRun run = CommandRun.of(("encode " + arguments).split(" "));
    assertThat(run.err()).isEqualTo("mmu-roles encode: " + message + "\n");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void anUnknownFieldNamesTheOthers() {
    CommandRun run = CommandRun.of("encode", "levle=4");
    assertThat(run.err())
        .startsWith("mmu-roles encode: 'levle' is no field of a full role; it has base.level,")
        .hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--kernel 6.1 level=2 has_4_byte_gpte quadrant=3 access=wux | 0x00000772  page role as Linux 6.1",
        "--kernel 6.1 valid efer_lma | 0x00000081  extended role as Linux 6.1",
        "--kernel 6.1 level=4 valid | 0x0000000100000004  full role as Linux 6.1",
        "--kernel 2.6.32 level=4 direct access=7 | 0x000f0040  page role as Linux 2.6.32",
      })
  void anotherKernelsFieldsHaveItsPlaces(String arguments, String title) {
    CommandRun run = CommandRun.of(("encode " + arguments).split(" "));
    assertThat(run.out().lines().findFirst()).contains(title);
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--kernel 6.1 gpte_is_8_bytes | 'gpte_is_8_bytes' is no field of a full role; it has base.level, base.has_4_byte_gpte,",
        "--kernel 2.6.32 valid | 'valid' is no field of a full role; it has base.glevels,",
        "--kernel 2.6.32 --as full level=1 | Linux 2.6.32 has no extended role; that came with Linux 4.20 (--as page)",
        "--kernel 9.9 level=1 | --kernel: the layout of Linux 9.9 is not known;",
      })
  void whatAnotherKernelLacksIsOneLine(String arguments, String message) {
    CommandRun run = CommandRun.of(("encode " + arguments).split(" "));
    assertThat(run.err()).startsWith("mmu-roles encode: " + message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void anImpossibleWordIsMadeWithANote() {
    assertThat(CommandRun.of("encode", "level=4", "access=7").out())
        .isEqualTo(
            "0x00000704  page role as Linux 5.14\n"
                + "  Shadow of a guest's level-4 table (PML4) of 4-byte entries; access wux; no"
                + " NX, no WP.\n"
                + "  note: impossible as Linux 5.14: tables of 4-byte entries have only the levels"
                + " 1 and 2\n");
  }

  @Test
  void otherFormatsAreThoseOfDecode() {
    String decoded = CommandRun.of("decode", "--format", "json", "0x3714").out();
    String encoded =
        CommandRun.of(
                "encode",
                "--format",
                "json",
                "level=4",
                "gpte_is_8_bytes",
                "access=7",
                "efer_nx",
                "cr0_wp")
            .out();
    assertThat(encoded)
        .isEqualTo(
            decoded.replace("0x3714\"", "level=4 gpte_is_8_bytes access=7 efer_nx cr0_wp\""));
    assertThat(CommandRun.of("encode", "--format", "csv", "valid").out().lines())
        .startsWith("input,word,layout,field,bits,value", "valid,0x00000001,ext,valid,0,1");
  }
}

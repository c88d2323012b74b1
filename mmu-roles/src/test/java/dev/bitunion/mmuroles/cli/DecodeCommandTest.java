package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodeCommandTest {
  private static final String TRACE_TEXT =
      "sp gen 0 gfn 1000 l4 8-byte q0 wux nxe ad root 0 sync new";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x3714 | 0x00003714  page role as Linux 5.14",
        "14100 | 0x00003714  page role as Linux 5.14",
        "role=14100 | 0x00003714  page role as Linux 5.14",
        "d00003714 | 0x0000000d00003714  full role as Linux 5.14",
        "--hex 3714 | 0x00003714  page role as Linux 5.14",
        "--as ext cd | 0x000000cd  extended role as Linux 5.14",
        "--as full 0x3714 | 0x0000000000003714  full role as Linux 5.14",
        "0xffffffffffffffff | 0xffffffffffffffff  full role as Linux 5.14",
        "--kernel 5.14.2 0x3714 | 0x00003714  page role as Linux 5.14",
      })
  void everyAnswerRepeatsTheWordAndNamesItsLayout(String arguments, String title) {
    CommandRun run = CommandRun.of(("decode " + arguments).split(" "));
    assertThat(run.out().lines().findFirst()).contains(title);
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x3714 | Shadow of a guest's level-4 table (PML4) of 8-byte entries; access wux; NX, WP.",
        "0x2721 | Shadow of a guest's level-1 table (page table) of 4-byte entries, half 1 of 0 and 1; access wux; no NX, WP.",
        "0x27b1 | Level-1 page that maps guest frames directly and shadows no guest table (part 1 of a 4 MB page); access wux; no NX, WP.",
        "0x30f14 | Zapped, waiting for its last user: shadow of a guest's level-4 table (PML4) of 8-byte entries, for L2; access wux; no NX, no WP, no accessed and dirty bits.",
        "0x100d712 | Shadow of a guest's level-2 table (page directory) of 8-byte entries; access wux; NX, no WP, SMEP without WP, SMAP without WP; in SMM's address space.",
        "0xd00003794 | A context: root_mmu under two-dimensional paging, PAE paging or 4-level paging; or nested_mmu walking L2's tables, 4-level paging; WP, NX.",
        "0x300030714 | A context: guest_mmu shadowing L1's EPT, 4-level EPT; execute-only entries; no accessed and dirty bits; for L2.",
        "0x100000783 | A context: root_mmu under shadow paging, paging off.",
        "0xc00003714 | A context: root_mmu under shadow paging, 4-level paging; WP, NX; to be configured again, because valid is clear.",
        "--as full 0 | A context that was never configured.",
        "0xffffffffffffffff | No context: nothing computes this role.",
        "--as ext 0x15 | A computed role; 32-bit paging; PSE.",
        "--as ext 0x10d | A computed role; 5-level paging.",
        "--as ext 1 | A computed role; paging off or nested EPT.",
      })
  void oneSentenceSaysWhatItIs(String arguments, String sentence) {
    CommandRun run = CommandRun.of(("decode " + arguments).split(" "));
    assertThat(run.out().lines().skip(1).findFirst().map(String::strip)).contains(sentence);
  }

  @Test
  void everyFieldHasItsPlaceAndValue() {
    assertThat(CommandRun.of("decode", "0x0102a5b1").out())
        .contains(
            "  level                3:0    1\n",
            "  gpte_is_8_bytes      4      1\n",
            "  quadrant             6:5    1\n",
            "  direct               7      1\n",
            "  access               10:8   5  -ux\n",
            "  invalid              11     0\n",
            "  cr0_wp               13     1\n",
            "  smap_andnot_wp       15     1\n",
            "  guest_mode           17     1\n",
            "  smm                  31:24  1\n");
    assertThat(CommandRun.of("decode", "0x10d00003715").out())
        .contains("  base.level           3:0    5\n", "  ext.cr4_la57         40     1\n");
  }

  @Test
  void jsonIsOneObjectAnAnswer() {
    CommandRun run = CommandRun.of("decode", "--format", "json", "0x3714", "0xd00003714");
    assertThat(run.out().lines())
        .containsExactly(
            "{\"input\":\"0x3714\",\"word\":\"0x00003714\",\"kernel\":\"5.14\",\"layout\":\"page\","
                + "\"fields\":{\"level\":4,\"gpte_is_8_bytes\":1,\"quadrant\":0,\"direct\":0,"
                + "\"access\":7,\"invalid\":0,\"efer_nx\":1,\"cr0_wp\":1,\"smep_andnot_wp\":0,"
                + "\"smap_andnot_wp\":0,\"ad_disabled\":0,\"guest_mode\":0,\"smm\":0},"
                + "\"not_printed\":[],\"meaning\":\"Shadow of a guest's level-4 table (PML4) of"
                + " 8-byte entries; access wux; NX, WP.\",\"notes\":[]}",
            "{\"input\":\"0xd00003714\",\"word\":\"0x0000000d00003714\",\"kernel\":\"5.14\","
                + "\"layout\":\"full\",\"base\":{\"word\":\"0x00003714\",\"fields\":{\"level\":4,"
                + "\"gpte_is_8_bytes\":1,\"quadrant\":0,\"direct\":0,\"access\":7,\"invalid\":0,"
                + "\"efer_nx\":1,\"cr0_wp\":1,\"smep_andnot_wp\":0,\"smap_andnot_wp\":0,"
                + "\"ad_disabled\":0,\"guest_mode\":0,\"smm\":0}},\"ext\":{\"word\":\"0x0000000d\","
                + "\"fields\":{\"valid\":1,\"execonly\":0,\"cr0_pg\":1,\"cr4_pae\":1,\"cr4_pse\":0,"
                + "\"cr4_pke\":0,\"cr4_smap\":0,\"cr4_smep\":0,\"cr4_la57\":0}},"
                + "\"not_printed\":[],\"meaning\":\"A context: root_mmu under shadow paging,"
                + " 4-level paging; WP, NX.\",\"notes\":[]}");
  }

  @Test
  void csvHasARowAField() {
    assertThat(CommandRun.of("decode", "--format", "csv", "--as", "ext", "0xd").out().lines())
        .startsWith(
            "input,word,layout,field,bits,value",
            "0xd,0x0000000d,ext,valid,0,1",
            "0xd,0x0000000d,ext,execonly,1,0")
        .hasSize(10);
  }

  @Test
  void traceTextSaysWhatItDoesNotPrint() {
    CommandRun quoted = CommandRun.of("decode", TRACE_TEXT);
    assertThat(quoted.out())
        .startsWith(
            "0x00001714  page role as Linux 5.14; not printed: cr0_wp, smep_andnot_wp,"
                + " smap_andnot_wp, guest_mode, smm\n"
                + "  Shadow of a guest's level-4 table (PML4) of 8-byte entries; access wux; NX.\n")
        .contains("  efer_nx              12     1\n", "  cr0_wp               13     ?\n");
    assertThat(CommandRun.of(("decode " + TRACE_TEXT).split(" "))).isEqualTo(quoted);
    String line = "qemu-663 [000] .... 12.5: kvm_mmu_get_page: " + TRACE_TEXT;
    assertThat(CommandRun.of("decode", line).out()).isEqualTo(quoted.out());
    assertThat(CommandRun.of("decode", "--format", "json", TRACE_TEXT).out())
        .contains(
            "\"not_printed\":[\"cr0_wp\",\"smep_andnot_wp\",\"smap_andnot_wp\",\"guest_mode\","
                + "\"smm\"]")
        .doesNotContain("\"smm\":");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sp gen 0 gfn 0 l2 8-byte q0 direct w-x !nxe !ad root 1 unsync existing | 0x00010392",
        "sp gen 1 gfn fffff l1 4-byte q1 --x invalid nxe ad root 0 sync | 0x00001921",
        "sp gen 0 gfn 0 l5 8-byte q0 direct wux nxe ad root 0 sync new | 0x00001795",
      })
  void traceTextGivesThePrintedFields(String text, String word) {
    assertThat(CommandRun.of("decode", text).out()).startsWith(word + "  page role");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x40714 | bits 23:18 belong to no field",
        "0x0 | a page's level is 1 to 5",
        "0x716 | a page's level is 1 to 5",
        "0x784 | a direct page always has gpte_is_8_bytes",
        "0x703 | tables of 4-byte entries have only the levels 1 and 2",
        "0x734 | no page of this shape has a quadrant",
        "0x741 | no page of this shape has a quadrant",
        "0x7b2 | no page of this shape has a quadrant",
        "0x2000714 | smm holds 0 or 1, nothing else",
        "0x6714 | cr0_wp excludes smep_andnot_wp and smap_andnot_wp",
        "0x34714 | ad_disabled means EPT, which knows neither SMEP nor SMAP",
        "0x10714 | an indirect page with ad_disabled shadows nested EPT: guest_mode and gpte_is_8_bytes are set",
        "0x1602 | 4-byte entries cannot forbid execution",
        "0x612 | without EFER.NX no guest table can forbid execution",
        "--as ext 0x200 | bits 31:9 belong to no field",
        "--as ext 0x9 | without cr0_pg every CR4 bit is clear",
        "--as ext 0x7 | execonly means nested EPT, whose role has no cr0_pg",
        "--as ext 0x105 | cr4_la57 and cr4_pke mean long mode, which needs cr4_pae",
        "0x500003714 | no registers give this role in any of the five ways to compute one",
      })
  void anImpossibleWordDrawsANote(String arguments, String reason) {
    CommandRun run = CommandRun.of(("decode " + arguments).split(" "));
    assertThat(run.out()).contains("  note: impossible as Linux 5.14: " + reason + "\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void digitsThatAreALegalRoleInHexTooDrawANote() {
    String note =
        "note: digits only were read as decimal; as hex, 0x00003714 is a legal page role too:"
            + " write 0x3714 or --hex";
    assertThat(CommandRun.of("decode", "3714").out()).contains(note);
    assertThat(CommandRun.of("decode", "--hex", "3714").out()).doesNotContain("note");
    assertThat(CommandRun.of("decode", "14100").out()).doesNotContain("note");
    CommandRun csv = CommandRun.of("decode", "--format", "csv", "3714");
    assertThat(csv.err()).contains(note);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zz | 'zz' is no word; write hex as 0x3714, or decimal as 14100",
        "0x | '0x' is no word; write hex as 0x3714, or decimal as 14100",
        "0x1ffffffffffffffff | '0x1ffffffffffffffff' has more than 64 bits",
        "18446744073709551616 | '18446744073709551616' has more than 64 bits",
        "--as page 0xd00003714 | '0xd00003714' has more than 32 bits; a page role has 32",
        "--as ext 0xd00003714 | '0xd00003714' has more than 32 bits; an extended role has 32",
      })
  void aMalformedWordIsOneLine(String arguments, String message) {
    CommandRun run = CommandRun.of(("decode " + arguments).split(" "));
    assertThat(run.err()).isEqualTo("mmu-roles decode: " + message + "\n");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void cutTraceTextIsOneLine() {
    CommandRun run = CommandRun.of("decode", "sp gen 0 gfn 1000 l4 8-byte q0 wu");
    assertThat(run.err())
        .isEqualTo(
            "mmu-roles decode: 'sp gen 0 gfn 1000 l4 8-byte q0 wu' is no whole page text; it reads"
                + " 'sp gen 0 gfn 1000 l4 8-byte q0 wux nxe ad root 0 sync new'\n");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(CommandRun.of("decode", "--as", "full", TRACE_TEXT).err())
        .isEqualTo(
            "mmu-roles decode: trace text prints a page role; it cannot be read as a full role\n");
  }

  @Test
  void longNonsenseIsCut() {
    CommandRun run = CommandRun.of("decode", "z".repeat(1_000_000), "1".repeat(1_000_000));
    assertThat(run.err())
        .isEqualTo(
            "mmu-roles decode: '"
                + "z".repeat(40)
                + "...' is no word; write hex as 0x3714, or decimal as 14100\n"
                + "mmu-roles decode: '"
                + "1".repeat(40)
                + "...' has more than 64 bits\n");
  }

  @Test
  void standardInputIsALineAWord() {
    CommandRun run =
        CommandRun.withInput("0x3714\n\nzz\n  14100\r\n" + TRACE_TEXT + "\n", "decode", "-");
    assertThat(run.out().lines().filter(line -> line.startsWith("0x")))
        .hasSize(3)
        .allMatch(line -> line.contains("page role as Linux 5.14"));
    assertThat(run.err())
        .isEqualTo(
            "mmu-roles decode: -: line 3: 'zz' is no word; write hex as 0x3714, or decimal as"
                + " 14100\n");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(CommandRun.withInput("", "decode", "-").err())
        .isEqualTo("mmu-roles decode: -: empty\n");
  }
}

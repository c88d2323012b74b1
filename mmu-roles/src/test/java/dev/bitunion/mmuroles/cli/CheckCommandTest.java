package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What check prints, and what it says to wrong input. */
class CheckCommandTest {
  @Test
  void honestyNamesWhatItFindsAndShowsTheSmallest() {
    CommandRun run = CommandRun.of("check", "honesty", "--mmu", "npt");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(
            "npt: 1,920 register states, 160 full roles\n"
                + "  32 roles stand for states that differ, in 2,560 pairs\n"
                + "    2,560 by EXT_ROLE_LACKS_EFER_LMA (9.3): ")
        .contains(
            "    smallest role 0x0000000d00000714\n"
                + "      first:   CR0 {PG} CR4 {PAE} EFER {}\n"
                + "      second:  CR0 {PG} CR4 {PAE} EFER {LMA}\n"
                + "      differs: root level, reserved bits\n")
        .endsWith("  nothing is carried over in 25,440 transitions between roles\n");
  }

  @Test
  void honestyIsCleanWithTheBehaviourFixed() {
    String[] fixed = {"check", "honesty", "--mmu", "NPT", "--fix", "ext-role-lacks-efer-lma"};
    CommandRun run = CommandRun.of(fixed);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("as Linux 5.14 without EXT_ROLE_LACKS_EFER_LMA, guest MAXPHYADDR 46\n\nnpt: ")
        .contains("  honest: states with the same role translate alike\n");
  }

  @Test
  void allFixesEverything() {
    assertThat(CommandRun.of("check", "honesty", "--mmu", "ept", "--fix", "all").out())
        .contains("as Linux 5.14 with every behaviour fixed, guest MAXPHYADDR 46\n")
        .contains("ept: 16 register states, 16 full roles\n  honest: ");
  }

  @Test
  void honestyAsJsonAndCsv() {
    assertThat(CommandRun.of("check", "honesty", "--mmu", "npt", "--format", "json").out())
        .startsWith(
            "{\"mmu\":\"npt\",\"states\":1920,\"roles\":160,\"dishonest\":32,\"pairs\":2560,"
                + "\"named\":{\"EXT_ROLE_LACKS_EFER_LMA\":2560},\"unattributed\":0,"
                + "\"counterexample\":[{\"role\":\"0x0000000d00000714\",")
        .endsWith(
            "\"carried\":{\"transitions\":25440,\"carrying\":0,\"roles\":0,\"parts\":[],"
                + "\"named\":{},\"unattributed\":0,\"counterexample\":[]}}\n");
    assertThat(CommandRun.of("check", "honesty", "--mmu", "ept", "--format", "csv").out())
        .isEqualTo(
            "mmu,states,roles,dishonest,pairs,transitions,carrying,unattributed\n"
                + "ept,16,16,0,0,240,0,0\n");
  }

  @Test
  void minimalitySaysWhatAFieldWithoutEffectCosts() {
    CommandRun text = CommandRun.of("check", "minimality");
    assertThat(text.exitCode()).isZero();
    assertThat(text.out())
        .contains("tdp     linear  cr0_wp           without effect  12, without it 6\n")
        .contains("shadow  8-byte  cr0_wp           needed          90\n");
    assertThat(CommandRun.of("check", "minimality", "--format", "json").out())
        .contains(
            "{\"mmu\":\"npt\",\"tables\":\"4-byte\",\"field\":\"efer_nx\","
                + "\"verdict\":\"without_effect\",\"words\":16,\"without\":8}\n");
    assertThat(CommandRun.of("check", "minimality", "--format", "csv").out())
        .startsWith("mmu,tables,field,verdict,words,without\n")
        .contains("ept,8-byte,guest_mode,constant,8,8\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check | mmu-roles check: what to check is missing: ",
        "check foo | mmu-roles check: 'foo' is no command; there are honesty, minimality",
        "check honesty --mmu x | mmu-roles check honesty: --mmu: 'x' is none of tdp, shadow, npt,",
        "check honesty --fix x | mmu-roles check honesty: --fix: 'x' is no behaviour; there are all,",
        "check honesty y | mmu-roles check honesty: Unmatched argument at index 2: 'y'"
      })
  void refuses(String line, String message) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(message).hasLineCount(1);
  }

  @Test
  void gfnTrackReachesWhatCountGives() {
    CommandRun run = CommandRun.of("check", "gfn-track");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "\nthe longest: shadow paging, with LA57, with nested guests, address space 0\n"
                + "  L1, level 2, 4-byte entries, NX                20\n")
        .endsWith(
            "  together                                      460\n"
                + "gfn_track holds 65,535, 142 times as much: 65,075 more pages would have to be"
                + " found\n")
        .doesNotContain("differs");
    assertThat(CommandRun.of("check", "gfn-track", "--format", "csv").out())
        .startsWith("case,events,counter,count,most,distance\n")
        .contains("\nnested NPT,384,88,88,65535,65447\n")
        .hasLineCount(16);
    assertThat(CommandRun.of("check", "gfn-track", "--format", "json").out())
        .contains("{\"case\":\"nested NPT\",\"events\":384,\"counter\":88,\"count\":88,")
        .contains("\"derivation\":[{\"kind\":\"level 2, 4-byte entries, NX\",\"pages\":16}")
        .hasLineCount(15);
  }
}

package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.defect.Defect;
import dev.bitunion.mmuroles.defect.Defects;
import org.junit.jupiter.api.Test;

/** What defects prints, and what it says to wrong input. */
class DefectsCommandTest {
  @Test
  void runAllHasALineADefect() {
    CommandRun run = CommandRun.of("defects", "run", "all");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    for (Defect defect : Defects.ALL) {
      if (defect.expressible()) {
        assertThat(run.out())
            .containsOnlyOnce(
                defect.id()
                    + "  broken side: violated "
                    + defect.violates().title()
                    + "; fixed side: clean; "
                    + defect.behaviour()
                    + "\n");
      }
    }
    assertThat(run.out())
        .endsWith(
            "29 of 33 defects played, 29 as they are said to be; outside the model: B08, B21, B22,"
                + " B29\n");
  }

  @Test
  void runAllAsJsonAndCsv() {
    assertThat(CommandRun.of("defects", "run", "all", "--format", "json").out())
        .hasLineCount(29)
        .contains(
            "{\"id\":\"B31\",\"behaviour\":\"CHILD_ROLE_NOT_COMPARED\",\"invariant\":\"child"
                + " link\",\"broken\":\"violated\",\"fixed\":\"clean\",\"victim\":\"a user read of"
                + " 0x1000 reaches frame 0x201; the guest's tables say frame 0x6\"}\n");
    assertThat(CommandRun.of("defects", "run", "ALL", "--format", "csv").out())
        .hasLineCount(30)
        .startsWith("id,behaviour,invariant,broken,fixed,victim\nB01,DIRECT_ROLE_LACKS_ACCESS,");
  }

  @Test
  void theBrokenSideIsAFinding() {
    CommandRun run = CommandRun.of("defects", "run", "b31");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("B31  KVM: x86: Fix shadow paging use-after-free due to unexpected role\n")
        .contains("\n  side       broken: the behaviour is on\n")
        .contains("\n  line 16    fault 0 user read\n    violated child link: page 2 ")
        .endsWith(
            "\n  victim     a user read of 0x1000 reaches frame 0x201; the guest's tables say"
                + " frame 0x6\n");
  }

  @Test
  void theFixedSideIsNone() {
    CommandRun run = CommandRun.of("defects", "run", "B31", "--fixed");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("\n  side       fixed: the behaviour is off\n")
        .endsWith("\n  clean      every invariant holds after every event\n")
        .doesNotContain("violated");
  }

  @Test
  void oneSideAsJsonAndCsv() {
    assertThat(CommandRun.of("defects", "run", "B27", "--format", "json").out())
        .startsWith("{\"id\":\"B27\",\"title\":\"KVM: x86/mmu: Refresh CR0.WP prior to")
        .contains("\"side\":\"broken\",\"violated\":true,\"victim\":\"access {W} to a page")
        .contains("\"violations\":[{\"line\":7,\"invariant\":\"honesty\",\"subject\":\"root_mmu\"")
        .hasLineCount(1);
    assertThat(CommandRun.of("defects", "run", "B27", "--fixed", "--format", "json").out())
        .endsWith("\"side\":\"fixed\",\"violated\":false,\"victim\":\"\",\"violations\":[]}\n");
    assertThat(CommandRun.of("defects", "run", "B20", "--format", "csv").out())
        .startsWith("id,side,line,invariant,subject,sentence\nB20,broken,")
        .hasLineCount(2);
  }

  @Test
  void listSaysWhatEachIs() {
    CommandRun run = CommandRun.of("defects", "list");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "B16  KVM: X86: MMU: Use the correct inherited permissions to get shadow page\n"
                + "     fixed in 5.13, CVE-2021-38198\n"
                + "     breaks rights by TABLES_GET_LAST_ACCESS\n")
        .contains("\n     outside the model: Hyper-V flush hypercalls are not modelled\n")
        .hasLineCount(3 * 33);
    assertThat(CommandRun.of("defects", "list", "--format", "json").out())
        .hasLineCount(33)
        .contains("\"behaviour\":\"\",\"invariant\":\"\",\"outside\":\"Hyper-V flush");
    assertThat(CommandRun.of("defects", "list", "--format", "csv").out())
        .startsWith("id,title,fixed,cve,behaviour,invariant,outside\nB01,")
        .hasLineCount(34);
  }

  @Test
  void showGivesWhatSimPlays() {
    CommandRun show = CommandRun.of("defects", "show", "B25");
    assertThat(show.exitCode()).isZero();
    CommandRun sim = CommandRun.withInput(show.out(), "sim", "--check", "-");
    assertThat(sim.exitCode()).isZero();
    assertThat(sim.out())
        .contains("violated    sync before link: ")
        .contains("[CHILD_LINKED_UNSYNCED]\n")
        .endsWith("-: 11 events, 0 expectations, 0 failed, 1 violations of invariants\n");
  }

  @Test
  void wrongInputGetsOneLine() {
    CommandRun unknown = CommandRun.of("defects", "run", "B99");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err())
        .startsWith("mmu-roles defects run: 'B99' is no defect; there are B01, B02, ")
        .endsWith(", B32, B33\n")
        .hasLineCount(1);
    CommandRun outside = CommandRun.of("defects", "show", "B29");
    assertThat(outside.exitCode()).isEqualTo(2);
    assertThat(outside.err())
        .isEqualTo(
            "mmu-roles defects show: B29 is outside the model: Hyper-V flush hypercalls are not"
                + " modelled\n");
    CommandRun both = CommandRun.of("defects", "run", "all", "--fixed");
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--fixed means nothing with all, which plays both sides");
    CommandRun nothing = CommandRun.of("defects");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("what to do is missing: list, run or show");
  }
}

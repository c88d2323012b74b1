package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccessCommandTest {
  @Test
  void aSweepCountsNamedDifferences() {
    CommandRun run = CommandRun.of("access", "--levels", "32");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .hasSize(5)
        .startsWith("158720 cases checked, 0 disagreements")
        .anyMatch(line -> line.startsWith("  792 by AC_OVERRIDES_IMPLICIT_ACCESS (9.12): "));
  }

  @Test
  void jsonAndCsv() {
    assertThat(CommandRun.of("access", "--levels", "pae", "--format", "json").out())
        .startsWith("{\"levels\":\"pae\",\"cases\":526976,\"disagreements\":0,\"named\":{")
        .contains("\"MASKS_STALE_WITHOUT_PAGING\":2352")
        .endsWith("\"disagreement_list\":[]}\n");
    assertThat(CommandRun.of("access", "--levels", "32", "--format", "csv").out().lines())
        .startsWith("levels,what,count", "32,cases,158720", "32,disagreements,0");
  }

  @Test
  void unknownLevelsAreAnError() {
    CommandRun run = CommandRun.of("access", "--levels", "6");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .isEqualTo(
            "mmu-roles access: --levels: '6' is not one of 4, 5, pae, 32 and ept; see 'mmu-roles"
                + " access --help'\n");
    assertThat(CommandRun.of("access").err())
        .contains("Missing required option: '--levels=LEVELS'");
  }
}

package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What replay --check says of a trace's invariants. */
class ReplayCheckTest {
  private static final String REAL = "traces/npt0-modes-head.txt.gz";

  private static String raw(String event, int role, int unsync, String more) {
    return "         minivmm-640   [000]    15.145245: "
        + event
        + ":      mmu_valid_gen=0 gfn=512 role="
        + role
        + " root_count=0 unsync="
        + unsync
        + more
        + "\n";
  }

  private static String get(int role) {
    return raw("kvm_mmu_get_page", role, 0, " created=1");
  }

  @Test
  void aRealTraceShowsPagesThatMeanTheSame() {
    CommandRun run = CommandRun.of("replay", "--check", REAL);
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            """
            invariants:
              lookup key        217 checked, 0 violated (identity)
              child link        217 checked, 0 violated (roles)
              rights            a trace does not show it
            """)
        .contains("  minimality        98 checked, 9 violated (page events)\n")
        .contains("  3 by QUADRANT_ON_DIRECT_PAGES\n  8 by ROLE_BITS_WITHOUT_EFFECT\n")
        .contains(
            "  line 2279: minimality: gfn 0xa00 role 0x000007b1 means the same as role 0x00000791"
                + " (quadrant 0 -> 1) [QUADRANT_ON_DIRECT_PAGES]\n");
  }

  @Test
  void withoutItNothingIsAdded() {
    assertThat(CommandRun.of("replay", REAL).out()).doesNotContain("invariants:");
    assertThat(CommandRun.of("replay", "--format", "json", REAL).out())
        .doesNotContain("\"invariants\"");
  }

  @Test
  void jsonHoldsRowsAndNames() {
    assertThat(CommandRun.of("replay", "--check", "--format", "json", REAL).out())
        .contains("{\"invariant\":\"minimality\",\"shown\":true,\"checked\":98,\"violated\":9}")
        .contains("{\"invariant\":\"rights\",\"shown\":false,\"checked\":0,\"violated\":0}")
        .contains(
            "\"named\":{\"QUADRANT_ON_DIRECT_PAGES\":3,\"ROLE_BITS_WITHOUT_EFFECT\":8},"
                + "\"unattributed\":0}");
  }

  /** 0x3712: level 2, 64-bit. Only pages of the other address space explain that it goes unsync. */
  @Test
  void anUpperLevelPageThatGoesUnsyncNeedsAnExplanation() {
    String unsync = raw("kvm_mmu_unsync_page", 0x3712, 0, "");
    CommandRun news =
        CommandRun.withInput(get(0x3712) + unsync, "replay", "--check", "--start", "mid-life", "-");
    assertThat(news.exitCode()).isEqualTo(1);
    assertThat(news.out())
        .contains("  gfn track         1 checked, 1 violated (page events)\n")
        .contains("  1 that no named behaviour explains\n")
        .endsWith(
            "  line 2: gfn track: gfn 0x200 role 0x00003712 is an upper-level page and becomes"
                + " unsync [no behaviour explains it]\n");
    CommandRun known =
        CommandRun.withInput(
            get(0x3712) + get(0x01003713) + unsync,
            "replay",
            "--check",
            "--start",
            "mid-life",
            "-");
    assertThat(known.exitCode()).isZero();
    assertThat(known.out()).contains("  1 by TRACKING_CHECKED_IN_ONE_SPACE\n");
  }

  /** A zap or a zap of everything ends what a page is compared with. */
  @Test
  void pagesThatAreGoneAreNotCompared() {
    String zap = raw("kvm_mmu_prepare_zap_page", 0x3791, 0, "");
    CommandRun run =
        CommandRun.withInput(
            get(0x3791) + zap + get(0x1791), "replay", "--check", "--start", "mid-life", "-");
    assertThat(run.out()).contains("  minimality        2 checked, 0 violated (page events)\n");
    CommandRun both =
        CommandRun.withInput(
            get(0x3791) + get(0x1791), "replay", "--check", "--start", "mid-life", "-");
    assertThat(both.out()).contains("  minimality        2 checked, 1 violated (page events)\n");
  }

  @Test
  void whatItDoesNotGoWithIsSaid() {
    CommandRun csv = CommandRun.of("replay", "--check", "--format", "csv", REAL);
    assertThat(csv.exitCode()).isEqualTo(2);
    assertThat(csv.err())
        .contains("--check adds to the answer as text or JSON, not to --gfn, --around or csv");
    CommandRun kernel = CommandRun.of("replay", "--check", "--kernel", "6.1", REAL);
    assertThat(kernel.exitCode()).isEqualTo(2);
    assertThat(kernel.err()).contains("--check judges traces of 5.14 only");
  }
}

package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimCommandTest {
  private static final String ROOT = "machine E4\nrun\nexpect used 1\n";

  @Test
  void jsonHoldsEventsAndFailures() {
    CommandRun run =
        CommandRun.withInput(ROOT.replace("used 1", "used 2"), "sim", "--format", "json", "-");
    assertThat(run.out())
        .isEqualTo(
            "{\"file\":\"-\",\"events\":[{\"line\":2,\"event\":\"run\",\"outcome\":\"ok\","
                + "\"detail\":\"\",\"roles\":[],\"pages\":[{\"kind\":\"new\",\"page\":0,"
                + "\"gfn\":\"0x0\",\"role\":\"0x00000794\"}],\"why\":[\"root_mmu: root loaded\"],"
                + "\"context\":\"root_mmu\",\"role\":\"0x0000000100000794\","
                + "\"root\":\"0x00000794@0x0 for 0x0\",\"previous\":[\"-\",\"-\",\"-\"],"
                + "\"requests\":\"-\",\"gfn_track\":[],\"used\":1,\"indirect\":0,\"unsync\":0}],"
                + "\"expectations\":1,\"failures\":[{\"line\":3,"
                + "\"expectation\":\"expect used 2\",\"actual\":\"it is 1\"}]}\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void csvHasARowAnEvent() {
    CommandRun run = CommandRun.withInput(ROOT, "sim", "--format", "csv", "-");
    assertThat(run.out())
        .isEqualTo(
            SimPrinter.CSV_HEADER
                + "\n-,2,run,ok,,root_mmu,0x0000000100000794,,new#0 0x00000794@0x0,"
                + "0x00000794@0x0 for 0x0,- - -,-,,1,0,0\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void anErrorNamesFileLineAndColumn() {
    CommandRun run = CommandRun.withInput("machine E4\nrun fast\n", "sim", "-");
    assertThat(run.err()).isEqualTo("mmu-roles sim: -:2:5: 'fast' is not expected here\n");
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void aTraceTakesOneScenario() {
    CommandRun two = CommandRun.of("sim", "--trace", "t", "a", "b");
    assertThat(two.err())
        .startsWith("mmu-roles sim: --trace takes the events of one scenario; name one FILE");
    assertThat(two.exitCode()).isEqualTo(2);
    CommandRun nowhere = CommandRun.withInput(ROOT, "sim", "--trace", "no/such/folder/t", "-");
    assertThat(nowhere.err())
        .startsWith("mmu-roles sim: --trace: no/such/folder/t: cannot be written: ")
        .hasLineCount(1);
    assertThat(nowhere.exitCode()).isEqualTo(3);
  }

  private static final String STALE_PDPTE =
      """
      machine S
      let G = 0x100
      let D = 0x101
      let F = 0x102
      store pte G[0] = D P
      sregs cr0=PG,PE,WP cr4=PAE efer=NX cr3=G
      run
      store pte G[0] = F P
      cr3 = G
      """;

  @Test
  void checkNamesWhatDoesNotHoldAndWhoIsToBlame() {
    CommandRun run = CommandRun.withInput(STALE_PDPTE, "sim", "--check", "-");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains(
            "        violated    root reuse: root 0 of root_mmu: it stands for frame 0x101, and the"
                + " loaded PDPTE is 0x102001: accesses from 0x0 on are translated by the table"
                + " before [PDPTR_LOAD_KEEPS_ROOTS]\n")
        .endsWith("-: 5 events, 0 expectations, 0 failed, 1 violations of invariants\n");
    String fixed =
        STALE_PDPTE.replace("machine S\n", "machine S\nbehaviour PDPTR_LOAD_KEEPS_ROOTS off\n");
    assertThat(CommandRun.withInput(fixed, "sim", "--check", "-").out())
        .endsWith("-: 5 events, 0 expectations, 0 failed, 0 violations of invariants\n");
  }

  @Test
  void checkAddsViolationsToJsonAndNotesToCsv() {
    CommandRun json = CommandRun.withInput(STALE_PDPTE, "sim", "--check", "--format", "json", "-");
    assertThat(json.out())
        .contains(
            "\"failures\":[],\"violations\":[{\"line\":9,\"invariant\":\"root reuse\","
                + "\"subject\":\"root 0 of root_mmu\",\"sentence\":\"it stands for frame 0x101,")
        .endsWith("\"behaviours\":[\"PDPTR_LOAD_KEEPS_ROOTS\"]}]}\n");
    assertThat(CommandRun.withInput(ROOT, "sim", "--check", "--format", "json", "-").out())
        .endsWith("\"violations\":[]}\n");
    CommandRun csv = CommandRun.withInput(STALE_PDPTE, "sim", "--check", "--format", "csv", "-");
    assertThat(csv.err())
        .startsWith("note: -: line 9: root reuse: root 0 of root_mmu: ")
        .endsWith(" [PDPTR_LOAD_KEEPS_ROOTS]\n");
  }
}

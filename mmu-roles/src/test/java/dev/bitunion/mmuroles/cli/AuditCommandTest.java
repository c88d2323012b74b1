package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditCommandTest {
  // 1. A PML4, the page table of another gfn, 2. the first again, 3. 4-byte entries at level 4.
  private static final String LIST = "gfn,role\n0x200,0x3714\n512,14097\n0x200,0x3714\n9,0x3704\n";

  private static CommandRun audit(String list, String... options) {
    String[] args = new String[options.length + 2];
    args[0] = "audit";
    System.arraycopy(options, 0, args, 1, options.length);
    args[args.length - 1] = "-";
    return CommandRun.withInput(list, args);
  }

  @Test
  void whatCannotBeIsFoundAndTheRestCounted() {
    CommandRun run = audit(LIST);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("-: 4 pages as Linux 5.14, 0 of them invalid\n")
        .contains("  impossible 1\n  duplicates 1\n  roles      3 distinct\n")
        .contains("  gfns       2 with live pages; at most 2 of one gfn (gfn 0x200)\n")
        .contains("  gfn_track  at most 1 (gfn 0x9)\n")
        .contains(
            "  line 4: gfn 0x200 role 0x00003714: duplicate: a live page of the same gfn and role"
                + " stands in line 2\n")
        .contains(
            "  line 5: gfn 0x9 role 0x00003704: impossible-role: tables of 4-byte entries have only"
                + " the levels 1 and 2\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"gfn\": 512, \"role\": \"0x3714\"}\n{\"role\": 14097, \"gfn\": \"0x200\", \"x\": 1}\n",
        "gfn,role\n512,14100\n0x200,0x3711\n",
        "\"0x200\",\"0x3714\",more\n512,14097\n",
        "gfn = 0x200, role.word = 0x3714\ngfn = 512\nrole.word = 14097\n",
        "struct kvm_mmu_page {\n  gfn = 512,\n  role = {\n    word = 14100,\n  },\n}\n"
            + "  .gfn = (gfn_t)512,\n  .role = {\n    .word = (u32)14097,\n",
        "role.word = 0x3714 gfn = 0x200\nrole = 0x3711\ngfn = 0x200\n",
      })
  void allFormsSayTheSame(String list) {
    CommandRun run = audit(list, "--format", "json");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(run.out())
        .startsWith(
            "{\"file\":\"-\",\"kernel\":\"5.14\",\"pages\":2,\"invalid\":0,\"impossible\":0,"
                + "\"duplicates\":0,\"findings\":[],\"distinct_roles\":2,\"gfn_track_peak\":1,"
                + "\"gfn_track_gfn\":\"0x200\",\"roles_per_gfn\":[{\"gfn\":\"0x200\",\"roles\":2}],"
                + "\"roles\":[{\"role\":\"0x00003711\",\"pages\":1,");
  }

  @Test
  void zappedPagesMayRepeatAndSmmIsASpaceOfItsOwn() {
    CommandRun run = audit("1,0x3f14\n1,0x3f14\n1,0x3714\n1,0x1003714\n1,0x3713\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(run.out())
        .contains("5 pages as Linux 5.14, 2 of them invalid\n")
        .contains("at most 3 of one gfn (gfn 0x1)\n")
        .contains("  gfn_track  at most 2 (gfn 0x1)\n");
  }

  @Test
  void anotherKernelsRolesAreItsOwn() {
    assertThat(audit("1,0x43704\n", "--kernel", "6.1").exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(audit("1,0x43704\n").exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(audit("1,2\n", "--kernel", "9.9").exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void csvHasARowAFinding() {
    assertThat(audit(LIST, "--format", "csv").out())
        .startsWith(
            "file,line,kind,gfn,role,earlier_line,reason\n-,4,duplicate,0x200,0x00003714,2,")
        .contains("\n-,5,impossible-role,0x9,0x00003704,,");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing | -: no page in it; write 'gfn,role' rows, or lines {\"gfn\": ..., \"role\": ...}",
        "{\"gfn\": 1} | -: line 1: no \"gfn\" and \"role\" in '{\"gfn\": 1}' (entries not read: 1)",
        "gfn = 1 | -: line 1: a gfn without a role (entries not read: 1)",
        "role = 1 | -: line 1: a role without a gfn (entries not read: 1)",
        "1,0x100000000 | -: line 1: '0x100000000' is too large for a role (entries not read: 1)",
        "0x10000000000000,1 | -: line 1: '0x10000000000000' is too large for a gfn (entries not read: 1)",
      })
  void anEntryThatCannotBeReadIsOneLine(String list, String message) {
    CommandRun run = audit(list + "\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(run.err()).isEqualTo("mmu-roles audit: " + message + "\n");
  }
}

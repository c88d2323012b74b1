package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bitunion.mmuroles.profile.RoleProfile;
import dev.bitunion.mmuroles.profile.RoleProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traces of other kernels than 5.14. */
class ReplayKernelTest {
  private static final String PREFIX = "minivmm-640 [000] 15.1: ";

  @TempDir private Path folder;

  private static String page(String event, long gfn, int role, String rest) {
    return PREFIX
        + event
        + ": mmu_valid_gen=0 gfn="
        + gfn
        + " role="
        + Integer.toUnsignedLong(role)
        + " root_count=0 unsync=0"
        + rest
        + "\n";
  }

  private static String created(long gfn, int role) {
    return page("kvm_mmu_get_page", gfn, role, " created=1");
  }

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("t.txt"), text).toString();
  }

  /** Level-2 table of 8-byte entries, in a kernel's own layout, with some fields more. */
  private static int table(RoleProfile profile, Map<String, Integer> more) {
    Map<String, Integer> fields = new HashMap<>(more);
    fields.put("level", 2);
    fields.put("gpte_is_8_bytes", 1);
    fields.put("cr4_pae", 1);
    fields.keySet().removeIf(name -> profile.page().slot(name) == null);
    return profile.page().word(fields);
  }

  @Test
  void everyKernelsPagesAreKeptByItsOwnFields() throws IOException {
    for (RoleProfile profile : RoleProfiles.ALL) {
      int table = table(profile, Map.of());
      int invalid = table(profile, Map.of("invalid", 1));
      int direct = table(profile, Map.of("direct", 1, "metaphysical", 1));
      String trace =
          created(7, table)
              + created(7, direct)
              + page("kvm_mmu_prepare_zap_page", 7, table, "")
                  .replace("root_count=0", "root_count=1")
              + page("kvm_mmu_prepare_zap_page", 7, invalid, "")
              + created(7, table)
              + created(7, table);
      boolean hasInvalid = invalid != table;
      CommandRun run =
          CommandRun.of(
              "replay", "--start", "nothing", "--kernel", "" + profile.release(), file(trace));
      assertThat(run.out())
          .as(profile.label())
          .contains(hasInvalid ? "  identity   1 violation\n" : "  identity   ")
          .contains("  roles      2 distinct; at most 2 live pages of one gfn (gfn 0x7)\n")
          .contains("  gfn_track  peak 1 (gfn 0x7)\n");
      assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "npt0-modes.trace.txt.gz",
        "npt0-modes.rawfields.txt.gz",
        "npt0-modes.dat.gz",
        "npt1-svm_npt.head.trace.txt.gz",
        "npt1-svm_npt.rawfields.txt.gz",
        "la57-npt1.rawfields.txt.gz",
      })
  void tracesOf61AreFineAs61AndCountTheSame(String name) {
    Path trace = Path.of("..", "..", "shared", "data", "traces", "6.1.0", name);
    assumeTrue(Files.exists(trace), "no shared test data: " + name);
    CommandRun told = CommandRun.of("replay", "--format", "csv", "--kernel", "6.1", "" + trace);
    CommandRun untold = CommandRun.of("replay", "--format", "csv", "" + trace);
    assertThat(told.out()).isEqualTo(untold.out());
    assertThat(told.err()).isEmpty();
    assertThat(told.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(untold.err()).startsWith("note: ");
  }

  @Test
  void aKernelBetweenTwoIsReadAsTheOlderWithANote() throws IOException {
    CommandRun run = CommandRun.of("replay", "--kernel", "6.5", file(created(0, 14212)));
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(run.err())
        .isEqualTo(
            "note: the layout of Linux 6.5 is not known; it lies between 6.1 and 6.12, and is read"
                + " as 6.1\n");
    assertThat(run.out())
        .contains(
            "  verdicts   none: they are made for --kernel 5.14 and --kernel 6.1; the words are"
                + " read as those of Linux 6.1\n")
        .contains("0x00003784  Level-4 page that maps guest frames directly");
  }

  @Test
  void aWordThatTheNamedKernelCannotHaveIsAViolation() throws IOException {
    String trace = file(created(512, 0x3714));
    CommandRun run = CommandRun.of("replay", "--kernel", "6.1", trace);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FOUND);
    assertThat(run.out())
        .contains("  line 1: gfn 0x200 role 0x00003714: no page can have this role\n");
    assertThat(CommandRun.of("replay", trace).exitCode()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void eventsTellOfAnotherKernel() throws IOException {
    String later = file(created(512, 0x3714) + PREFIX + "kvm_nested_vmenter: rip: 0x1\n");
    assertThat(CommandRun.of("replay", later).err())
        .isEqualTo(
            "note: "
                + later
                + ": another kernel than 5.14 wrote it (seen: the event kvm_nested_vmenter); name"
                + " it with --kernel\n");
    String older = file(created(512, 0x3704) + PREFIX + "kvm_nested_vmrun: rip: 0x1\n");
    assertThat(CommandRun.of("replay", "--kernel", "6.1", older).err())
        .isEqualTo(
            "note: "
                + older
                + ": another kernel than 6.1 wrote it (seen: the event kvm_nested_vmrun); name it"
                + " with --kernel\n");
  }

  @Test
  void aFifthFlagTellsOfALaterKernel() throws IOException {
    String text =
        "minivmm-640 [000] .N.1. 15.1: kvm_mmu_get_page: sp gen 0 gfn 0 l2 8-byte q0 direct wux"
            + " nxe ad root 0 sync new\n";
    assertThat(CommandRun.of("replay", file(text)).err())
        .contains("(seen: five characters of flags before the time)");
    assertThat(CommandRun.of("replay", file(text.replace(".N.1.", ".N.1"))).err()).isEmpty();
  }

  @Test
  void wordsOfNeither514Nor61NameTheKernelThatTheyFit() throws IOException {
    // access 15, efer_nx and cr0_wp where 7.2 has them.
    String trace = file(created(0, 0x6f04) + created(1, 0x6f03));
    assertThat(CommandRun.of("replay", trace).err())
        .contains("the role words fit Linux 7.2 better than 5.14");
  }

  @Test
  void explanationsShowTheKernelsOwnFields() throws IOException {
    String trace = file(created(512, 0x43704));
    CommandRun run = CommandRun.of("replay", "--kernel", "6.1", "--gfn", "0x200", trace);
    assertThat(run.out())
        .contains(
            "0x00043704 level=4 access=7 efer_nx=1 cr0_wp=1 passthrough=1  gen 0 root 0 sync\n");
  }
}

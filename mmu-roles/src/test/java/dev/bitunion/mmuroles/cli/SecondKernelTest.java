package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands with {@code --kernel 6.1}. Expected words are those of 6.1's own traces. */
class SecondKernelTest {
  private static final Path SCENARIOS = Path.of("scenarios");

  @TempDir private Path folder;

  private String scenario(String text) throws IOException {
    return Files.writeString(folder.resolve("a.scenario"), text).toString();
  }

  @Test
  void scenariosExpectTheKernelsWords() throws IOException {
    String file =
        scenario(
            """
            machine S
            let A = 0x100
            sregs cr0=PG,PE cr4=PSE cr3=A
            expect role 0x0000000500000712
            run
            expect new 0x00001712@A 0x00001732@A 0x00001752@A 0x00001772@A
            expect count 0x00001732@A 1
            """);
    CommandRun run = CommandRun.of("sim", "--kernel", "6.1", file);
    assertThat(run.out())
        .contains(
            "root_mmu    0x0000000100000780 -> 0x0000000500000712, root role 0x00001713,"
                + " re-configured\n")
        .contains("why         root_mmu: level 0 -> 2, has_4_byte_gpte 0 -> 1, direct 1 -> 0")
        .endsWith("2 events, 3 expectations, 0 failed\n");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(CommandRun.of("sim", "--kernel", "6.1", "--format", "json", file).out())
        .contains("\"after\":\"0x0000000500000712\",\"root_role\":\"0x00001713\"");
    assertThat(CommandRun.of("sim", "--format", "json", file).out()).doesNotContain("root_role");
  }

  @Test
  void aPreviousRootComesBackWithoutPcid() throws IOException {
    String file =
        scenario(
            """
            machine S
            let A = 0x100
            let B = 0x200
            sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=A
            run
            cr3 = B
            run
            cr3 = A
            expect root 0x00003704@A
            expect previous B - -
            """);
    assertThat(CommandRun.of("sim", "--kernel", "6.1", file).exitCode()).isEqualTo(ExitCode.FINE);
    CommandRun first = CommandRun.of("sim", file);
    assertThat(first.out()).contains("expect root 0x00003704@A: it is -");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"16-children-64", "18-32-bit-children", "20c-rsm-shadow", "30-shadow-on-shadow"})
  void aSimulatedTraceIsFineAsTheKernels(String name) {
    Path trace = folder.resolve("t.trace");
    CommandRun.of(
        "sim",
        "--kernel",
        "6.1",
        "--trace",
        "" + trace,
        SCENARIOS.resolve(name + ".scenario") + "");
    CommandRun run = CommandRun.of("replay", "--kernel", "6.1", "" + trace);
    assertThat(run.out()).contains("0 violations").contains(" 0 disagree");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(ExitCode.FINE);
  }

  @Test
  void diffNamesTheBehaviourBehindEachDifference() {
    CommandRun run =
        CommandRun.of(
            "diff",
            "--kernel",
            "5.14",
            "--kernel",
            "6.1",
            SCENARIOS.resolve("14-tdp-wp-toggle.scenario").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(run.out())
        .contains("   5  run  alike\n")
        .contains(
            """
              11  run
                  pages       5.14: new 0x00001794@0x0
                              6.1:  existing 0x00003784@0x0
                              why:  TDP_PAGES_FOLLOW_GUEST
            """)
        .contains("6 events, 5.14 and 6.1 part in 2\n  TDP_PAGES_FOLLOW_GUEST, on in 5.14: pages");
  }

  @ParameterizedTest
  @CsvSource({
    "18-32-bit-children,DIRECT_PAGES_ARE_8_BYTE",
    "27-nested-npt,NPT_ROLE_LACKS_GUEST_MODE",
    "31-new-pgd-forgets-smep,NEW_PGD_",
    "34-no-pcid,CR3_LOAD_DROPS_PREVIOUS_ROOTS",
    "38-pae-same-cr3,PDPTR_LOAD_KEEPS_ROOTS",
    "39-tdp-pae-guest,FAST_SWITCH_NEEDS_GUEST_LEVELS",
    "28-npt-pae-collision,EXT_ROLE_LACKS_EFER_LMA"
  })
  void eachDifferenceHasItsScenario(String name, String behaviour) {
    String file = SCENARIOS.resolve(name + ".scenario").toString();
    CommandRun run =
        CommandRun.of("diff", "--kernel", "5.14", "--kernel", "6.1", "--format", "csv", file);
    assertThat(run.out()).contains("file,line,event,what,first,second,because\n", behaviour);
    CommandRun json =
        CommandRun.of("diff", "--kernel", "5.14", "--kernel", "6.1", "--format", "json", file);
    assertThat(json.out()).contains("\"because\":[\"", behaviour);
  }

  @Test
  void aKernelIsAlikeToItself() {
    String file = SCENARIOS.resolve("27-nested-npt.scenario").toString();
    assertThat(CommandRun.of("diff", "--kernel", "6.1", "--kernel", "6.1", file).out())
        .endsWith("13 events, 6.1 and 6.1 part in 0\n");
  }

  /** The words are those that probes on a 6.1 kernel printed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mmu tdp --cr0 PG,WP --cr4 PAE --efer LMA,LME,NX | 0x0000008100003704 | 0x00003784",
        "--mmu tdp --max-tdp-level 5 --cr0 PG --cr4 PAE,LA57 --efer LMA,LME | 0x000000c100000705 | 0x00003785",
        "--mmu shadow --cr0 PG --cr4 PSE | 0x0000000500000712 | 0x00001713",
        "--mmu shadow | 0x0000000100000780 | 0x00001783",
        "--mmu npt --cr4 PAE,SMEP --efer LMA,LME,NX | 0x000000a100025704 | 0x00025704",
        "--mmu tdp --smm | 0x0000000101000780 | 0x01003784",
      })
  void rolesAreTheKernels(String options, String cpu, String root) {
    String[] line = ("role --kernel 6.1 --format json " + options).split(" ");
    CommandRun run = CommandRun.of(line);
    assertThat(run.out())
        .contains("\"word\":\"" + cpu + "\"", "\"root_role\":\"" + root + "\"")
        .endsWith("\"notes\":[]}\n");
  }

  @Test
  void rolesSayWhy() {
    CommandRun run =
        CommandRun.of("role", "--kernel", "6.1", "--mmu", "shadow", "--cr0", "PG", "--smm");
    assertThat(run.out())
        .startsWith("0x0000000101000712  cpu role as Linux 6.1\n0x01001713          root role")
        .contains("  base.has_4_byte_gpte 1   CR0.PG=1, CR4.PAE=0, inverted\n")
        .contains("  root.efer_nx         1   constant; KVM keeps NX on while it shadows\n")
        .contains("  root.level           3   the cpu role's, at least 3\n")
        .endsWith(
            "  note: SMM under shadow paging and from L2: no trace of 6.1 shows it, so this is"
                + " unverified\n");
    assertThat(
            CommandRun.of("role", "--kernel", "6.1", "--mmu", "tdp", "--base-only", "--cr0", "PG")
                .out())
        .startsWith("0x00003784          root role as Linux 6.1, which a CR3 load asks for\n")
        .doesNotContain("base.");
    assertThat(CommandRun.of("role", "--kernel", "6.1", "--mmu", "nested", "--format", "csv").out())
        .contains("nested,0x0000000100000780,ext.efer_lma,0,")
        .doesNotContain("root.");
    assertThat(CommandRun.of("role", "--kernel", "6.1", "--mmu", "ept", "--eptp", "105e").out())
        .contains("note: nested EPT, and VMX as a whole: no trace of 6.1 shows it");
  }

  @Test
  void transitionsAskForTheRootRole() {
    CommandRun run =
        CommandRun.of(
            "transition", "--kernel", "6.1", "--on", "cr", "0x8100003704", "0x8100002704");
    assertThat(run.out())
        .startsWith("0x0000008100003704 -> 0x0000008100002704  cpu roles as Linux 6.1\n")
        .contains("  base.efer_nx         12     1 -> 0\n")
        .contains(
            """
            on cr, root_mmu under two-dimensional paging
              re-configuration     done
              roots unloaded       yes
              word asked for       0x00003784
              old root usable      yes
            """);
    String exit =
        CommandRun.of(
                "transition",
                "--kernel",
                "6.1",
                "--on",
                "nested",
                "--format",
                "json",
                "0xa100024704",
                "0x8100020704")
            .out();
    assertThat(exit)
        .contains("\"changed\":[{\"field\":\"base.smep_andnot_wp\",\"from\":1,\"to\":0}")
        .contains("{\"field\":\"ext.cr4_smep\",\"from\":1,\"to\":0}")
        .contains("\"mmu\":\"npt\",\"reconfiguration\":\"done\"")
        .contains("\"asked_word\":\"0x00020704\"");
    assertThat(CommandRun.of("transition", "--kernel", "6.1", "0x500000712", "0x0").out())
        .contains("a root of four pointers belongs to no page directory; it is freed");
  }

  @Test
  void countsAreThisKernels() {
    assertThat(CommandRun.of("count", "--kernel", "6.1").out())
        .startsWith("distinct roles of one gfn's tracked shadow pages, as Linux 6.1\n")
        .contains("most in one counter: 290 = 2^8.18; gfn_track holds 65,535, 225 times as much\n")
        .contains("  SHADOW_PAGES_FOLLOW_NX is off; on: pages of shadow paging")
        .contains("  nested EPT, and VMX as a whole: no trace of 6.1 shows it");
    assertThat(CommandRun.of("count", "--kernel", "6.1", "--mmu", "shadow").out())
        .contains("  tables below               any access; efer_nx is always set\n")
        .contains("    3 level x 8 access x 5 cr0_wp/smep/smap x 2 guest_mode = 240")
        .contains("  total 290 = 2^8.18\n");
    CommandRun dropped =
        CommandRun.of("count", "--kernel", "6.1", "--mmu", "shadow", "--drop", "has_4_byte_gpte");
    assertThat(dropped.out()).contains("without has_4_byte_gpte: ");
    assertThat(CommandRun.of("count", "--kernel", "6.1", "--format", "json").out())
        .startsWith("{\"kernel\":\"6.1\",\"case\":");
  }

  @Test
  void eventsReachWhatIsCounted() {
    CommandRun run = CommandRun.of("check", "gfn-track", "--kernel", "6.1", "--format", "csv");
    assertThat(run.out()).contains(",290,290,").contains(",88,88,");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FINE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"16-children-64", "18-32-bit-children", "27-nested-npt", "32-l2-pae"})
  void scenariosBreakNoInvariantWithoutAName(String name) {
    String file = SCENARIOS.resolve(name + ".scenario").toString();
    CommandRun run = CommandRun.of("sim", "--check", "--kernel", "6.1", file);
    assertThat(run.out()).doesNotContain("no behaviour explains it");
  }

  @Test
  void rolesAreHonestAndSayWhatTheyNeed() {
    CommandRun honesty = CommandRun.of("check", "honesty", "--kernel", "6.1", "--mmu", "tdp");
    assertThat(honesty.out()).contains("  honest: states with the same role translate alike\n");
    assertThat(honesty.exitCode()).isEqualTo(ExitCode.FINE);
    assertThat(CommandRun.of("check", "minimality", "--kernel", "6.1").out())
        .contains("tdp     linear  efer_nx          constant        3\n")
        .contains("shadow  4-byte  efer_nx          constant        15\n")
        .contains("npt     4-byte  smep_andnot_wp   without effect  16, without it 8\n");
  }

  @Test
  void profilesSayWhatTheModelsRestOn() {
    assertThat(CommandRun.of("profiles").out())
        .contains("behaviour: modelled; checked against the kernel's own functions and against")
        .contains("behaviour: modelled; checked against traces of Debian's kernel on AMD")
        .contains("unverified: nested EPT, and VMX as a whole\n")
        .contains("unverified: SMM under shadow paging and from L2\n");
    assertThat(CommandRun.of("profiles", "--format", "json").out())
        .contains("\"modelled\":true,\"basis\":\"checked against traces of Debian's")
        .contains("\"modelled\":false}");
  }

  @Test
  void answersSayWhatIsUnverified() throws IOException {
    String tables = Files.writeString(folder.resolve("t.txt"), "5000 6007\n").toString();
    CommandRun walk =
        CommandRun.of(
            "walk", "--kernel", "6.1", "--eptp", "501e", "--tables", tables, "--access", "r", "0");
    assertThat(walk.err()).contains("note: nested EPT, and VMX as a whole: no trace of 6.1 shows");
    for (String name : new String[] {"20-smm", "21-nested-ept"}) {
      String file = SCENARIOS.resolve(name + ".scenario").toString();
      assertThat(CommandRun.of("sim", "--kernel", "6.1", file).err())
          .contains("no trace of 6.1 shows it, so this is unverified");
      assertThat(CommandRun.of("sim", file).err()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "conform --kernel 6.1 a.csv | 2 | --kernel: vectors are the kernel's own answers, and there are none but 5.14's",
        "diff --kernel 5.14 --kernel 6.2 a.scenario | 2 | --kernel: the roles of Linux 6.2 are not modelled; modelled are 5.14 and 6.1",
        "diff --kernel 5.14 --kernel 6.1 3714 a.scenario | 2 | give words or scenarios, not both",
        "diff --kernel 5.14 --kernel 6.1 no/such.scenario | 3 | no/such.scenario",
        "sim --kernel 6.2 a.scenario | 2 | --kernel: the roles of Linux 6.2 are not modelled",
      })
  void errorsAreOneLine(String line, int exitCode, String message) {
    CommandRun run = CommandRun.of(line.split(" "));
    assertThat(run.err()).contains(message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aScenarioThatCannotBeReadIsNamed() throws IOException {
    String file = scenario("machine S\nfly\n");
    CommandRun run = CommandRun.of("diff", "--kernel", "5.14", "--kernel", "6.1", file);
    assertThat(run.err()).contains(file + ":2:1").hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
  }
}

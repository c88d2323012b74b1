package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What check reuse prints and writes, and what it says to wrong input. */
class CheckReuseCommandTest {
  @TempDir Path folder;

  @Test
  void aDroppedFieldHasAVictimThatIsAFinding() {
    CommandRun run = CommandRun.of("check", "reuse", "--drop", "access");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("as Linux 5.14\n\nwithout access: the smallest victim\n")
        .contains("    keeps     One table can be reached through entries that allow more ")
        .contains("    tables    1[0] = 2 P W U A D\n              2[0] = 3 P W U A D\n")
        .contains("    A         CR0 {PE,WP,PG} CR4 {PAE} EFER {LME,LMA,NX} CR3 0x1000\n")
        .contains(
            "    access 3  A user write at 0x200000: frame 0x5; the guest's tables say #PF 0x7\n");
  }

  @Test
  void victimsAreWrittenAsScenariosThatSimConfirms() throws IOException {
    CommandRun run =
        CommandRun.of(
            "check", "reuse", "--drop", "smm", "--format", "csv", "--write", folder.toString());
    Path file = folder.resolve("drop-smm.scenario");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("dropped,behaviour,count,sequences,expected,actual,file\nsmm,,1,")
        .contains(",frame 0x5 of SMRAM,frame 0x5," + file + "\n");
    assertThat(Files.readAllLines(file)).contains("machine S", "drop smm", "smram 5");
    CommandRun sim = CommandRun.of("sim", file.toString());
    assertThat(sim.out()).endsWith("8 events, 4 expectations, 0 failed\n");
    assertThat(sim.exitCode()).isZero();
  }

  @Test
  void aFolderThatCannotBeWrittenIsSaid() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    CommandRun run = CommandRun.of("check", "reuse", "--drop", "smm", "--write", file.toString());
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("--write: ").contains(": cannot be written: ");
  }

  @Test
  void jsonHasOneObjectAFinding() {
    CommandRun run = CommandRun.of("check", "reuse", "--drop", "cr0_wp", "--format", "json");
    assertThat(run.out())
        .startsWith("{\"dropped\":\"cr0_wp\",\"behaviour\":\"\",\"count\":1,\"sequences\":")
        .contains("\"seed\":1,\"samples\":20000,\"victim\":[{\"machine\":[],\"tables\":[")
        .endsWith("\"expected\":\"#PF 0x3\",\"actual\":\"frame 0x5\"}]}\n");
  }

  @Test
  void anotherKernelsLayoutLacksWhatItHadNoFieldFor() {
    CommandRun run = CommandRun.of("check", "reuse", "--layout", "4.15", "--format", "csv");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines()).hasSize(2);
    assertThat(run.out()).contains("\nguest_mode,,1,");
  }

  @Test
  void fieldsHaveTheNamesOfAnyLayout() throws IOException {
    Path profile = folder.resolve("role.txt");
    Files.writeString(
        profile,
        """
        field level 4
        field cr4_pae 1
        field quadrant 2
        field direct 1
        field access 3
        field nxe 1
        field cr0_wp 1
        field smep_andnot_wp 1
        field smap_andnot_wp 1
        field ad_disabled 1
        field smm 8
        """);
    CommandRun lacking = CommandRun.of("check", "reuse", "--profile", profile.toString());
    assertThat(lacking.out())
        .startsWith("as Linux 5.14, with the page role's fields of " + profile + "\n")
        .contains("without guest_mode: the smallest victim");
    CommandRun dropped =
        CommandRun.of("check", "reuse", "--profile", profile.toString(), "--drop", "nxe");
    assertThat(dropped.out()).contains("without efer_nx: the smallest victim");
  }

  @Test
  void anAddedFlagIsSaid() {
    CommandRun run =
        CommandRun.of(
            "check", "reuse", "--add", "lma=level = 4..5", "--drop", "lma", "--samples", "0");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .startsWith("as Linux 5.14, with lma added to the page role\n")
        .contains("without lma: the smallest victim")
        .contains("; the guest's tables say #PF 0xd");
  }

  @Test
  void aFlagThatKeepsNothingApartHasNoVictim() {
    CommandRun run =
        CommandRun.of(
            "check", "reuse", "--add", "never=smm & !smm", "--drop", "never", "--samples", "5");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("\nwithout never: no victim\n\n")
        .contains(" sequences compared:\n    whole   two contexts that differ in one thing, ")
        .endsWith("    random  5 of up to four accesses, seed 1\n");
  }

  @Test
  void allGivesALineEachAndKnowsExactlyTheThreeWaysToSharePagesThatDiffer() {
    CommandRun run = CommandRun.of("check", "all", "--format", "csv");
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).hasSize(1 + 5 + 5 + 1 + 12 + 1);
    assertThat(run.out())
        .contains("\nhonesty,npt,known,")
        .containsPattern(
            "\nreuse,whole key,known,\"[0-9,]+ sequences, wrong accesses:"
                + " LENT_WRITE_FORGETS_AC [0-9,]+, ROLE_LACKS_LMA [0-9,]+,"
                + " ROLE_LACKS_PSE [0-9,]+\"\n")
        .contains("\nreuse,without level,ok,has its victim: astray instead of frame 0x3\n")
        .endsWith("\ngfn-track,counter,ok,\"at most 460 of 65,535 pages of one gfn\"\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--drop luck; --drop 'luck': no field of this page role on which reuse depends; there are",
        "--drop invalid; --drop 'invalid': no field of this page role on which reuse depends;",
        "--add 5=smm; --add '5=smm': the flag needs a name of its own",
        "--add smm; --add 'smm': the flag needs a name of its own",
        "--add x=foo; --add 'x=foo': column 1 of the rule 'foo': expected the name of a field",
        "--add a=smm,--add,b=smm,--add,c=smm,--add,d=smm; --add: a page role has room for 3 more",
        "--samples -1; --samples -1: it is 0 or more",
        "--layout 4.15,--profile,x; --layout and --profile both say which fields there are",
        "--layout 1.0; --layout: the layout of Linux 1.0",
        "--layout 4.15,--drop,guest_mode; --drop 'guest_mode': no field of this page role",
        "--kernel 4.4; --kernel: ",
        "--fix luck; --fix: 'luck' is no behaviour",
      })
  void wrongOptionsAreNamed(String options, String message) {
    String[] words = ("check reuse " + options.replace(',', ' ')).split(" ");
    CommandRun run = CommandRun.of(words);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(message);
  }

  @Test
  void aProfileThatIsNoneIsAnInputError() {
    CommandRun run = CommandRun.of("check", "reuse", "--profile", "no-such-file");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("no-such-file");
  }
}

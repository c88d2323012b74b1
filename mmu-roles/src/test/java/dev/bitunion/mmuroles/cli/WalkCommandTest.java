package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WalkCommandTest {
  private static final String TABLES =
      """
      # PML4, PDPT, PD, PT
      1000 2067
      0x2000: 0x3067
      3010=4067   # 2 MB further on
      4000 0000000000007065
      """;
  private static final String LONG_MODE =
      "--cr0 PG,WP --cr4 PAE --efer LME,LMA,NX --cr3 1000 --tables - ";

  private static CommandRun walk(String input, String line) {
    List<String> arguments = new ArrayList<>(List.of("walk"));
    arguments.addAll(Arrays.asList(line.split(" ")));
    return CommandRun.withInput(input, arguments.toArray(String[]::new));
  }

  @Test
  void everyEntryIsShown() {
    CommandRun run = walk(TABLES, LONG_MODE + "400123");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            supervisor read of 0x400123, 4-level paging
              level 4  0x1000  0x0000000000002067 (P|W|U|A|D), so far uwx
              level 3  0x2000  0x0000000000003067 (P|W|U|A|D), so far uwx
              level 2  0x3010  0x0000000000004067 (P|W|U|A|D), so far uwx
              level 1  0x4000  0x0000000000007065 (P|U|A|D), so far u-x
            translated to 0x7123, rights u-x
            """);
  }

  @Test
  void aFaultHasItsReason() {
    CommandRun run = walk(TABLES, LONG_MODE + "--access w --cpl 3 400000");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .endsWith(
            """
            fault, error code 0x7 (P|W|U)
            A user write, but the level-1 entry 0x7065 is read-only.
            """);
  }

  @Test
  void whatWasNotStatedIsSaid() {
    CommandRun run = walk(TABLES, LONG_MODE + "800000");
    assertThat(run.err()).isEqualTo("note: entries read that were not stated, taken as 0: 1\n");
    assertThat(run.out()).endsWith("The level-2 entry 0x0 is not present: bit 0 is clear.\n");
  }

  @Test
  void updatesAreShown() {
    CommandRun run = walk("1000 2027\n2000 40000083", LONG_MODE.replace("LME,", "") + "0");
    assertThat(run.out())
        .contains("  sets A in the level-3 entry\n")
        .doesNotContain("level-4 entry\n")
        .endsWith("translated to 0x40000000, rights --x\n");
  }

  @Test
  void jsonHasEveryKey() {
    CommandRun run = walk(TABLES, LONG_MODE + "--format json --access x 400000");
    assertThat(run.out())
        .startsWith(
            "{\"address\":\"0x400000\",\"access\":\"supervisor fetch\",\"paging\":\"4-level"
                + " paging\",\"entries\":[{\"level\":4,\"address\":\"0x1000\",\"entry\":"
                + "\"0x0000000000002067\",\"flags\":\"P|W|U|A|D\",\"rights\":\"uwx\"},")
        .endsWith(
            "],\"outcome\":\"translated\",\"gpa\":\"0x7000\",\"gfn\":\"0x7\",\"rights\":\"u-x\"}\n");
    assertThat(walk(TABLES, LONG_MODE + "--format json --access w 400000").out())
        .endsWith(
            "\"outcome\":\"fault\",\"error_code\":\"0x3\",\"exit_qualification\":null,"
                + "\"second_stage\":false,\"fault_address\":\"0x400000\",\"level\":1,"
                + "\"reason\":\"forbidden\",\"sentence\":\"A supervisor write with CR0.WP set, but"
                + " the level-1 entry 0x7065 is read-only.\"}\n");
  }

  @Test
  void csvHasARowAnEntry() {
    assertThat(walk(TABLES, LONG_MODE + "--format csv 400000").out().lines())
        .hasSize(5)
        .startsWith("level,address,entry,flags,rights")
        .endsWith("1,0x4000,0x0000000000007065,P|U|A|D,u-x");
  }

  @Test
  void eptIsWalkedAlone() {
    String tables = "1000 2007\n2000 3007\n3000 4007\n4038 9031";
    CommandRun run = walk(tables, "--eptp 101e --tables - --access w 7000");
    assertThat(run.out())
        .contains("write of 0x7000, 4-level EPT\n")
        .contains("  level 1  0x4038  0x0000000000009031 (R), so far r--\n")
        .endsWith(
            """
            fault, EPT violation, exit qualification 0xa (WRITE|R)
            A write, but the level-1 entry 0x9031 does not allow writing.
            """);
  }

  @Test
  void theSecondStageIsShownWhereItFaults() {
    String tables = "5000 6007\n6000 7007\n7000 8007\n8008 1037";
    CommandRun run =
        walk(tables, LONG_MODE.replace("LME,", "") + "--eptp 501e --cpl 3 --access w 0");
    assertThat(run.out())
        .isEqualTo(
            """
            user write of 0x0, 4-level paging through EPT
              level 4  0x1000  0x0000000000000000 (), so far --x
            fault, error code 0x6 (W|U)
            The level-4 entry 0x0 is not present: bit 0 is clear.
            """);
    run = walk(tables.replace("8008", "8010"), LONG_MODE + "--eptp 501e 0");
    assertThat(run.out())
        .contains("  second stage, of 0x1000\n    level 4  0x5000  0x0000000000006007 (R|W|X)")
        .contains("fault, EPT violation, exit qualification 0x3 (READ|WRITE) in the second stage\n")
        .endsWith(
            "The second stage does not translate 0x1000, where the level-4 table is: The level-1"
                + " entry 0x0 allows nothing: it is not present.\n");
  }

  @Test
  void nptIsWalkedAsTheUser() {
    CommandRun run = walk("1000 2007\n2000 3007\n3000 4003", "--ncr3 1000 --tables - 0");
    assertThat(run.out())
        .startsWith("user read of 0x0, 4-level paging\n")
        .endsWith("The level-1 entry 0x0 is not present: bit 0 is clear.\n");
  }

  /** L1's registers decide the form of its NPT as they do that of its own tables. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "PSE; 0; 1004 2067,2014 7067; 405123; 32-bit paging; 0x7123",
        "PSE; 0; 1004 14020e7; 400123; 32-bit paging; 0x101400123",
        "PAE; NX; 1000 2001,2000 3067,3008 9067; 1123; PAE paging; 0x9123",
        "PAE,LA57; LME,LMA; 1000 2067,2000 3067,3000 4067,4000 e7; 123; 5-level paging; 0x123",
      })
  void nptHasTheFormOfL1sPaging(
      String cr4, String efer, String tables, String address, String paging, String gpa) {
    CommandRun run =
        walk(
            tables.replace(',', '\n'),
            "--ncr3 1000 --l1-cr4 " + cr4 + " --l1-efer " + efer + " --tables - " + address);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains(", " + paging + "\n").contains("translated to " + gpa + ",");
  }

  @Test
  void withoutNxInL1TheBitIsReserved() {
    String tables = "1000 2067\n2000 3067\n3000 80000000000000e7";
    String line = "--ncr3 1000 --tables - --l1-efer LME,LMA";
    assertThat(walk(tables, line + ",NX 0").out()).endsWith("translated to 0x0, rights uw-\n");
    assertThat(walk(tables, line + " 0").out()).contains("fault, error code 0xd (P|U|RSVD)\n");
  }

  /** NPT's own PDPTEs are read from memory at each walk. */
  @Test
  void pdptesOfNptHaveAnAddress() {
    String line = "--ncr3 1020 --l1-cr4 PAE --l1-efer 0 --tables - 40000000";
    assertThat(walk("1028 2001\n2000 e7", line).out())
        .contains("  level 3  0x1028  0x0000000000002001 (P)\n")
        .endsWith("translated to 0x0, rights uwx\n");
  }

  private static final String TWO_STAGES =
      "1000 2067\n2000 e7\n5000 6067\n6000 7067\n7000 8067\n8008 1067\n8010 2067\n8000 9067";

  @Test
  void everyStepOfTheSecondStageIsListed() {
    CommandRun run = walk(TWO_STAGES, LONG_MODE + "--ncr3 5000 --steps 123");
    assertThat(run.err()).isEmpty();
    String second =
        """
          second stage, of %s
            level 4  0x5000  0x0000000000006067 (P|W|U|A|D), so far uwx
            level 3  0x6000  0x0000000000007067 (P|W|U|A|D), so far uwx
            level 2  0x7000  0x0000000000008067 (P|W|U|A|D), so far uwx
            level 1  %s  %s (P|W|U|A|D), so far uwx
        """;
    assertThat(run.out())
        .isEqualTo(
            "supervisor read of 0x123, 4-level paging through NPT\n"
                + second.formatted("0x1000", "0x8008", "0x0000000000001067")
                + "  level 4  0x1000  0x0000000000002067 (P|W|U|A|D), so far uwx\n"
                + second.formatted("0x2000", "0x8010", "0x0000000000002067")
                + "  level 3  0x2000  0x00000000000000e7 (P|W|U|A|D|PS), so far uwx\n"
                + second.formatted("0x0", "0x8000", "0x0000000000009067")
                + "translated to 0x9123, rights uwx\n");
  }

  @Test
  void stepsEndWhereTheSecondStageFaults() {
    String tables = TWO_STAGES.replace("8010 2067", "8018 2067");
    String line = LONG_MODE + "--ncr3 5000 --steps 123";
    assertThat(walk(tables, line).out())
        .contains("  level 4  0x1000")
        .contains("  second stage, of 0x2000\n")
        .contains("    level 1  0x8010  0x0000000000000000 (), so far --x\nfault, error code")
        .doesNotContain("second stage, of 0x0\n");
    assertThat(walk(tables, line + " --format json").out())
        .contains("\"steps\":[{\"of\":\"0x1000\",\"what\":\"level-4 table\",\"entries\":[{")
        .contains("{\"of\":\"0x2000\",\"what\":\"level-3 table\"")
        .doesNotContain("\"page\"");
    assertThat(walk(tables, line + " --format csv").out().lines())
        .startsWith(
            "of,level,address,entry,flags,rights", ",4,0x1000,0x0000000000002067,P|W|U|A|D,uwx")
        .contains("0x2000,1,0x8010,0x0000000000000000,,--x")
        .hasSize(10);
  }

  @Test
  void anImageIsReadInItsByteOrder(@TempDir Path dir) throws IOException {
    ByteBuffer image = ByteBuffer.allocate(3 * 4096).order(ByteOrder.LITTLE_ENDIAN);
    image.putInt(0, 0x11067).putInt(4096, 0x12067);
    Path file = Files.write(dir.resolve("image"), image.array());
    CommandRun run =
        walk("", "--cr0 PG --cr3 10000 --image " + file + " --image-at 10000 --access w 123");
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains("  level 2  0x10000  0x00011067 (P|W|U|A|D), so far uwx\n")
        .endsWith("translated to 0x12123, rights uwx\n");
  }

  @Test
  void memoryCanBeReadOnlyOrMissing() {
    String tables = "1000 2007\n2000 3007\n3000 4007\n4000 5007";
    String everywhere = LONG_MODE + "--access w 0";
    assertThat(walk(tables, everywhere).out()).contains("sets D in the level-1 entry");
    assertThat(walk(tables, "--memory 0-3fff --memory 4000-4fff:ro " + everywhere).out())
        .contains("sets A in the level-2 entry")
        .doesNotContain("level-1 entry\n");
    assertThat(walk(tables, "--memory 0-3fff " + everywhere).out())
        .endsWith("The level-1 table should be at 0x4000, where no memory is.\n");
  }

  @Test
  void paeLoadsItsPdptesFirst() {
    CommandRun run =
        walk("1020 2001\n2000 80000000000000e7", "--cr0 PG --cr4 PAE --cr3 1020 --tables - 0");
    assertThat(run.out())
        .contains("  level 3  PDPTE register  0x0000000000002001 (P)\n")
        .endsWith(
            "The level-2 entry 0x80000000000000e7 has reserved bits set: 0x8000000000000000.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--tables - 0; 2; say where the tables start: --cr3, --eptp or --ncr3",
        "--cr3 0 --tables - 0; 2; --cr3 needs paging: set PG in --cr0",
        "--eptp 1 --ncr3 1 --tables - 0; 2; --eptp and --ncr3 exclude each other",
        "--eptp 1 --l1-efer NX --tables - 0; 2; --l1-cr4 and --l1-efer need --ncr3",
        "--ncr3 1 --steps --tables - 0; 2; --steps needs two stages: --cr3 and --eptp or --ncr3",
        "--ncr3 1 --l1-cr4 XYZ --tables - 0; 2; XYZ",
        "--ncr3 1 --execonly --tables - 0; 2; --execonly needs --eptp",
        "--eptp 1 --cr0 PG --tables - 0; 2; --cr0, --cr4 and --efer need --cr3",
        "--ncr3 1 --cpl 4 --tables - 0; 2; --cpl: 4 is not within 0 to 3",
        "--ncr3 1 --access q --tables - 0; 2; --access: 'q' is not one of r, w and x",
        "--ncr3 1 --access x --implicit --tables - 0; 2; --implicit: a fetch is never implicit",
        "--ncr3 1 --maxphyaddr 99 --tables - 0; 2; maxphyaddr 99 is not within 32 to 52",
        "--ncr3 1 0; 2; name the guest's memory with --tables or --image",
        "--ncr3 1 --tables - --image-at 0 0; 2; --image-at needs --image",
        "--ncr3 1 --tables - --memory 5 0; 2; --memory: '5' is not FIRST-LAST or FIRST-LAST:ro",
        "--ncr3 1 --tables - --memory 5000-1000 0; 2; --memory: 5000-1000 ends before it begins",
        "--ncr3 1 --tables - zz; 2; 'zz' is no word",
        "--ncr3 1 --tables nowhere.txt 0; 3; nowhere.txt: no such file",
        "--ncr3 1 --image nowhere.bin 0; 3; nowhere.bin: no such file",
      })
  void aWrongCommandLineIsOneLine(String line, int exitCode, String message) {
    CommandRun run = walk(TABLES, line);
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).startsWith("mmu-roles walk: ").contains(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1000; -: line 1: '1000' is not ADDRESS VALUE in hex",
        "1002 7; -: line 1: no entry lies at 0x1002",
        "# nothing; -: holds no entry",
      })
  void wrongTablesAreOneLine(String input, String message) {
    CommandRun run = walk(input, LONG_MODE + "0");
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(run.err().strip()).isEqualTo("mmu-roles walk: " + message);
  }

  @Test
  void anImageMustHoldEntries(@TempDir Path dir) throws IOException {
    Path file = Files.write(dir.resolve("image"), new byte[5]);
    CommandRun run = walk("", "--ncr3 0 --image " + file + " 0");
    assertThat(run.exitCode()).isEqualTo(ExitCode.INPUT);
    assertThat(run.err()).contains("5 bytes are no image of entries of 8 bytes");
    assertThat(walk("", "--ncr3 0 --image " + file + " --image-at 10 0").err())
        .contains("--image-at: 10 is not the first byte of a page");
  }
}

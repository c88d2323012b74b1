package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformCommandTest {
  private static final Path VECTORS = Path.of("../../shared/data/kvm514");

  private static final String ROLES_HEADER =
      "pg,wp,pae,pse,la57,smep,smap,pke,nx,lma,smm,guest_mode,legal,root_level,shadow,shadow_bo,"
          + "tdp4ad,tdp4na,tdp5ad,tdp5na,tdp4ad_bo,npt4,npt5,nested\n";

  private static final String ROLES_ROW =
      "1,0,1,0,1,1,1,1,1,1,0,0,1,5,000001ed0000d715,0000000000001715,000001ed00001794,"
          + "000001ed00011794,000001ed00001795,000001ed00011795,0000000000001794,000001ed0000d714,"
          + "000001ed0000d715,000001ed0000d795\n";

  private static final String BITS =
      """
      # comment
      L,kvm_mmu_page_role,quadrant,5,2
      L,kvm_mmu_role,sizeof,0,64
      L,kvm_mmu_role,ext,32,32
      E,bee6bb12,0,1,0,0,1,0,0,0,1
      P,48e51df0,0,1,3,1,5,1,1,0,0,0,1,0,72
      S,98978cbc,e.cr0_pg,4016327035,98978cbc
      S,a69a01e4,p.quadrant,812135363,a69a01e4
      """;

  private static CommandRun conform(String text, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "conform";
    System.arraycopy(options, 0, arguments, 1, options.length);
    arguments[arguments.length - 1] = "-";
    return CommandRun.withInput(text, arguments);
  }

  @ParameterizedTest
  @CsvSource({"bitlayout.csv.gz", "roles.csv.gz", "roles_ept.csv", "tdp_level.csv"})
  void everyVectorOfTheKernelIsMet(String file) {
    Path path = VECTORS.resolve(file);
    assumeTrue(Files.exists(path), "vectors of the kernel are absent: " + path);
    CommandRun run = CommandRun.of("conform", path.toString());
    assertThat(run.out())
        .matches("\\S+: [1-9]\\d* rows, [1-9]\\d* checked, 0 mismatched, 0 skipped\\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void kindsAreToldFromContent() {
    assertThat(conform(ROLES_HEADER + ROLES_ROW).out())
        .isEqualTo("-: 1 rows, 12 checked, 0 mismatched, 0 skipped\n");
    assertThat(conform(BITS).out()).isEqualTo("-: 7 rows, 30 checked, 0 mismatched, 0 skipped\n");
    assertThat(
            conform(
                    "accessed_dirty,execonly,level,root_smm,legal,role\n"
                        + "0,1,4,1,1,0000000301030714\n")
                .out())
        .isEqualTo("-: 1 rows, 2 checked, 0 mismatched, 0 skipped\n");
  }

  @Test
  void aMismatchIsShownWithItsLine() {
    CommandRun run = conform(ROLES_HEADER + ROLES_ROW.replace(",1,5,", ",1,4,"));
    assertThat(run.out())
        .isEqualTo(
            "-: 1 rows, 12 checked, 1 mismatched, 0 skipped\n"
                + "  line 2: root_level: expected 4, got 5\n");
    assertThat(run.exitCode()).isEqualTo(1);
    CommandRun bits = conform(BITS.replace("98978cbc\n", "98978cb8\n"), "--format", "json");
    assertThat(bits.out())
        .isEqualTo(
            "{\"file\":\"-\",\"kind\":\"bitlayout\",\"rows\":7,\"checked\":30,\"mismatched\":1,"
                + "\"skipped\":0,\"mismatches\":[{\"line\":7,\"what\":\"store to e.cr0_pg\","
                + "\"expected\":\"0x98978cb8\",\"actual\":\"0x98978cbc\"}],\"skips\":[]}\n");
    assertThat(bits.exitCode()).isEqualTo(1);
  }

  @Test
  void whatCannotBeComparedIsSkippedAndFound() {
    CommandRun column =
        conform(
            "max_tdp_level,maxphyaddr,level\n5,48,4\n"
                .replace("level\n", "level\n")); // one known column only
    assertThat(column.exitCode()).isZero();
    CommandRun unknown =
        conform(ROLES_HEADER.replace("nested", "future") + ROLES_ROW, "--format", "text");
    assertThat(unknown.out())
        .isEqualTo(
            "-: 1 rows, 11 checked, 0 mismatched, 1 skipped\n"
                + "  line 2: skipped: unknown column future\n");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(conform(BITS + "L,kvm_mmu_page_role,passthrough,18,1\nX,1\n").out())
        .contains(
            "  line 9: skipped: unknown field kvm_mmu_page_role.passthrough\n",
            "  line 10: skipped: unknown section X\n");
    assertThat(conform(BITS + "S,00000000,p.glevels,1,00000001\n").out())
        .contains("  line 9: skipped: unknown field p.glevels\n");
  }

  @Test
  void nothingCheckedIsFound() {
    CommandRun run = conform("max_tdp_level,maxphyaddr,level\n");
    assertThat(run.out()).isEqualTo("-: 0 rows, 0 checked, 0 mismatched, 0 skipped\n");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @Test
  void anUnknownKindIsNamed() throws java.io.IOException {
    Path file = Files.createTempFile("kind", ".csv");
    try {
      Files.writeString(file, "a,b\n1,2\n");
      CommandRun alone = CommandRun.of("conform", file.toString());
      assertThat(alone.out()).isEqualTo(file + ": not supported\n");
      assertThat(alone.exitCode()).isEqualTo(3);
      CommandRun beside = CommandRun.withInput(BITS, "conform", file.toString(), "-");
      assertThat(beside.out()).startsWith(file + ": not supported\n-: 7 rows");
      assertThat(beside.exitCode()).isZero();
      assertThat(CommandRun.of("conform", "--format", "json", file.toString()).out())
          .isEqualTo("{\"file\":\"" + file + "\",\"kind\":null}\n");
      assertThat(CommandRun.of("conform", "--format", "csv", file.toString()).out())
          .isEqualTo("file,kind,rows,checked,mismatched,skipped\n" + file + ",,,,,\n");
    } finally {
      Files.delete(file);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5,48 | line 2: 3 columns expected, 2 found",
        "5,x,4 | line 2: maxphyaddr is 'x', not a number",
      })
  void aCutRowIsOneLine(String row, String message) {
    CommandRun run = conform("max_tdp_level,maxphyaddr,level\n" + row + "\n");
    assertThat(run.err()).isEqualTo("mmu-roles conform: -: " + message + "\n");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "P,48e51df0,0 | line 9: 15 columns expected, 3 found",
        "S,4,p.level,1 | line 9: 5 columns expected, 4 found",
        "S,x,p.level,1,1 | line 9: word is 'x', not a hex word",
        "S,1,p.level,z,1 | line 9: 'z' is not a number",
      })
  void aCutRowOfBitsIsOneLine(String row, String message) {
    CommandRun run = conform(BITS + row + "\n");
    assertThat(run.err()).isEqualTo("mmu-roles conform: -: " + message + "\n");
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void aFlagIsZeroOrOne() {
    assertThat(conform(ROLES_HEADER + ROLES_ROW.replace("1,0,1,0,1,1", "1,0,1,2,1,1")).err())
        .isEqualTo("mmu-roles conform: -: line 2: pse is 2, not 0 or 1\n");
  }
}

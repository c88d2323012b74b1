package dev.bitunion.importer.cli;

import static dev.bitunion.importer.cli.Tables.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bitunion diff} and {@code layout}: drift as text, rows and pictures. */
class DiffCommandTest {
  @TempDir private Path folder;
  private String old;
  private String now;

  @BeforeEach
  void writeTables() throws IOException {
    old =
        Tables.union(
            folder,
            "6.1",
            "role",
            "word,0,32,0,0,INT,unsigned int,u32,4,,",
            member("level", 0, 4),
            member("big", 4, 1),
            member("access", 8, 3),
            member("invalid", 11, 1),
            member("smep", 12, 1));
    now =
        Tables.union(
            folder,
            "7.2",
            "role",
            "word,0,32,0,0,INT,unsigned int,u32,4,,",
            member("level", 0, 4),
            member("four", 4, 1),
            member("access", 8, 4),
            member("invalid", 12, 1),
            member("smm", 24, 8));
  }

  @Test
  void everySortOfChangeIsNamed() {
    assertThat(Run.of("diff", "--type", "role", old, now))
        .isEqualTo(
            new Run(
                0,
                """
                union role: 4 bytes
                  renamed  big                          -> four, bit 4
                  widened  access                       bits 10:8 -> bits 11:8
                  moved    invalid                      bit 11 -> bit 12
                  removed  smep                         bit 12
                  added    smm                          bits 31:24
                1 types changed, 0 added, 0 removed, 0 the same
                """,
                ""));
  }

  @Test
  void jsonHasOneObjectAChange() {
    assertThat(Run.of("diff", "--format", "json", old, now).lines().get(1))
        .isEqualTo(
            "{\"type\":\"union role\",\"change\":\"widened\",\"path\":\"access\","
                + "\"before_offset\":8,\"before_width\":3,\"after_path\":\"access\","
                + "\"after_offset\":8,\"after_width\":4}");
  }

  @Test
  void aFileDoesNotDifferFromItself() {
    assertThat(Run.of("diff", old, old).out())
        .isEqualTo("0 types changed, 0 added, 0 removed, 1 the same\n");
  }

  @Test
  void typesThatCameOrWentAreNamed() throws IOException {
    String other = Tables.union(folder, "9", "other", member("x", 0, 1));
    assertThat(Run.of("diff", old, other).out())
        .isEqualTo(
            """
            union role: removed, 4 bytes
            union other: added, 4 bytes
            0 types changed, 1 added, 1 removed, 0 the same
            """);
  }

  @Test
  void equalOffsetsInARearrangedTypeAreNoRenaming() throws IOException {
    String rearranged =
        Tables.union(folder, "9", "role", member("smm", 0, 3), member("big2", 4, 1));
    assertThat(Run.of("diff", old, rearranged).out()).doesNotContain("big2, bit 4");
  }

  @Test
  void picturesOfSeveralFilesAreStacked() {
    assertThat(Run.of("layout", "union role", old, now))
        .isEqualTo(
            new Run(
                0,
                """
                union role
                       31       23       15       7
                  6.1  ........ ........ ...edccc ...baaaa
                       ffffffff ffffffff ffffffff ffffffff
                  7.2  hhhhhhhh ........ ...dcccc ...gaaaa
                       ffffffff ffffffff ffffffff ffffffff
                  a level    0-3
                  b big      4
                  c access   8-10, then 8-11 in 7.2
                  d invalid  11, then 12 in 7.2
                  e smep     12
                  f word     0-31
                  g four     4
                  h smm      24-31
                """,
                ""));
  }

  @Test
  void theDrawingHoldsEveryMemberInItsPlace() {
    Run run = Run.of("layout", "--format", "svg", "role", old, now);
    assertThat(run.out())
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"813\"")
        .endsWith("</svg>\n")
        .contains("<title>access: 8-10</title>")
        .contains("<title>access: 8-11</title>")
        .contains("<title>smm: 24-31</title>")
        .contains("<rect x=\"33\" y=\"46\" width=\"768\"");
  }

  @Test
  void aPictureOfNothingIsAnError() {
    assertThat(Run.of("layout", "none", old))
        .isEqualTo(new Run(3, "", "bitunion: " + old + ": no struct or union none in there\n"));
  }

  @Test
  void aTableThatContradictsItselfIsRefused() throws IOException {
    String bad = Tables.union(folder, "bad", "role", member("x", 31, 2));
    assertThat(Run.of("list", bad).err())
        .isEqualTo("bitunion: " + bad + ":2: bits up to 33 of a type of 32 bits\n");
    String odd = Tables.union(folder, "odd", "role", "x,0,-1,1,0,INT,int,,4,,");
    assertThat(Run.of("list", odd).err())
        .isEqualTo("bitunion: " + odd + ":2: column bit_width holds \"-1\", not a number\n");
    String cut = Tables.union(folder, "cut", "role", "x,0");
    assertThat(Run.of("list", cut).err())
        .isEqualTo("bitunion: " + cut + ":2: 9 cells under 18 columns\n");
  }
}

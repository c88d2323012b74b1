package dev.bitunion.importer.cli;

import static dev.bitunion.importer.cli.Tables.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bitunion conform}: imports, compiles, reads, counts. */
class ConformCommandTest {
  private static final String HEADING = "root_kind,root,size_bytes,trial,bytes_hex,values(a, b)\n";

  @TempDir private Path folder;
  private String layout;

  @BeforeEach
  void writeLayout() throws IOException {
    layout =
        Tables.union(
            folder,
            "6.1",
            "role",
            member("level", 0, 4),
            member("direct", 7, 1),
            member("smm", 24, 8));
  }

  @Test
  void valuesThatAgreeAreCounted() throws IOException {
    String values = values("union,role,4,0,850000ff,5|1|255\nunion,role,4,1,0f000001,15|0|1\n");
    assertThat(Run.of("conform", layout, values))
        .isEqualTo(new Run(0, "1 types, 6 checked, 0 mismatched, 0 left out\n", ""));
  }

  @Test
  void aValueThatDiffersIsShown() throws IOException {
    String values = values("union,role,4,0,850000ff,5|1|254\n");
    assertThat(Run.of("conform", layout, values))
        .isEqualTo(
            new Run(
                1,
                "mismatch: union role of 4 bytes, smm: 850000ff read as 255, in C 254\n"
                    + "1 types, 3 checked, 1 mismatched, 0 left out\n",
                ""));
  }

  @Test
  void whatCannotBeCheckedIsLeftOutAloud() throws IOException {
    String values = values("union,role,4,0,850000ff,5\nstruct,none,1,0,00,0\n");
    assertThat(Run.of("conform", layout, values))
        .isEqualTo(
            new Run(
                1,
                "left out: union role of 4 bytes: its rows hold 1 values, not one a member\n"
                    + "left out: struct none of 1 bytes: it is not in the layout table\n"
                    + "2 types, 0 checked, 0 mismatched, 2 left out\n",
                ""));
  }

  @Test
  void filesThatContradictThemselvesAreRefused() throws IOException {
    assertThat(Run.of("conform", layout, values("union,role,4,0,8500,5|1|2\n")).err())
        .endsWith("values.csv:2: 2 bytes of a type of 4\n");
    assertThat(Run.of("conform", layout, values("union,role,4,0,85zz,5|1|2\n")).err())
        .endsWith("values.csv:2: column bytes_hex holds \"85zz\"\n");
    assertThat(Run.of("conform", layout, values("union,role,4,0,00000000,x|1|2\n")).err())
        .isEqualTo("bitunion: a value of union role of 4 bytes is no number: \"x\"\n");
    assertThat(Run.of("conform", layout, folder + "/none").code()).isEqualTo(3);
  }

  private String values(String rows) throws IOException {
    return Files.writeString(folder.resolve("values.csv"), HEADING + rows).toString();
  }
}

package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.scenario.Moment;
import dev.bitunion.mmuroles.scenario.Scenario;
import dev.bitunion.mmuroles.scenario.TraceSink;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The victims of the behaviour specification, chapter 11: with the field dropped the last access
 * goes wrong as its table says, and without that line of the scenario it ends as it must. The
 * scenarios are written by hand, and owe nothing to the search.
 */
class DroppedFieldsTest {
  private static final String CHAIN =
      """
      store pte 1[0] = 2 P W U A D
      store pte 2[0] = 3 P W U A D
      store pte 3[0] = 4 P W U A D
      store pte 4[0] = 5 P W U A D
      """;

  private static final String LONG = "sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=0x1000\n";

  record Row(String field, String scenario, String expected, String actual) {
    @Override
    public String toString() {
      return field;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row(
            "level",
            CHAIN + "store pte 3[0] = 3 P W U A D\n" + LONG + "access 0 user read\n",
            "frame 0x3",
            "astray"),
        new Row(
            "gpte_is_8_bytes",
            """
            store pte32 8[0] = 9 P W U A D
            store pte32 9[0] = 5 P W U A D
            store pte32 9[1] = 5 P W U A D
            store pte32 9[2] = 6 P W U A D
            store pte 7[0] = 8 P
            sregs cr0=PG,PE,WP cr4=0 efer=NX cr3=0x8000
            access 0x1000 user read
            sregs cr4=PAE cr3=0x7000
            access 0x1000 user read
            """,
            "frame 0x6",
            "frame 0x5"),
        new Row(
            "quadrant",
            """
            store pte32 8[0] = 9 P W U A D
            store pte32 8[256] = 10 P W U A D
            store pte32 9[0] = 5 P W U A D
            store pte32 10[0] = 6 P W U A D
            sregs cr0=PG,PE,WP cr4=0 efer=0 cr3=0x8000
            access 0 user read
            access 0x40000000 user read
            """,
            "frame 0x6",
            "frame 0x5"),
        new Row(
            "direct",
            CHAIN
                + """
                store pte 3[0] = 0x200 P W U A D PS
                store pte 3[1] = 0x200 P W U A D
                store pte 0x200[0] = 5 P W U A D
                """
                + LONG
                + "access 0 user read\naccess 0x200000 user read\naccess 0 user read\n",
            "frame 0x200",
            "frame 0x5"),
        new Row(
            "access",
            CHAIN
                + "store pte 3[1] = 4 P U A D\n"
                + LONG
                + "access 0x200000 user read\naccess 0 user write\naccess 0x200000 user write\n",
            "#PF 0x7",
            "frame 0x5"),
        new Row(
            "efer_nx",
            CHAIN
                + "store pte 4[0] = 5 P W U A D NX\n"
                + LONG
                + "access 0 user read\nsregs efer=LME,LMA\naccess 0 user read\n",
            "#PF 0xd",
            "frame 0x5"),
        readOnly("cr0_wp", "sregs cr0=PG,PE,WP", "write", "#PF 0x3"),
        readOnly("smep_andnot_wp", "sregs cr4=PAE,SMEP", "fetch", "#PF 0x11"),
        readOnly("smap_andnot_wp", "sregs cr4=PAE,SMAP", "read", "#PF 0x1"),
        new Row(
            "guest_mode",
            "slot 5 1 private\n"
                + CHAIN
                + LONG
                + "access 0 user write\nvmrun\naccess 0 user write\n",
            "no memory at frame 0x5",
            "frame 0x5"),
        new Row(
            "smm",
            "smram 5\n"
                + CHAIN
                + LONG
                + "set-smm on\naccess 0 user read\nset-smm off\naccess 0 user read\n",
            "frame 0x5",
            "frame 0x5 of SMRAM"));
  }

  private static Row readOnly(String field, String then, String access, String expected) {
    String scenario =
        CHAIN
            + "store pte 4[0] = 5 P U A D\n"
            + "sregs cr0=PG,PE cr4=PAE efer=LME,LMA,NX cr3=0x1000\naccess 0 write\n"
            + then
            + "\naccess 0 "
            + access
            + "\n";
    return new Row(field, scenario, expected, "frame 0x5");
  }

  private static List<Moment> run(String text) {
    List<Moment> moments = new ArrayList<>();
    Scenario.read(text.lines().toList()).run(moments::add, TraceSink.NONE);
    return moments;
  }

  private static String lastDetail(String text) {
    List<Moment> moments = run(text);
    return moments.get(moments.size() - 1).detail();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theLastAccessGoesWrongWithoutTheFieldAlone(Row row) {
    assertThat(lastDetail("machine S\n" + row.scenario())).isEqualTo(row.expected());
    assertThat(lastDetail("machine S\ndrop " + row.field() + "\n" + row.scenario()))
        .isEqualTo(row.actual());
  }

  @Test
  void aDroppedAdDisabledLosesAccessedBitsOnAllFourEntries() {
    String scenario =
        """
        store ept 1[0] = 2 R W X
        store ept 2[0] = 3 R W X
        store ept 3[0] = 4 R W X
        store ept 4[0] = 5 R W X
        sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=0x9000
        vmenter ept=0x1000
        access 0 read
        vmexit
        vmenter ept=0x1000 ad
        access 0 read
        """;
    assertThat(lastDetail("machine E4\n" + scenario)).isEqualTo("frame 0x5");
    assertThat(lastDetail("machine E4\ndrop ad_disabled\n" + scenario))
        .isEqualTo("frame 0x5, accessed or dirty bit not set");
  }
}

package dev.bitunion.mmuroles.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whole accesses, private slots and SMRAM in the scenario language. */
class AccessVerbTest {
  private static final String TABLES =
      """
      store pte 1[0] = 2 P W U A D
      store pte 2[0] = 3 P W U A D
      store pte 3[0] = 4 P W U A D
      store pte 4[0] = 5 P W U A D
      store pte 4[1] = 6 P U
      sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=0x1000
      """;

  private final List<Moment> moments = new ArrayList<>();

  private List<String> failures(String text) {
    return Scenario.read(text.lines().toList()).run(moments::add, TraceSink.NONE).stream()
        .map(ScenarioFailure::toString)
        .toList();
  }

  private String detail() {
    return moments.get(moments.size() - 1).detail();
  }

  @Test
  void anAccessEndsWhereTheTablesSay() {
    assertThat(
            failures(
                "machine S\n"
                    + TABLES
                    + """
                    access 0 user read
                    expect result frame 0x5
                    expect access right
                    access 0x1000 user write
                    expect result #PF 0x7
                    access 0x1000 user read
                    expect result frame 0x6
                    access 0x200000 fetch
                    expect result #PF 0x10
                    """))
        .isEmpty();
  }

  @Test
  void aWrongAccessIsSaidWithWhatTheTablesSay() {
    // The processor cannot know that the guest closed the page behind KVM's back without INVLPG.
    String failure =
        failures(
                "machine S\n"
                    + TABLES
                    + """
                    access 0 user write
                    store pte 4[0] = 5 P A D
                    access 0 user write
                    expect access right
                    """)
            .toString();
    assertThat(failure).contains("it is wrong: frame 0x5; the guest's tables say #PF 0x7");
    assertThat(moments.get(moments.size() - 1).notes())
        .contains("wrong: the guest's tables say #PF 0x7");
  }

  @Test
  void anExpectationOfAnAccessNeedsOne() {
    assertThat(failures("machine S\nrun\nexpect access right\n").toString())
        .contains("the last event is no access");
    assertThat(failures("machine S\n" + TABLES + "access 0\nexpect access wrong\n").toString())
        .contains("it is right: frame 0x5");
  }

  @Test
  void privateSlotsAreMemoryForL1AndNoneForL2() {
    String slots = "machine S\nslot 5 1 private\n" + TABLES;
    assertThat(
            failures(
                slots
                    + """
                    access 0 user write
                    expect result frame 0x5
                    expect access right
                    vmrun
                    access 0 user write
                    expect result no memory at frame 0x5
                    expect access right
                    vmexit
                    access 0 user write
                    expect result frame 0x5
                    """))
        .isEmpty();
  }

  @Test
  void smramIsSeenInSmmAlone() {
    assertThat(
            failures(
                "machine S\nsmram 5\n"
                    + TABLES
                    + """
                    set-smm on
                    access 0 read
                    expect result frame 0x5 of SMRAM
                    set-smm off
                    access 0 read
                    expect result frame 0x5
                    expect access right
                    """))
        .isEmpty();
  }

  @Test
  void aMachineWithoutRootIsSaidToHaveNone() {
    failures("machine S\nslot 0 16\nsregs cr0=PG,PE cr4=PAE efer=LME,LMA cr3=0x100000\naccess 0\n");
    assertThat(detail()).isEqualTo("no root");
  }
}

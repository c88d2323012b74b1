package dev.bitunion.mmuroles.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.role.Behaviour;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each behaviour of the page cache and of events, on and off: one short scenario, two endings. */
class BehaviourSwitchTest {
  private static final String LONG_MODE =
      """
      machine S
      let A = 0x1000
      let B = 0x2000
      let C = 0x3000
      sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=A
      run
      """;

  private static final String PCID =
      LONG_MODE
          + """
          cr4 += PCIDE
          run
          """;

  private static final String SHORT_MODE =
      """
      machine S
      let G = 0x100
      let T = 0x101
      let L = 0x800
      sregs cr0=PG,PE,WP cr4=PSE cr3=G
      store pte32 G[0] = T P W U A
      store pte32 G[2] = L P W U A D PS
      """;

  private static final String PAE =
      """
      machine S
      let G = 0x100
      let D = 0x101
      let F = 0x102
      store pte G[0] = D P
      sregs cr0=PG,PE,WP cr4=PAE efer=NX cr3=G
      run
      store pte G[0] = F P
      cr3 = G
      run
      """;

  private static final String UNSYNC =
      LONG_MODE
          + """
          let D = 0x4000
          let T = 0x5000
          store pte A[0] = B P W U
          store pte B[0] = C P W U
          store pte B[1] = T P W U
          store pte C[0] = T P W U
          store pte T[1] = T P W U
          fault 0x1000 user write
          expect unsynced 0x00003711@T
          """;

  private static final String CHAIN =
      """
      machine S
      store pte 1[0] = 2 P W U A D
      store pte 2[0] = 3 P W U A D
      store pte 3[0] = 4 P W U A D
      """;

  private static final String WP_TOGGLE =
      """
      machine E4
      sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=0x1000
      run
      cr0 -= WP
      run
      """;

  record Ending(Behaviour behaviour, String scenario, String on, String off) {
    @Override
    public String toString() {
      return behaviour.name();
    }
  }

  static Stream<Ending> endings() {
    return Stream.of(
        new Ending(
            Behaviour.CR3_LOAD_DROPS_PREVIOUS_ROOTS,
            LONG_MODE + "cr3 = B\n",
            "expect previous - - -",
            "expect previous A - -"),
        new Ending(
            Behaviour.PDPTR_LOAD_KEEPS_ROOTS,
            PAE,
            "expect root 0x00003712@D - - -",
            "expect root 0x00003712@F - - -"),
        new Ending(
            Behaviour.INVALID_ROOT_TAKES_A_SLOT,
            PCID + "cr3 = B noflush\ncr3 = C noflush\n",
            "expect previous - A -",
            "expect previous A - -"),
        new Ending(
            Behaviour.FAST_SWITCH_NEEDS_GUEST_LEVELS,
            "machine E4\nsregs cr0=PG,PE,WP cr4=PAE efer=NX cr3=0x1000\nrun\ncr3 = 0x2000\n",
            "expect root none",
            "expect root 0x00003794@0"),
        new Ending(
            Behaviour.EMPTY_SYNC_ZAPS,
            UNSYNC + "store pte T[1] = none\nsync\n",
            "expect zaps 1",
            "expect zaps 0"),
        new Ending(
            Behaviour.QUADRANT_ON_DIRECT_PAGES,
            SHORT_MODE + "fault 0x00a00000 user read\n",
            "expect new 0x2702@G 0x2722@G 0x2742@G 0x2762@G 0x27b1@0xa00",
            "expect new 0x2702@G 0x2722@G 0x2742@G 0x2762@G 0x2791@0xa00"),
        new Ending(
            Behaviour.FLOOD_COUNTED_BEFORE_QUADRANT,
            SHORT_MODE + "run\nwrite 4 G+0 = 0\nwrite 4 G+0 = 0\nwrite 4 G+0 = 0\n",
            "expect track G 0",
            "expect track G 3"),
        new Ending(
            Behaviour.INVPCID_CALLS_NULL_INVLPG,
            "machine S\nrun\ninvpcid 0 0 0x1000\n",
            "expect failed",
            "expect ok"),
        new Ending(
            Behaviour.LOOKUP_STOPS_AT_MATCH,
            """
            machine S
            let A = 0x1
            let T = 0x4
            store pte 1[0] = 2 P W U A D
            store pte 2[0] = 3 P W U A D
            store pte 3[0] = T P W U A D
            store pte T[0] = T P W U A
            sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=A
            fault 0 user read
            expect new 0x3714@A 0x3713@2 0x3712@3 0x3711@T
            set-smm on
            cr3 = T
            run
            expect new 0x01003714@T
            set-smm off
            cr3 = A
            fault 0 user write
            expect unsynced 0x01003714@T 0x3711@T
            set-smm on
            cr3 = T
            run
            """,
            "expect zapped 0x01003714@T",
            "expect zapped 0x3711@T 0x01003714@T"),
        new Ending(
            Behaviour.INVLPG_ACTS_ON_ACTIVE_MMU,
            """
            machine N
            let T = 0x4
            store pte 1[0] = 2 P W U A D
            store pte 2[0] = 3 P W U A D
            store pte 3[0] = T P W U A D
            store pte T[8] = 0x10 P W U A D
            sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=0x20000
            vmrun npt=0x1000 cr4=PAE cr3=0x3000
            fault 0x8000 user write
            store pte T[9] = T P W U A D
            fault 0x9000 user write
            expect unsynced 0x1711@T
            store pte T[8] = none
            invlpg 0x8000
            """,
            "expect entry 0x1711@T 8 absent",
            "expect entry 0x1711@T 8 present"),
        new Ending(
            Behaviour.NPT_OF_FIVE_LEVELS_LOADS,
            """
            machine N
            sregs cr0=PG,PE,WP cr4=PAE,LA57 efer=LME,LMA,NX cr3=0x1000
            vmrun npt=0x10000 cr4=PAE cr3=0x2000
            run
            """,
            "expect new 0x1714@0x10",
            "expect failed"),
        new Ending(
            Behaviour.TDP_PAGES_FOLLOW_GUEST,
            WP_TOGGLE,
            "expect new 0x00001794@0",
            "expect existing 0x00003794@0"),
        new Ending(
            Behaviour.ROLE_BITS_WITHOUT_EFFECT,
            WP_TOGGLE,
            "expect new 0x00001794@0",
            "expect existing 0x00000794@0"),
        new Ending(
            Behaviour.TRACKING_CHECKED_IN_ONE_SPACE,
            """
            machine S
            store pte 1[0] = 2 P W U A
            store pte 2[0] = 3 P W U A
            store pte 3[0] = 4 P W U A
            store pte 4[0] = 5 P W U A
            store pte 0x11[0] = 0x12 P W U A
            store pte 0x12[0] = 0x13 P W U A
            store pte 0x13[0] = 0x14 P W U A
            store pte 0x14[0] = 3 P W U A D
            sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=0x1000
            fault 0 user read
            set-smm on
            cr3 = 0x11000
            fault 0 write
            """,
            "expect unsync 1",
            "expect unsync 0"),
        new Ending(
            Behaviour.PGE_RESETS_CONTEXT,
            LONG_MODE + "cr4 += PGE\n",
            "expect root none",
            "expect root 0x00003714@A"),
        new Ending(
            Behaviour.VMRUN_LEAVES_LMA_CLEAR,
            LONG_MODE + "vmrun cr4=PAE efer=LME,NX cr3=B\n",
            "expect levels 3 3",
            "expect levels 4 4"),
        new Ending(
            Behaviour.SVM_STATE_LOADS_CR3_FIRST,
            "machine N\nsregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=0x1000\n"
                + "nested-state npt=0x2000 cr4=PAE,SMEP cr3=0x3000\n",
            "expect role nested_mmu 0",
            "expect role nested_mmu 0x0000008d00023794"),
        new Ending(
            Behaviour.ROLE_LACKS_PSE,
            """
            machine S
            store pte32 8[0] = 0x400 P W U A D PS
            store pte32 0x400[0] = 5 P W U A D
            sregs cr0=PG,PE,WP cr4=0 cr3=0x8000
            access 0 user read
            expect result frame 0x5
            sregs cr4=PSE
            access 0 user read
            """,
            "expect access wrong",
            "expect result frame 0x400"),
        new Ending(
            Behaviour.ROLE_LACKS_LMA,
            CHAIN
                + """
                store pte 4[0] = 5 P W U A D PKEY=1
                store pte 7[0] = 3 P
                sregs cr0=PG,PE,WP cr4=PAE efer=LME,LMA,NX cr3=0x1000
                access 0 user read
                sregs efer=NX cr3=0x7000
                access 0 user read
                """,
            "expect access wrong",
            "expect result #PF 0xd"),
        new Ending(
            Behaviour.LENT_WRITE_FORGETS_AC,
            CHAIN
                + """
                store pte 4[0] = 5 P U A D
                sregs cr0=PG,PE cr4=PAE,SMAP efer=LME,LMA,NX cr3=0x1000
                privilege cpl=0 ac
                access 0 write
                expect result frame 0x5
                privilege cpl=0
                access 0 read
                """,
            "expect access wrong",
            "expect result #PF 0x1"),
        new Ending(
            Behaviour.LOAD_CR3_INITIALISES_MMU,
            LONG_MODE + "vmrun cr4=PAE cr3=B\nrun\n",
            "expect root 0x00023714@B",
            "expect root 0x00003714@B"));
  }

  private static List<ScenarioFailure> run(String text) {
    return Scenario.read(text.lines().toList()).run(moment -> {}, TraceSink.NONE);
  }

  private static String without(Behaviour behaviour, String scenario) {
    List<String> lines = new ArrayList<>(scenario.lines().toList());
    lines.add(1, "behaviour " + behaviour.name() + " off");
    return String.join("\n", lines) + "\n";
  }

  @ParameterizedTest
  @MethodSource("endings")
  void onAndOffEndDifferently(Ending ending) {
    assertThat(run(ending.scenario() + ending.on())).isEmpty();
    String fixed = without(ending.behaviour(), ending.scenario());
    assertThat(run(fixed + ending.off())).isEmpty();
    assertThat(run(fixed + ending.on())).hasSize(1);
  }
}

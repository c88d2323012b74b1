package dev.bitunion.mmuroles.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a scenario says wrongly is named with line and column. */
class ScenarioErrorsTest {
  private static List<ScenarioFailure> run(String... lines) {
    return Scenario.read(List.of(lines)).run(moment -> {}, TraceSink.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "jump 1; 2:1: 'jump' is no event; write access,",
        "cr4 = FOO; 2:7: 'FOO' is no flag of CR4; write VME,",
        "cr4 = ; 2:6: a flag of CR4 expected",
        "cr3 = A; 2:7: 'A' is not defined; write 'let A = FRAME' first",
        "cr3 = 12z; 2:7: '12z' is no number; write 0x1f or 31",
        "cr3 = 0x1000 pcid=5000; 2:19: a PCID is 0 to 4095",
        "cr3 = 0x1000 later; 2:14: 'later' is not expected here",
        "let 5 = 1; 2:5: '5' is no name; write letters, digits and _",
        "let A = 0x10000000000; 2:9: frame 0x10000000000 is beyond 2^40",
        "fault 0x0 sideways; 2:11: 'sideways' is no access; write user,",
        "store pte 0x10 = 1 P; 2:11: '0x10' is no entry; write TABLE[INDEX]",
        "store pte 0x10[512] = 1 P; 2:16: a table has entries 0 to 511",
        "store pte 0x10[1] = 1 Q; 2:23: 'Q' is no flag of a page-table entry; write P,",
        "store pte 0x10[1] = 1 PKEY=99; 2:23: ",
        "store pte32 0x10[1] = 0x100000 P; 2:23: a 4-byte entry reaches frames below 2^20",
        "store pte64 0x10[1] = 1 P; 2:7: 'pte64': write pte or pte32 or ept",
        "write 9 0x1000 = 0; 2:7: a write has 1 to 8 bytes",
        "write 4 0x1000; 2:15: a value expected",
        "privilege cpl=4; 2:15: a CPL is 0 to 3",
        "set-smm maybe; 2:9: 'maybe': write off or on",
        "quota 99999999999; 2:7: '99999999999' is too large",
        "expect luck; 2:8: 'luck' cannot be expected; write access,",
        "expect access well; 2:15: 'well': write wrong or right",
        "access; 2:7: an address expected",
        "expect role; 2:12: a role expected",
        "expect root 0x3714; 2:13: '0x3714' is no page; write WORD@FRAME, as 0x3714@A",
        "expect root 0x123456789@1; 2:13: a page role has 32 bits",
        "expect root; 2:12: WORD@FRAME, four of them, or none expected",
        "machine S; 2:1: the machine is described already",
      })
  void wrongWordsAreNamed(String line, String message) {
    assertThatThrownBy(() -> run("machine S", line))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(message == null ? "" : message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "machine X; 1:9: 'X' is no profile; write E4 (EPT), E5 (5-level EPT), N (NPT) or S (shadow)",
        "machine; 1:8: a profile: E4, E5, N or S expected",
        "machine S maxphyaddr=20; 1:22: maxphyaddr 20 is not within 32 to 52",
        "machine S amd=perhaps; 1:15: 'perhaps': write no or yes",
        "machine S fast; 1:11: 'fast' is no option; write vendor=,",
        "run; 1:1: no machine yet; write 'machine S' (or E4, E5, N) first",
        "behaviour luck on; 1:11: 'luck' is no behaviour",
        "smram; 1:6: a frame expected",
        "drop luck; 1:6: 'luck' cannot be dropped; write level, gpte_is_8_bytes,",
        "drop invalid; 1:6: 'invalid' cannot be dropped; write level,",
        "slot 0 0; 1:8: a slot has 1 to 2^40 frames",
        "let A = 1; 1:1: no machine; write 'machine S' (or E4, E5, N) first",
      })
  void wrongBeginningsAreNamed(String line, String message) {
    assertThatThrownBy(() -> run(line))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "S; vmexit; 2:1: no L2 runs that could be left",
        "S; vmenter; 2:1: this machine is SVM, not VMX",
        "S; vmrun npt=0x1000; 2:1: a host with shadow paging offers no nested page tables",
        "E4; eptp-switch 5; 2:1: EPTP switching needs an L2 that runs on nested EPT",
        "E4; free-nested now; 2:13: 'now' is not expected here",
        "N; invept all; 2:1: this machine is SVM, not VMX",
        "S vendor=vmx; invept 5; 2:1: a host with shadow paging offers no nested page tables",
        "E4; invept; 2:7: a frame or all expected",
        "E4; vmenter vpid=7; 2:14: '7': write own or shared or none",
      })
  void impossibleEventsAreNamed(String profile, String line, String message) {
    assertThatThrownBy(() -> run("machine " + profile, line)).hasMessage(message);
  }

  @Test
  void whatStandsTooLateOrTwiceIsNamed() {
    assertThatThrownBy(() -> run("machine S", "run", "slot 0 1"))
        .hasMessage("3:1: 'slot' must stand before the first event");
    assertThatThrownBy(() -> run("machine S", "let A = 1", "let A = 2"))
        .hasMessage("3:5: 'A' is defined already");
  }

  @Test
  void memoryThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> run("machine S", "slot 0 16", "store 8 0x10000 = 1"))
        .hasMessage("3:9: there is no memory at 0x10000");
  }

  @Test
  void aPhysicalAddressBeyondMemoryIsNamed() {
    assertThatThrownBy(() -> run("machine E5", "fault 0xffffffffffffffff user read"))
        .hasMessage("2:7: a fault here is at a physical address, and those end at 2^52");
  }

  @Test
  void smiInSmmIsNamed() {
    assertThatThrownBy(() -> run("machine S", "smi", "smi"))
        .hasMessage("3:1: the vCPU is in SMM already; SMIs are masked there");
  }

  @Test
  void l2InL2IsNamed() {
    assertThatThrownBy(() -> run("machine N", "vmrun", "vmrun"))
        .hasMessage("3:1: L2 runs already; leave it with vmexit");
    assertThatThrownBy(() -> run("machine E4", "vmenter", "invept all"))
        .hasMessage("3:1: L2 runs already; leave it with vmexit");
  }

  /** What hardware refuses is an outcome, and no register has changed. */
  @ParameterizedTest
  @CsvSource({
    "cr0 = PG, gp",
    "cr0 = PE NW, gp",
    "cr0 = 0x100000001, gp",
    "cr4 = 0x80000000, gp",
    "cr4 = PCIDE, gp",
    "efer = 0x20000, gp",
    "cr3 = 0x1000000000000, gp",
    "pkru = 1, ud",
    "rsm, ud",
    "'sregs cr0=PE,PG efer=LME', gp",
    "invpcid 4 0, gp",
    "invpcid 1 7, gp"
  })
  void refusalsChangeNothing(String line, String outcome) {
    List<Moment> moments = new ArrayList<>();
    List<ScenarioFailure> failures =
        Scenario.read(List.of("machine S", "run", line, "expect " + outcome))
            .run(moments::add, TraceSink.NONE);
    assertThat(failures).isEmpty();
    assertThat(moments.get(1).state()).isEqualTo(moments.get(0).state());
    assertThat(moments.get(1).roles()).isEmpty();
  }

  @Test
  void aFailedExpectationSaysWhatIsThere() {
    assertThat(run("machine E4", "run", "expect used 7"))
        .containsExactly(new ScenarioFailure(3, "expect used 7", "it is 1"));
    assertThat(run("machine E4", "expect ok"))
        .containsExactly(new ScenarioFailure(2, "expect ok", "nothing has happened yet"));
  }
}

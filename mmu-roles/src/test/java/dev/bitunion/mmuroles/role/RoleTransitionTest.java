package dev.bitunion.mmuroles.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.role.RoleTransition.Answer;
import dev.bitunion.mmuroles.role.RoleTransition.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transitions whose outcome the behaviour specification states (chapter 8, by number). */
class RoleTransitionTest {
  private static final RoleModel KERNEL = RoleModel.of(KernelVersion.V5_14);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "4: WP with PG=0     | shadow | cr     | 100000783 | 100000783 | skipped | true  | 00000783 | yes",
        "10: SMEP and SMAP   | shadow | cr     | d00003714 | cd00003714| done    | true  | 00003714 | yes",
        "11: WP=0            | shadow | cr     | cd00003714| cd0000d714| done    | true  | 0000d714 | no",
        "13: PGE             | tdp    | cr     | d00003794 | d00003794 | skipped | true  | 00003794 | yes",
        "14: WP              | tdp    | cr     | 8d00003794| 8d00001794| done    | true  | 00001794 | no",
        "24: EPT exit        | tdp    | nested | d00003794 | d00003794 | skipped | false | 00003794 | depends",
        "24: EPT entry       | ept    | nested | 300020714 | 300020714 | skipped | false | 00020714 | yes",
        "25: L2's SMEP       | ept    | cr     | 300020714 | 300020714 | none    | true  | 00020714 | yes",
        "22: execonly        | ept    | nested | 300020714 | 100020714 | done    | false | 00020714 | yes",
        "26: L2 without EPT  | tdp    | nested | d00003794 | d00023794 | done    | false | 00023794 | no",
        "28: PAE after long  | npt    | nested | d00001714 | d00001714 | skipped | false | 00001714 | depends",
        "30: VMRUN           | shadow | nested | d00003714 | d00023714 | done    | false | 00023714 | no",
        "31: L2 with SMEP    | shadow | nested | 8d00025714| 8d00025714| skipped | false | 00021714 | no",
        "31: wrong root      | shadow | nested | d00021714 | 8d00025714| done    | false | 00021714 | yes",
        "32: L2 PAE          | shadow | nested | d00003714 | d00023713 | done    | false | 00023713 | no",
        "32: back            | shadow | nested | d00023713 | d00003714 | done    | false | 00003714 | no",
        "33: CR3             | shadow | cr3    | d00003714 | d00003714 | none    | false | 00003714 | yes",
        "39: TDP and PAE     | tdp    | cr3    | 1500002794| 1500002794| none    | false | 00002794 | no",
        "9.18: CR3 of L2     | ept    | cr3    | 300020714 | 300020714 | none    | false | 00020714 | no",
        "nested_mmu          | nested | nested | d00023794 | cd00023794| done    | false | 00023794 | no",
        "5-level             | tdp    | nested | 10d00003794 | 10d00003794 | skipped | false | 00003794 | yes",
      })
  void scenarios(
      String name,
      String mmu,
      String trigger,
      String from,
      String to,
      String reconfiguration,
      boolean unloaded,
      String asked,
      String usable) {
    RoleTransition transition = new RoleTransition(KERNEL, hex(from), hex(to), false);
    Answer answer =
        transition.answers(Trigger.valueOf(trigger.toUpperCase(java.util.Locale.ROOT))).stream()
            .filter(a -> a.mmu() != null && a.mmu().toString().equals(mmu))
            .findFirst()
            .orElseThrow();
    assertThat(answer.reconfiguration()).as(name).hasToString(reconfiguration);
    assertThat(answer.rootsUnloaded()).as(name).isEqualTo(unloaded);
    assertThat(answer.askedWord()).as(name).isEqualTo((int) hex(asked));
    assertThat(answer.rootUsable()).as(name).hasToString(usable);
    assertThat(answer.why()).isNotEmpty();
  }

  private static long hex(String word) {
    return Long.parseUnsignedLong(word, 16);
  }

  @Test
  void basesAloneLeaveWhatTheyDoNotTell() {
    RoleTransition same = new RoleTransition(KERNEL, 0x3714, 0x3714, true);
    Answer answer = same.answers(Trigger.NESTED).get(0);
    assertThat(answer.mmu()).isNull();
    assertThat(answer.reconfiguration()).hasToString("depends");
    assertThat(answer.rootUsable()).hasToString("depends");
    assertThat(new RoleTransition(KERNEL, 0x3714, 0x1714, true).answers(Trigger.CR).get(0))
        .satisfies(a -> assertThat(a.reconfiguration()).hasToString("done"))
        .satisfies(a -> assertThat(a.rootUsable()).hasToString("no"));
  }

  @Test
  void aContextThatWasNeverConfiguredHasNoRoot() {
    Answer answer = new RoleTransition(KERNEL, 0, 0x100000794L, false).answers(Trigger.CR).get(0);
    assertThat(answer.reconfiguration()).hasToString("done");
    assertThat(answer.rootUsable()).hasToString("no");
    assertThat(answer.why()).contains("a context that was never configured has no root");
  }

  @Test
  void theFixedBaseRoleKeepsSmepAndSmap() {
    RoleModel fixed =
        RoleModel.of(
            KernelVersion.V5_14, KERNEL.behaviours().without(Behaviour.NEW_PGD_FORGETS_SMEP_SMAP));
    Answer answer =
        new RoleTransition(fixed, hex("8d00025714"), hex("8d00025714"), false)
            .answers(Trigger.NESTED)
            .get(0);
    assertThat(answer.askedWord()).isEqualTo(0x00025714);
    assertThat(answer.rootUsable()).hasToString("yes");
  }
}

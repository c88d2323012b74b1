package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionCommandTest {
  private static CommandRun transition(String arguments) {
    return CommandRun.of(("transition " + arguments).split(" "));
  }

  @Test
  void changedFieldsAndAnAnswerATrigger() {
    assertThat(transition("0xd00003714 0x8d00025714").out())
        .isEqualTo(
            """
            0x0000000d00003714 -> 0x0000008d00025714  full roles as Linux 5.14
              from  A context: root_mmu under shadow paging, 4-level paging; WP, NX.
              to    A context: root_mmu under shadow paging, 4-level paging; NX, SMEP; for L2.
              base.cr0_wp          13     1 -> 0
              base.smep_andnot_wp  14     0 -> 1
              base.guest_mode      17     0 -> 1
              ext.cr4_smep         39     0 -> 1
            on cr, root_mmu under shadow paging
              re-configuration     done
              roots unloaded       yes
              word asked for       0x00025714
              old root usable      no
                the base differs
                every root is freed, previous ones too; their pages stay in the cache
                the next root has another word, so it is another page
            on nested, root_mmu under shadow paging
              re-configuration     done
              roots unloaded       no
              word asked for       0x00021714
              old root usable      no
                the base differs
                a base-only role is asked for, with smep_andnot_wp and smap_andnot_wp clear
                the old root has another word; it is kept as a previous root
            on cr3, root_mmu under shadow paging
              re-configuration     none
              roots unloaded       no
              word asked for       0x00021714
              old root usable      no
                a CR3 load changes no register that roles depend on, so the role stays as stored
                a base-only role is asked for, with smep_andnot_wp and smap_andnot_wp clear
                the old root has another word; it is kept as a previous root
            """);
  }

  @Test
  void oneTriggerInJsonAndCsv() {
    assertThat(transition("--on cr --format json 0x8d00003794 0xd00003794").out())
        .isEqualTo(
            "{\"kernel\":\"5.14\",\"from\":\"0x0000008d00003794\",\"to\":\"0x0000000d00003794\","
                + "\"changed_bits\":\"0x0000008000000000\",\"changed\":[{\"field\":"
                + "\"ext.cr4_smep\",\"from\":1,\"to\":0}],\"triggers\":[{\"on\":\"cr\",\"mmu\":"
                + "\"tdp\",\"reconfiguration\":\"done\",\"roots_unloaded\":true,\"asked_word\":"
                + "\"0x00003794\",\"root_usable\":\"yes\",\"why\":[\"only the extended role"
                + " differs\",\"every root is freed, previous ones too; their pages stay in the"
                + " cache\",\"the next root has the same word and finds the old page\"]},{\"on\":"
                + "\"cr\",\"mmu\":\"nested\",\"reconfiguration\":\"done\",\"roots_unloaded\":true,"
                + "\"asked_word\":\"0x00003794\",\"root_usable\":\"no\",\"why\":[\"only the"
                + " extended role differs\",\"every root is freed, previous ones too; their pages"
                + " stay in the cache\",\"nested_mmu only walks L2's tables and owns no root\"]}],"
                + "\"notes\":[]}\n");
    assertThat(transition("--on cr3 --format csv 0x3714 0x1714").out())
        .isEqualTo(
            "from,to,on,mmu,reconfiguration,roots_unloaded,asked_word,root_usable,why\n"
                + "0x00003714,0x00001714,cr3,,none,false,0x00001714,no,\"a CR3 load changes no"
                + " register that roles depend on, so the role stays as stored; the old root has"
                + " another word; it is kept as a previous root\"\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0x500003714 0x100000783 | note: FROM is impossible as Linux 5.14: no registers give",
        "0x100000783 0x500003714 | note: TO is impossible as Linux 5.14: no registers give",
        "0x300020714 0xd00003714 | note: no single context can have both roles, so none goes",
      })
  void wordsThatCannotBeDrawANote(String arguments, String note) {
    CommandRun run = transition(arguments);
    assertThat(run.out()).contains(note);
    assertThat(run.exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | Missing required parameter: 'TO'; see 'mmu-roles transition --help'",
        "1 2 3 | Unmatched argument at index 3: '3'; see 'mmu-roles transition --help'",
        "1 g | 'g' is no word; write hex as 0x3714, or decimal as 14100",
        "--on x 1 2 | Invalid value for option '--on': 'x' is none of cr, nested, cr3; see"
            + " 'mmu-roles transition --help'",
      })
  void aWrongCommandLineIsOneLine(String arguments, String message) {
    CommandRun run = transition(arguments);
    assertThat(run.err()).isEqualTo("mmu-roles transition: " + message + "\n");
    assertThat(run.exitCode()).isEqualTo(2);
  }
}

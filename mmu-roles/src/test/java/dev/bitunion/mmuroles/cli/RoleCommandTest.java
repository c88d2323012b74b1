package dev.bitunion.mmuroles.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleCommandTest {
  private static CommandRun role(String arguments) {
    return CommandRun.of(("role " + arguments).split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mmu tdp | 0x0000000100000794",
        "--mmu tdp --max-tdp-level 5 | 0x0000000100000795",
        "--mmu tdp --max-tdp-level 5 --maxphyaddr 48 | 0x0000000100000794",
        "--mmu tdp --no-ad | 0x0000000100010794",
        "--mmu tdp --cr0 PG,PE,WP --cr4 PAE,SMEP --efer LME,LMA,NX --smm | 0x0000008d01003794",
        "--mmu shadow --cr0 0x80010001 --cr4 0x20 --efer 0xd00 | 0x0000000d00003714",
        "--mmu shadow --cr0 80010001 --cr4 20 --efer d00 | 0x0000000d00003714",
        "--mmu shadow --cr0 pg,wp --cr4 pae --efer LME,LMA,NXE | 0x0000000d00003714",
        "--mmu shadow --cr0 PG --cr4 PAE,SMEP --efer d00 --guest-mode | 0x0000008d00025714",
        "--mmu shadow --cr0 PG --cr4 PAE,SMEP --efer d00 --guest-mode --base-only | 0x00021714",
        "--mmu npt --cr4 PAE,SMEP,SMAP --efer LME,LMA,NX | 0x000000cd0000d714",
        "--mmu npt --cr0 PG --cr4 PSE | 0x0000001500000704",
        "--mmu ept --eptp 0x105e --execonly | 0x0000000300020714",
        "--mmu ept --eptp 1e | 0x0000000100030714",
        "--mmu ept --eptp 66 --smm | 0x0000000101020715",
        "--mmu nested --cr0 PG,WP --cr4 PSE --guest-mode | 0x0000001500022782",
        "--mmu NESTED --guest-mode | 0x0000000100020780",
      })
  void theWordStandsFirst(String arguments, String word) {
    CommandRun run = role(arguments);
    assertThat(run.out()).startsWith(word + "  ");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void everyFieldIsExplained() {
    assertThat(role("--mmu shadow --cr0 PG --cr4 PAE,SMEP,PKE --efer NX").out())
        .isEqualTo(
            """
            0x0000008d00005713  full role as Linux 5.14
              root_mmu under shadow paging; PAE paging
              base                 0x00005713
              ext                  0x0000008d
              level                3 (the guest's own: 3)
              cr0                  0x80000000 (PG)
              cr4                  0x500020 (PAE,SMEP,PKE)
              efer                 0x800 (NX)
              base.level           3   EFER.LMA=0; below long mode a shadow root has level 3
              base.gpte_is_8_bytes 1   CR0.PG=1, CR4.PAE=1
              base.quadrant        0   constant; only pages have quadrants
              base.direct          0   CR0.PG=1: guest tables are shadowed
              base.access          7   constant; nothing above a root restricts it
              base.invalid         0   constant; only zapped pages have it
              base.efer_nx         1   EFER.NX=1
              base.cr0_wp          0   CR0.WP=0
              base.smep_andnot_wp  1   CR4.SMEP=1, CR0.WP=0
              base.smap_andnot_wp  0   CR4.SMAP=0, CR0.WP=0
              base.ad_disabled     0   constant; guest tables have accessed and dirty bits
              base.guest_mode      0   L1 runs
              base.smm             0   not in SMM
              ext.valid            1   constant; the role was computed
              ext.execonly         0   constant; only nested EPT has it
              ext.cr0_pg           1   CR0.PG=1
              ext.cr4_pae          1   CR4.PAE=1
              ext.cr4_pse          0   CR4.PSE=0
              ext.cr4_pke          0   EFER.LMA=0, so CR4.PKE does not count
              ext.cr4_smap         0   CR4.SMAP=0
              ext.cr4_smep         1   CR4.SMEP=1
              ext.cr4_la57         0   EFER.LMA=0, so CR4.LA57 does not count
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mmu tdp --max-tdp-level 5 --maxphyaddr 48 | base.level | the host offers 5 levels, MAXPHYADDR 48 needs four",
        "--mmu tdp --max-tdp-level 5 | base.level | the host offers 5 levels, MAXPHYADDR 52 needs them",
        "--mmu tdp --no-ad | base.ad_disabled | the host's entries have no accessed and dirty bits",
        "--mmu tdp | base.direct | constant; guest frames are mapped, no table is shadowed",
        "--mmu tdp --cr4 SMEP | ext.cr4_smep | CR0.PG=0, so CR4.SMEP does not count",
        "--mmu ept --eptp 5e | base.ad_disabled | EPTP[6]=1, inverted",
        "--mmu ept --eptp 5e --smm | base.smm | from root_mmu's stored role: in SMM",
        "--mmu ept --eptp 5e | ext.execonly | L1 was not offered execute-only entries",
        "--mmu npt --cr4 PAE | base.cr0_wp | constant; KVM passes a CR0 with PG alone",
        "--mmu nested --guest-mode | base.level | depth of L2's tables: paging off",
        "--mmu shadow --cr0 PG --cr4 SMEP --base-only | base.smep_andnot_wp | clear in a base-only role: the extended role that holds SMEP is missing",
      })
  void reasonsFollowTheKindOfContext(String arguments, String field, String reason) {
    assertThat(role(arguments).out().lines())
        .anyMatch(line -> line.strip().startsWith(field + " ") && line.endsWith("   " + reason));
  }

  @Test
  void jsonHoldsWordsAsStringsAndReasons() {
    assertThat(role("--mmu ept --eptp 5e --format json").out())
        .startsWith(
            "{\"kernel\":\"5.14\",\"mmu\":\"ept\",\"base_only\":false,"
                + "\"word\":\"0x0000000100020714\",\"base\":\"0x00020714\",\"ext\":\"0x00000001\","
                + "\"level\":4,\"root_level\":4,\"mode\":\"4-level EPT\",\"fields\":[{\"field\":"
                + "\"base.level\",\"value\":4,\"why\":\"EPTP[5:3]=3; 4 means five levels, else"
                + " four\"},")
        .endsWith("}],\"notes\":[]}\n");
    assertThat(role("--mmu shadow --base-only --format json").out())
        .contains("\"word\":\"0x00000783\",\"base\":\"0x00000783\",\"ext\":null,");
  }

  @Test
  void csvHasARowAField() {
    assertThat(role("--mmu tdp --format csv").out().lines())
        .startsWith(
            "mmu,word,field,value,why",
            "tdp,0x0000000100000794,base.level,4,the host offers 4 levels")
        .hasSize(23);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mmu shadow --eptp 5e | --mmu shadow ignores --eptp",
        "--mmu shadow --execonly | --mmu shadow ignores --execonly",
        "--mmu shadow --maxphyaddr 40 | --mmu shadow ignores --maxphyaddr",
        "--mmu shadow --max-tdp-level 4 | --mmu shadow ignores --max-tdp-level",
        "--mmu shadow --no-ad | --mmu shadow ignores --no-ad",
        "--mmu tdp --eptp 5e | --mmu tdp ignores --eptp",
        "--mmu npt --guest-mode | --mmu npt ignores --guest-mode",
        "--mmu npt --base-only | --mmu npt ignores --base-only",
        "--mmu npt --no-ad | --mmu npt ignores --no-ad",
        "--mmu npt --cr0 PG,WP | --mmu npt ignores --cr0: KVM passes a CR0 with PG alone, whatever L1's is",
        "--mmu ept --eptp 5e --cr0 PG | --mmu ept ignores --cr0",
        "--mmu ept --eptp 5e --cr4 PAE | --mmu ept ignores --cr4",
        "--mmu ept --eptp 5e --efer NX | --mmu ept ignores --efer",
        "--mmu ept --eptp 5e --guest-mode | --mmu ept ignores --guest-mode",
        "--mmu ept | --mmu ept needs --eptp",
        "--mmu nested --base-only | --mmu nested ignores --base-only",
        "--mmu tdp --maxphyaddr 53 | --maxphyaddr 53 is out of range 32..52",
        "--mmu tdp --max-tdp-level 2 | --max-tdp-level 2 is out of range 3..5",
        "--mmu tdp --maxphyaddr x | Invalid value for option '--maxphyaddr': 'x' is not an int",
      })
  void anOptionThatIsIgnoredOrOutOfRangeIsAnError(String arguments, String message) {
    CommandRun run = role(arguments);
    assertThat(run.err())
        .isEqualTo("mmu-roles role: " + message + "; see 'mmu-roles role --help'\n");
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mmu tdp --efer FOO | --efer: 'FOO' is no flag of EFER; write hex or SCE,LME,LMA,NX,SVME,LMSLE,FFXSR,TCE",
        "--mmu tdp --efer LME,8 | --efer: '8' is no flag of EFER and no hex word; write hex or SCE,",
        "--mmu tdp --cr0 0x11112222333344445 | --cr0: '0x11112222333344445' is no flag of CR0 and no hex word; write hex or PE,",
        "--mmu ept --eptp xyz | 'xyz' is no word; write hex as 0x3714, or decimal as 14100",
      })
  void aMalformedRegisterIsOneLine(String arguments, String message) {
    CommandRun run = role(arguments);
    assertThat(run.err()).startsWith("mmu-roles role: " + message).hasLineCount(1);
    assertThat(run.exitCode()).isEqualTo(2);
  }

  @Test
  void anEmptyRegisterIsAnError() {
    assertThat(CommandRun.of("role", "--mmu", "tdp", "--cr0", "").err())
        .isEqualTo("mmu-roles role: --cr0: is empty; write 0 for no bit\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--mmu tdp --efer LMA | no processor has EFER.LMA without CR0.PG and CR4.PAE; computed as the code would",
        "--mmu tdp --cr0 PG --cr4 PAE --efer LME | EFER.LME and CR0.PG without EFER.LMA: taken as not in long mode; add LMA for it",
        "--mmu nested | nested_mmu serves L2; without --guest-mode this is no role of normal execution",
        "--mmu ept --eptp 0x46 | EPTP[5:3]=0 is illegal (3: four levels, 4: five)",
        "--mmu tdp --cr0 0x100000000 | CR0 bits 0x100000000 have no name; ignored",
      })
  void doubtsAreNoted(String arguments, String note) {
    CommandRun run = role(arguments);
    assertThat(run.out()).contains("  note: " + note + "\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aFlagsNameComesBeforeHexDigits() {
    assertThat(role("--mmu tdp --cr4 DE").out()).contains("cr4                  0x8 (DE)\n");
    assertThat(role("--mmu tdp --cr4 PAE|PGE").out()).contains("0xa0 (PAE,PGE)\n");
    assertThat(role("--mmu tdp --cr4 0xde").out())
        .contains("cr4                  0xde (PVI,TSD,DE,PSE,MCE,PGE)\n");
  }
}

package dev.bitunion.mmuroles.role;

import static dev.bitunion.mmuroles.role.RoleMath.NPT_CR0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.EptpBits;
import org.junit.jupiter.api.Test;

/** Role words of the behaviour specification's scenarios (chapter 8, A and C), by their numbers. */
class RoleScenarioTest {
  private static final RoleModel KERNEL = RoleModel.of(KernelVersion.V5_14);
  private static final long PG = Cr0Bits.PG_MASK;
  private static final long PG_WP = Cr0Bits.PG_MASK | Cr0Bits.WP_MASK;
  private static final long PAE = Cr4Bits.PAE_MASK;
  private static final long PSE = Cr4Bits.PSE_MASK;
  private static final long SMEP = Cr4Bits.SMEP_MASK;
  private static final long SMAP = Cr4Bits.SMAP_MASK;
  private static final long NX = EferBits.NX_MASK;
  private static final long LONG = EferBits.LME_MASK | EferBits.LMA_MASK;
  private static final int L2 = HflagsBits.GUEST_MASK;
  private static final int SMM = HflagsBits.SMM_MASK;

  private static long tdp(long cr0, long cr4, long efer) {
    return KERNEL.tdpRoot(cr0, cr4, efer, 0, 4, false);
  }

  private static long shadow(long cr0, long cr4, long efer) {
    return KERNEL.shadowRoot(cr0, cr4, efer, 0);
  }

  private static long npt(long cr4, long efer) {
    return KERNEL.shadowNpt(cr4, efer, 0, 4);
  }

  private static long nested(long cr0, long cr4, long efer) {
    return KERNEL.nested(cr0, cr4, efer, L2);
  }

  private static void same(long word, long expected) {
    assertThat(word).as("0x%016x", word).isEqualTo(expected);
  }

  @Test
  void tdpRoots() {
    same(tdp(0, 0, 0), 0x0000000100000794L); // 1
    same(KERNEL.tdpRoot(0, 0, 0, 0, RoleMath.tdpLevel(5, 52), false), 0x0000000100000795L); // 2
    same(KERNEL.tdpRoot(0, 0, 0, 0, RoleMath.tdpLevel(5, 48), false), 0x0000000100000794L);
    same(KERNEL.tdpRoot(0, 0, 0, 0, 4, true), 0x0000000100010794L); // 3
    same(tdp(PG_WP, PAE, LONG | NX), 0x0000000d00003794L); // 13
    same(tdp(PG_WP, PAE | Cr4Bits.PGE_MASK, LONG | NX), 0x0000000d00003794L);
    same(tdp(PG_WP, PAE | SMEP, LONG | NX), 0x0000008d00003794L);
    same(tdp(PG_WP, PAE | SMEP | SMAP, LONG | NX), 0x000000cd00003794L);
    same(tdp(PG_WP, PAE | SMEP | SMAP | Cr4Bits.PKE_MASK, LONG | NX), 0x000000ed00003794L);
    same(tdp(PG_WP, PAE | Cr4Bits.LA57_MASK, LONG | NX), 0x0000010d00003794L);
    same(tdp(PG, PAE | SMEP, LONG | NX), 0x0000008d00001794L); // 14
    same(tdp(PG_WP, PAE, NX), 0x0000000d00003794L); // 15
    same(KERNEL.tdpRoot(PG_WP, PAE, LONG | NX, SMM, 4, false), 0x0000000d01003794L); // 20
    same(KERNEL.tdpRoot(0, 0, 0, SMM, 4, false), 0x0000000101000794L);
  }

  @Test
  void shadowRoots() {
    same(shadow(0, 0, 0), 0x0000000100000783L); // 4
    same(shadow(Cr0Bits.WP_MASK, PAE | PSE | SMEP, NX | EferBits.LME_MASK), 0x0000000100000783L);
    same(shadow(PG, 0, 0), 0x0000000500000703L); // 5
    same(shadow(PG_WP, PSE, 0), 0x0000001500002703L);
    same(shadow(PG_WP, PSE, NX), 0x0000001500003703L);
    same(shadow(PG_WP, PAE, NX), 0x0000000d00003713L); // 6
    same(shadow(PG_WP, PAE, LONG | NX), 0x0000000d00003714L); // 7
    same(shadow(PG_WP, PAE | Cr4Bits.LA57_MASK, LONG | NX), 0x0000010d00003715L); // 8
    same(shadow(PG_WP, PAE, LONG), 0x0000000d00002714L); // 9
    same(shadow(PG_WP, PAE | SMEP | SMAP, LONG | NX), 0x000000cd00003714L); // 10
    same(shadow(PG, PAE | SMEP | SMAP, LONG | NX), 0x000000cd0000d714L); // 11
    same(shadow(PG, PAE | SMEP, NX), 0x0000008d00005713L); // 12
    same(KERNEL.shadowRoot(PG_WP, PAE, LONG | NX, SMM), 0x0000000d01003714L); // 20
    same(KERNEL.shadowRoot(0, 0, 0, SMM), 0x0000000101000783L);
  }

  @Test
  void nestedRoles() {
    long eptp4 = EptpBits.withWalkLength(EptpBits.AD_MASK, 3);
    long noAd = EptpBits.withWalkLength(0, 3);
    same(KERNEL.shadowEpt(eptp4, true, 0), 0x0000000300020714L); // 21
    same(KERNEL.shadowEpt(noAd, true, 0), 0x0000000300030714L); // 22
    same(KERNEL.shadowEpt(eptp4, false, 0), 0x0000000100020714L);
    same(KERNEL.shadowEpt(EptpBits.withWalkLength(eptp4, 4), true, 0), 0x0000000300020715L);
    same(nested(PG_WP, PAE, LONG | NX), 0x0000000d00023794L); // 21
    same(nested(PG_WP, PAE | SMEP | SMAP, LONG | NX), 0x000000cd00023794L);
    same(nested(PG, PAE | SMEP, LONG | NX), 0x0000008d00025794L);
    same(nested(0, 0, 0), 0x0000000100020780L);
    same(nested(PG_WP, PSE, 0), 0x0000001500022782L);
    same(nested(PG_WP, PAE, NX), 0x0000000d00023793L);
    same(npt(PAE | SMEP | SMAP, LONG | NX), 0x000000cd0000d714L); // 27
    same(npt(PAE, LONG | NX), 0x0000000d00001714L);
    same(npt(PAE | Cr4Bits.PKE_MASK, LONG | NX), 0x0000002d00001714L);
    same(npt(PSE, 0), 0x0000001500000704L);
    same(npt(PAE, NX), 0x0000000d00001714L); // 28
    assertThat(RoleMath.rootLevel(NPT_CR0, PSE, 0)).isEqualTo(2);
  }

  @Test
  void eachDefectIsFixedAlone() {
    assertThat(KERNEL.shadowNewPgd(PG, PAE | SMEP, LONG | NX, L2)).isEqualTo(0x00021714); // 31
    assertThat(
            fixed(Behaviour.NEW_PGD_FORGETS_SMEP_SMAP).shadowNewPgd(PG, PAE | SMEP, LONG | NX, L2))
        .isEqualTo(0x00025714);
    same(
        fixed(Behaviour.NPT_ROLE_LACKS_GUEST_MODE).shadowNpt(PAE, LONG | NX, 0, 4),
        0x0000000d00021714L);
    RoleModel lma = fixed(Behaviour.EXT_ROLE_LACKS_EFER_LMA);
    same(lma.shadowNpt(PAE, LONG | NX, 0, 4), 0x0000020d00001714L); // 28, told apart
    same(lma.shadowNpt(PAE, NX, 0, 4), 0x0000000d00001714L);
    same(lma.tdpRoot(PG_WP, PAE, LONG | NX, 0, 4, false), 0x0000020d00003794L); // 15, told apart
    same(lma.tdpRoot(PG_WP, PAE, NX, 0, 4, false), 0x0000000d00003794L);
  }

  private static RoleModel fixed(Behaviour behaviour) {
    return RoleModel.of(KernelVersion.V5_14, KERNEL.behaviours().without(behaviour));
  }

  @Test
  void anotherKernelIsRefused() {
    assertThatThrownBy(() -> RoleModel.of(KernelVersion.parse("6.2")))
        .hasMessage("the roles of Linux 6.2 are not modelled; modelled are 5.14 and 6.1");
  }
}

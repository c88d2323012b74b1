package dev.bitunion.mmuroles.mmu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import org.junit.jupiter.api.Test;

/** Initialisation, what the skip test leaves alone, and the behaviours that hang on it. */
class VcpuContextsTest {
  private static final long PG_WP = Cr0Bits.PG_MASK | Cr0Bits.WP_MASK | Cr0Bits.PE_MASK;
  private static final long PAE = Cr4Bits.PAE_MASK;
  private static final long LONG_NX = EferBits.LME_MASK | EferBits.LMA_MASK | EferBits.NX_MASK;
  private static final Behaviours AS_514 = Behaviours.of(KernelVersion.V5_14);

  private final CpuState cpu = new CpuState(AS_514);

  private VcpuContexts contexts(boolean tdp, Behaviours behaviours) {
    return new VcpuContexts(
        RoleModel.of(KernelVersion.V5_14, behaviours),
        new HostMmu(tdp, 4, false, true),
        new GuestCpuid(46, true, false),
        new FlatMemory(16),
        cpu);
  }

  @Test
  void anEqualRoleChangesNothing() {
    VcpuContexts vcpu = contexts(true, AS_514);
    assertThat(vcpu.init(PG_WP, PAE, LONG_NX, 0)).isTrue();
    assertThat(vcpu.root().role()).isEqualTo(0x0000000d00003794L);
    assertThat(vcpu.init(PG_WP, PAE | Cr4Bits.PGE_MASK, LONG_NX, 0)).isFalse();
    assertThat(vcpu.init(PG_WP, PAE | Cr4Bits.SMEP_MASK, LONG_NX, 0)).isTrue();
    assertThat(vcpu.root().role()).isEqualTo(0x0000008d00003794L);
  }

  /** Two-dimensional paging: PAE and 4-level guests collide unless paging goes off in between. */
  @Test
  void paeAndLongModeCollideWithoutLma() {
    VcpuContexts vcpu = contexts(true, AS_514);
    vcpu.init(PG_WP, PAE, LONG_NX, 0);
    assertThat(vcpu.init(PG_WP, PAE, EferBits.NX_MASK, 0)).isFalse();
    assertThat(vcpu.root().rootLevel()).isEqualTo(4);
    assertThat(vcpu.init(Cr0Bits.PE_MASK, PAE, EferBits.NX_MASK, 0)).isTrue();
    assertThat(vcpu.root().rootLevel()).isZero();
    assertThat(vcpu.init(PG_WP, PAE, EferBits.NX_MASK, 0)).isTrue();
    assertThat(vcpu.root().rootLevel()).isEqualTo(3);

    VcpuContexts fixed = contexts(true, AS_514.without(Behaviour.EXT_ROLE_LACKS_EFER_LMA));
    fixed.init(PG_WP, PAE, LONG_NX, 0);
    assertThat(fixed.init(PG_WP, PAE, EferBits.NX_MASK, 0)).isTrue();
    assertThat(fixed.root().rootLevel()).isEqualTo(3);
  }

  /** Scenario 28: L1 goes from long mode to PAE between two VMRUNs with the same nested CR3. */
  @Test
  void nestedNptKeepsTheOldRootLevel() {
    VcpuContexts vcpu = contexts(true, AS_514);
    vcpu.useGuest();
    long role = vcpu.nptRole(PAE, LONG_NX, 0);
    assertThat(role).isEqualTo(0x0000000d00001714L);
    assertThat(vcpu.initNpt(role, PAE, LONG_NX, 0x1000)).isTrue();
    assertThat(vcpu.isNested()).isTrue();
    long again = vcpu.nptRole(PAE, EferBits.NX_MASK, 0);
    assertThat(vcpu.initNpt(again, PAE, EferBits.NX_MASK, 0x1000)).isFalse();
    assertThat(vcpu.guest().rootLevel()).isEqualTo(4);
  }

  @Test
  void tablesAreStaleWithoutPaging() {
    VcpuContexts vcpu = contexts(false, AS_514);
    vcpu.init(PG_WP, PAE, LONG_NX, 0);
    assertThat(vcpu.init(0, 0, 0, 0)).isTrue();
    assertThat(vcpu.root().directMap()).isTrue();
    assertThat(vcpu.root().permissions().row(1)).isEqualTo(0x33);
    assertThat(vcpu.root().reserved().mask(0, 1)).isNotZero();

    VcpuContexts fixed = contexts(false, AS_514.without(Behaviour.MASKS_STALE_WITHOUT_PAGING));
    fixed.init(PG_WP, PAE, LONG_NX, 0);
    fixed.init(0, 0, 0, 0);
    assertThat(fixed.root().permissions().row(1)).isZero();
    assertThat(fixed.root().reserved().mask(0, 1)).isZero();
  }

  @Test
  void nestedNptConsultsPkru() {
    long cr4 = PAE | Cr4Bits.PKE_MASK;
    VcpuContexts vcpu = contexts(true, AS_514);
    vcpu.initNpt(vcpu.nptRole(cr4, LONG_NX, 0), cr4, LONG_NX, 0x1000);
    assertThat(vcpu.guest().permissions().pkruMask()).isEqualTo(0xd500);
    VcpuContexts fixed = contexts(true, AS_514.without(Behaviour.NPT_CONSULTS_PKRU));
    fixed.initNpt(fixed.nptRole(cr4, LONG_NX, 0), cr4, LONG_NX, 0x1000);
    assertThat(fixed.guest().permissions().pkruMask()).isZero();
  }

  @Test
  void eflagsAcCoversImplicitAccesses() {
    long implicit = PageFaultErrorBits.IMPLICIT_MASK;
    cpu.setPrivilege(0, true);
    assertThat(cpu.smapOverride(implicit)).isEqualTo(PageFaultErrorBits.RSVD_MASK);
    CpuState fixed = new CpuState(AS_514.without(Behaviour.AC_OVERRIDES_IMPLICIT_ACCESS));
    fixed.setPrivilege(0, true);
    assertThat(fixed.smapOverride(implicit)).isZero();
    assertThat(fixed.smapOverride(0)).isEqualTo(PageFaultErrorBits.RSVD_MASK);
    fixed.setPrivilege(3, true);
    assertThat(fixed.smapOverride(0)).isZero();
  }

  @Test
  void pointersFollowTheGuest() {
    VcpuContexts vcpu = contexts(true, AS_514);
    assertThat(vcpu.mmu()).isSameAs(vcpu.root());
    assertThat(vcpu.walkMmu()).isSameAs(vcpu.root());
    vcpu.useGuest();
    vcpu.initEpt(vcpu.eptRole(0x105e), 0x105e);
    assertThat(vcpu.guest().role()).isEqualTo(0x0000000300020714L);
    assertThat(vcpu.mmu()).isSameAs(vcpu.guest());
    assertThat(vcpu.walkMmu()).isSameAs(vcpu.nested());
    assertThat(vcpu.faultWalker().context()).isSameAs(vcpu.guest());
    assertThat(vcpu.walker().secondStage()).isSameAs(vcpu.faultWalker());
    assertThat(vcpu.init(PG_WP, PAE, LONG_NX, HflagsBits.GUEST_MASK)).isTrue();
    assertThat(vcpu.nested().role()).isEqualTo(0x0000000d00023794L);
    vcpu.useRoot();
    assertThat(vcpu.isNested()).isFalse();
    assertThat(vcpu.faultWalker()).isSameAs(vcpu.walker());
  }

  @Test
  void aCpuidChangeClearsOnlyValid() {
    VcpuContexts vcpu = contexts(false, AS_514);
    vcpu.init(PG_WP, PAE, LONG_NX, 0);
    long role = vcpu.root().role();
    vcpu.invalidateRoles();
    assertThat(vcpu.root().role()).isEqualTo(role - 0x100000000L);
    assertThat(vcpu.init(PG_WP, PAE, LONG_NX, 0)).isTrue();
    assertThat(vcpu.root().role()).isEqualTo(role);
  }

  @Test
  void aContextThatWasNeverInitialisedDoesNotWalk() {
    VcpuContexts vcpu = contexts(true, AS_514);
    assertThatIllegalStateException()
        .isThrownBy(() -> vcpu.walker().walk(0, 0))
        .withMessage("the context was never initialised");
  }
}

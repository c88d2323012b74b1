package dev.bitunion.mmuroles.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.check.Honesty.History;
import dev.bitunion.mmuroles.check.Honesty.Result;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The numbers of the behaviour specification's chapter 11. */
class HonestyTest {
  private static final RoleModel V5_14 = RoleModel.of(KernelVersion.V5_14);

  @ParameterizedTest
  @CsvSource({
    "TDP, 483, 96, 384",
    "NPT, 160, 32, 2560",
    "SHADOW, 579, 0, 0",
    "NESTED, 579, 0, 0",
    "EPT, 16, 0, 0"
  })
  void finds(RoleMode mode, int roles, int dishonest, long pairs) {
    Result result = Honesty.fresh(mode, V5_14);

    assertThat(result.roles()).isEqualTo(roles);
    assertThat(result.dishonest()).isEqualTo(dishonest);
    assertThat(result.pairs()).isEqualTo(pairs);
    assertThat(result.unattributed()).isZero();
    assertThat(result.named())
        .isEqualTo(pairs == 0 ? Map.of() : Map.of(Behaviour.EXT_ROLE_LACKS_EFER_LMA, pairs));
  }

  /** A confusion that stays with every behaviour switched off has no name. */
  @Test
  void whatNoBehaviourExplainsIsNews() {
    Attribution attribution = new Attribution(V5_14);
    attribution.add(model -> true);
    attribution.add(model -> model.behaviours().has(Behaviour.NPT_CONSULTS_PKRU));
    attribution.add(model -> true);

    assertThat(attribution.unattributed()).isEqualTo(2);
    assertThat(attribution.named()).containsExactly(Map.entry(Behaviour.NPT_CONSULTS_PKRU, 1L));
  }

  @Test
  void theSmallestCounterexampleIsPaeAgainstLongMode() {
    Honesty.Counterexample tdp = Honesty.fresh(RoleMode.TDP, V5_14).example();

    assertThat(tdp.role()).isEqualTo(0x0000000d00000794L);
    assertThat(tdp.first()).isEqualTo("CR0 {PG} CR4 {PAE} EFER {}");
    assertThat(tdp.second()).isEqualTo("CR0 {PG} CR4 {PAE} EFER {LMA}");
    assertThat(tdp.differences()).containsExactly("root level", "reserved bits");
    assertThat(tdp.access())
        .isEqualTo(
            "any access through a level-1 entry with bit 52 set: the first faults with RSVD, the"
                + " other does not");
    assertThat(Honesty.fresh(RoleMode.NPT, V5_14).example().role()).isEqualTo(0x0000000d00000714L);
  }

  @ParameterizedTest
  @EnumSource(RoleMode.class)
  void withEferLmaEveryRoleIsHonest(RoleMode mode) {
    assertThat(Honesty.fresh(mode, fixed(Behaviour.EXT_ROLE_LACKS_EFER_LMA)).dishonest()).isZero();
  }

  @Test
  void onlyTheProtectionKeyMaskRemembers() {
    History tdp = Honesty.carried(RoleMode.TDP, V5_14);

    assertThat(tdp.parts()).containsExactly("pkru_mask");
    assertThat(tdp.named())
        .containsExactly(Map.entry(Behaviour.PKRU_MASK_ACCUMULATES, tdp.carrying()));
    assertThat(tdp.unattributed()).isZero();
    assertThat(tdp.example().access())
        .isEqualTo(
            "access {W} to a page with rights 4, PKRU {WD0}, AC=0: error code {P PK} in the first,"
                + " {} in the second");
    assertThat(Honesty.carried(RoleMode.TDP, fixed(Behaviour.PKRU_MASK_ACCUMULATES)).carrying())
        .isZero();
    assertThat(Honesty.carried(RoleMode.EPT, V5_14).carrying()).isZero();
  }

  private static RoleModel fixed(Behaviour behaviour) {
    Behaviours fixed = Behaviours.of(KernelVersion.V5_14).without(behaviour);
    return RoleModel.of(KernelVersion.V5_14, fixed);
  }
}

package dev.bitunion.mmuroles.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BehaviourTest {
  @Test
  void eachHasItsOwnBit() {
    long all = Arrays.stream(Behaviour.values()).mapToLong(Behaviour::mask).sum();
    assertThat(Long.bitCount(all)).isEqualTo(Behaviour.values().length);
  }

  @Test
  void aKernelHasThoseOfItsRange() {
    Behaviours old = Behaviours.of(KernelVersion.V5_14);
    assertThat(old.has(Behaviour.EXT_ROLE_LACKS_EFER_LMA)).isTrue();
    assertThat(Behaviours.of(new KernelVersion(5, 15)).has(Behaviour.EXT_ROLE_LACKS_EFER_LMA))
        .isFalse();
    assertThat(Behaviours.of(new KernelVersion(4, 4)).has(Behaviour.EXT_ROLE_LACKS_EFER_LMA))
        .isTrue();
  }

  @Test
  void eachHasItsTextsAndNoTextIsLeftOver() {
    Set<String> named = new TreeSet<>();
    for (Behaviour behaviour : Behaviour.values()) {
      assertThat(behaviour.summary()).isNotBlank();
      assertThat(behaviour.evidence()).isNotBlank();
      named.add(behaviour.name() + ".known");
      named.add(behaviour.name() + ".on");
      if (behaviour.in(KernelVersion.V5_14) != behaviour.in(KernelVersion.V6_1)) {
        assertThat(behaviour.otherwise()).isNotBlank();
        named.add(behaviour.name() + ".off");
      }
    }
    assertThat(BehaviourTexts.keys()).isEqualTo(named);
    assertThatThrownBy(() -> BehaviourTexts.of("NONE.on"))
        .hasMessage("behaviours.properties lacks NONE.on");
  }

  @Test
  void eachIsFlippedAlone() {
    Behaviours all = Behaviours.of(KernelVersion.V5_14);
    for (Behaviour behaviour : Behaviour.values()) {
      Behaviours without = all.without(behaviour);
      assertThat(without.has(behaviour)).isFalse();
      assertThat(without.with(behaviour)).isEqualTo(all.with(behaviour));
    }
    assertThat(Behaviours.NONE.with(Behaviour.NPT_CONSULTS_PKRU))
        .hasToString("{NPT_CONSULTS_PKRU}");
  }

  @Test
  void namesAreReadInAnyCase() {
    assertThat(Behaviour.parse("npt-consults-pkru")).isEqualTo(Behaviour.NPT_CONSULTS_PKRU);
    assertThatThrownBy(() -> Behaviour.parse("x")).hasMessage("'x' is no behaviour");
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.14", "v5.14", "5.14.2", "5.14.0-rc1", "5.14-foo"})
  void versionsAreReadAsPeopleWriteThem(String text) {
    assertThat(KernelVersion.parse(text)).isEqualTo(KernelVersion.V5_14).hasToString("5.14");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "five", "5.x", "5.14.2.1", "5.1414"})
  void otherTextIsNoVersion(String text) {
    assertThatThrownBy(() -> KernelVersion.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + text + "' is not a kernel version; write it as 5.14 or 5.14.2");
  }
}

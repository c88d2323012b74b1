package dev.bitunion.mmuroles.check.track;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.check.CountCase;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.ShadowAudit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events reach the numbers of the specification's chapter 6, which were enumerated elsewhere. */
class LongestTrackTest {
  static Stream<Arguments> cases() {
    return Stream.of(
        Arguments.of(CountCase.shadow(true, 2, 0), 460),
        Arguments.of(CountCase.shadow(false, 2, 0), 340),
        Arguments.of(CountCase.shadow(true, 1, 0), 230),
        Arguments.of(CountCase.shadow(false, 1, 0), 170),
        Arguments.of(CountCase.shadow(true, 1, 1), 230),
        Arguments.of(CountCase.shadow(false, 1, 1), 170),
        Arguments.of(CountCase.ept(true, true, true), 32),
        Arguments.of(CountCase.ept(false, true, true), 22),
        Arguments.of(CountCase.ept(true, false, true), 26),
        Arguments.of(CountCase.ept(false, false, true), 18),
        Arguments.of(CountCase.ept(true, true, false), 16),
        Arguments.of(CountCase.ept(false, true, false), 11),
        Arguments.of(CountCase.ept(true, false, false), 13),
        Arguments.of(CountCase.ept(false, false, false), 9),
        Arguments.of(CountCase.npt(), 88));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eventsReachWhatIsCounted(CountCase which, int expected) {
    LongestTrack track = LongestTrack.of(which, RoleModel.of(KernelVersion.V5_14));
    assertThat(track.counter()).isEqualTo(expected);
    assertThat(track.counted()).isEqualTo(expected);
    assertThat(track.agrees()).isTrue();
  }

  @Test
  void theMachineIsSoundAfterwardsAndEmptiesItsCounter() {
    TrackGuest guest =
        new TrackGuest(CountCase.shadow(true, 2, 0), RoleModel.of(KernelVersion.V5_14));
    guest.run();
    assertThat(ShadowAudit.of(guest.vcpu().vm())).isEmpty();
    guest.vcpu().unload();
    guest.vcpu().shadow().zapper().zapAllFast();
    assertThat(guest.vcpu().vm().tracking().track(TrackTables.FRAME, 0)).isZero();
  }

  /** A kernel whose pages drop bits that mean nothing reaches less, and that is seen. */
  @Test
  void anotherKernelDoesNotAgree() {
    Behaviours behaviours =
        Behaviours.of(KernelVersion.V5_14).without(Behaviour.ROLE_BITS_WITHOUT_EFFECT);
    LongestTrack track =
        LongestTrack.of(
            CountCase.shadow(true, 1, 0), RoleModel.of(KernelVersion.V5_14, behaviours));
    assertThat(track.counter()).isEqualTo(210);
    assertThat(track.agrees()).isFalse();
  }
}

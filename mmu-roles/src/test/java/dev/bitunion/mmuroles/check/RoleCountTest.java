package dev.bitunion.mmuroles.check;

import static dev.bitunion.mmuroles.check.RoleCount.Strictness.BULLETS;
import static dev.bitunion.mmuroles.check.RoleCount.Strictness.LEGAL;
import static dev.bitunion.mmuroles.check.RoleCount.Strictness.REACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bitunion.mmuroles.check.RoleCount.Strictness;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The numbers of the behaviour specification's chapter 6. */
class RoleCountTest {
  private static final List<CountCase> CASES =
      List.of(
          CountCase.shadow(false, 1, 0),
          CountCase.shadow(true, 1, 0),
          CountCase.shadow(false, 2, 0),
          CountCase.shadow(true, 2, 0),
          CountCase.shadow(false, 1, 1),
          CountCase.shadow(true, 1, 1),
          CountCase.ept(false, false, true),
          CountCase.ept(false, true, true),
          CountCase.ept(true, false, true),
          CountCase.ept(true, true, true),
          CountCase.ept(false, false, false),
          CountCase.ept(false, true, false),
          CountCase.ept(true, false, false),
          CountCase.ept(true, true, false),
          CountCase.npt());

  @Test
  void countsWhatCanBeReached() {
    assertThat(CASES.stream().map(of -> RoleCount.of(of, REACHABLE).total()))
        .containsExactly(
            170L, 230L, 340L, 460L, 170L, 230L, 18L, 22L, 26L, 32L, 9L, 11L, 13L, 16L, 88L);
  }

  @Test
  void aTotalAloneIsThatOfTheDerivation() {
    for (CountCase of : CASES) {
      for (RoleCount.Strictness strictness : RoleCount.Strictness.values()) {
        assertThat(RoleCount.total(of, strictness)).isEqualTo(RoleCount.of(of, strictness).total());
      }
    }
  }

  @Test
  void countsLegalRegistersWithFreeAccess() {
    assertThat(total(CountCase.shadow(true, 2, 0), LEGAL)).isEqualTo(1280);
    assertThat(total(CountCase.shadow(true, 1, 1), LEGAL)).isEqualTo(640);
    assertThat(total(CountCase.shadow(false, 2, 0), LEGAL)).isEqualTo(1120);
    assertThat(total(CountCase.shadow(false, 1, 1), LEGAL)).isEqualTo(560);
    assertThat(total(CountCase.ept(false, true, true), LEGAL)).isEqualTo(48);
    assertThat(total(CountCase.ept(true, true, true), LEGAL)).isEqualTo(64);
    assertThat(total(CountCase.npt(), LEGAL)).isEqualTo(448);
  }

  @Test
  void countsTheBulletsAsTheyRead() {
    RoleCount bullets = RoleCount.of(CountCase.shadow(true, 2, 0), BULLETS);

    assertThat(bullets.total()).isEqualTo(3072);
    assertThat(bullets.lines()).extracting(RoleCount.Line::count).containsExactly(2048L, 1024L);
    assertThat(RoleCount.bulletsWithAndnotWpOnlyWithoutWp()).isEqualTo(1920);
  }

  @Test
  void everyConditionIsExactlyWhatTheSimulatorReaches() {
    for (CountCase of : CASES) {
      Set<Long> words = ReachableRoles.words(of);
      Condition condition = RoleCount.union(RoleFamilies.reachable(of));
      assertThat(words).as(of.title()).hasSize((int) total(of, REACHABLE));
      assertThat(words).as(of.title()).allMatch(word -> SlowCondition.holds(condition, word));
    }
  }

  /** By hand: where NX is constant its factor goes, and so does what NX off takes from access. */
  @Test
  void countsAnotherKernelsRoles() {
    RoleModel kernel = RoleModel.of(KernelVersion.V6_1);
    List<CountCase> cases = CASES.stream().map(of -> of.on(kernel)).toList();
    assertThat(cases.stream().map(of -> RoleCount.of(of, REACHABLE).total()))
        .containsExactly(
            105L, 145L, 210L, 290L, 105L, 145L, 18L, 22L, 26L, 32L, 9L, 11L, 13L, 16L, 88L);
    for (CountCase of : cases) {
      Set<Long> words = ReachableRoles.words(of);
      Condition condition = RoleCount.union(RoleFamilies.reachable(of));
      assertThat(words).as(of.title()).hasSize((int) total(of, REACHABLE));
      assertThat(words).as(of.title()).allMatch(word -> SlowCondition.holds(condition, word));
    }
  }

  @Test
  void countsPrefaultedPages() {
    assertThat(ReachableRoles.wordsWithPrefault(CountCase.ept(false, true, true))).hasSize(24);
    assertThat(ReachableRoles.wordsWithPrefault(CountCase.ept(true, true, true))).hasSize(36);
    assertThat(ReachableRoles.wordsWithPrefault(CountCase.npt())).hasSize(136);
    assertThat(ReachableRoles.wordsWithPrefault(CountCase.shadow(true, 2, 0))).hasSize(460);
  }

  @Test
  void tryingEveryWordFindsTheSameNumbers() {
    for (Strictness strictness : Strictness.values()) {
      CountCase of = CountCase.shadow(true, 2, 0);
      assertThat(RoleCount.bruteForce(of, strictness)).isEqualTo(total(of, strictness));
    }
    assertThat(RoleCount.bruteForce(CountCase.npt(), REACHABLE)).isEqualTo(88);
  }

  @Test
  void derivationLinesAddUp() {
    for (CountCase of : CASES) {
      RoleCount count = RoleCount.of(of, REACHABLE);
      assertThat(count.lines().stream().mapToLong(RoleCount.Line::fresh).sum())
          .isEqualTo(count.total());
      assertThat(count.lines())
          .allSatisfy(
              line ->
                  assertThat(line.factors().values().stream().reduce(1L, (a, b) -> a * b))
                      .isEqualTo(line.count()));
    }
  }

  @Test
  void droppingAFieldMergesItsRoles() {
    CountCase of = CountCase.shadow(true, 2, 0);

    assertThat(RoleCount.without(of, REACHABLE, "guest_mode")).isEqualTo(230);
    assertThat(RoleCount.without(of, REACHABLE, "direct")).isEqualTo(460);
    assertThat(RoleCount.without(of, REACHABLE, "quadrant")).isEqualTo(460 - 3 * 20);
    assertThatThrownBy(() -> RoleCount.without(of, REACHABLE, "glevels"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the page role has no field 'glevels'; it has level, ");
  }

  @Test
  void aBitOfTheExtendedRoleCostsWhatRegistersAllow() {
    CountCase of = CountCase.shadow(true, 2, 0);

    assertThat(ReachableRoles.wordsWith(of, ReachableRoles.extendedRoleBit("cr4_pse")))
        .hasSize(920);
    assertThat(ReachableRoles.wordsWith(of, ReachableRoles.extendedRoleBit("cr0_pg"))).hasSize(460);
    assertThat(ReachableRoles.extendedRoleBit("glevels")).isNull();
  }

  private static long total(CountCase of, Strictness strictness) {
    return RoleCount.of(of, strictness).total();
  }

  @Test
  void prefaultReachesWhatChapterSixSays() {
    assertThat(RoleCount.totalWithPrefault(CountCase.ept(false, true, true))).isEqualTo(24);
    assertThat(RoleCount.totalWithPrefault(CountCase.ept(true, true, true))).isEqualTo(36);
    assertThat(RoleCount.totalWithPrefault(CountCase.ept(true, false, true))).isEqualTo(26);
    assertThat(RoleCount.totalWithPrefault(CountCase.npt())).isEqualTo(136);
    assertThat(RoleCount.totalWithPrefault(CountCase.shadow(true, 2, 0))).isEqualTo(460);
  }
}

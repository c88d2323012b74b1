package dev.bitunion.mmuroles.check.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sweeps, and that what they compare with is independent and right where it can be told. */
class AccessSweepTest {
  private static final Behaviours AS_514 = Behaviours.of(KernelVersion.V5_14);

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void onlyNamedDifferences(int levels) {
    SweepResult result = new AccessSweep(levels, AS_514).run();
    assertThat(result.first()).isEmpty();
    assertThat(result.disagreements()).isZero();
    assertThat(result.cases()).isGreaterThan(50_000);
    assertThat(result.named().get(Behaviour.AC_OVERRIDES_IMPLICIT_ACCESS)).isPositive();
    assertThat(result.named().get(Behaviour.MASKS_STALE_WITHOUT_PAGING)).isPositive();
    assertThat(result.named().get(Behaviour.NPT_CONSULTS_PKRU)).isZero();
  }

  /** Without the behaviours no difference is left: the names explain all there is. */
  @Test
  void withoutTheBehavioursThereIsNoDifference() {
    SweepResult result = new AccessSweep(4, Behaviours.NONE).run();
    assertThat(result.disagreements()).isZero();
    assertThat(result.named().values()).containsOnly(0L).hasSize(4);
    assertThat(result.cases()).isGreaterThan(50_000_000);
  }

  @Test
  void eptHasNoDifference() {
    SweepResult result = new EptSweep(AS_514).run();
    assertThat(result.first()).isEmpty();
    assertThat(result.disagreements()).isZero();
    assertThat(result.cases()).isGreaterThan(7_000_000);
    assertThat(result.named()).isEmpty();
  }

  @Test
  void theRulesShareNoClassWithTheSimulator() {
    for (var rules : new ClassFileImporter().importClasses(PagingRules.class, EptRules.class)) {
      assertThat(rules.getDirectDependenciesFromSelf())
          .allSatisfy(
              dependency ->
                  assertThat(dependency.getTargetClass().getBaseComponentType().getName())
                      .matches("(java\\..*|.*Rules|int|long|boolean|void)"));
    }
  }

  /** Facts of the manual, section 4.6 and 4.7, one a line. Entries differ in the leaf only. */
  @ParameterizedTest
  @CsvSource({
    // registers, leaf, access, smapLifted, key, answer
    "1, 0x67, 0, false, 0, -1",
    "1, 0x65, 2, false, 0, 3",
    "0, 0x65, 2, false, 0, -1",
    "0, 0x65, 6, false, 0, 7",
    "1, 0x63, 4, false, 0, 5",
    "4, 0x67, 0, false, 0, 1",
    "4, 0x67, 0, true, 0, -1",
    "2, 0x67, 16, false, 0, 17",
    "0, 0x66, 16, false, 0, 0",
    "16, 0x66, 16, false, 0, 16",
    "24, 0x67, 4, false, 1, 37",
    "24, 0x67, 2, false, 2, -1",
    "25, 0x67, 2, false, 2, 35",
    "24, 0x63, 2, false, 3, -1",
    "24, 0x67, 16, false, 1, -1",
  })
  void theRulesAreTheManuals(
      int registers, String leaf, int access, boolean lifted, int key, int answer) {
    long[] entries = {0, Long.decode(leaf) + 0x5000, 0x4067, 0x3067, 0x2067};
    boolean wp = (registers & PagingRules.WP) != 0;
    assertThat(PagingRules.decide(4, entries, registers, access, lifted, key, wp))
        .isEqualTo(answer);
  }
}

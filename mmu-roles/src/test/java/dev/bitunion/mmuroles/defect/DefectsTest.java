package dev.bitunion.mmuroles.defect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bitunion.mmuroles.check.invariant.Invariant;
import dev.bitunion.mmuroles.check.invariant.Violation;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each defect shows on its broken side and not on its fixed one, and only its switch differs. */
class DefectsTest {
  private static final Path TABLE = Path.of("../../shared/spec/historic-defects.csv");

  static Stream<Defect> expressible() {
    return Defects.ALL.stream().filter(Defect::expressible);
  }

  @Test
  void theTableIsWhole() throws IOException {
    assumeTrue(Files.exists(TABLE), "no " + TABLE);
    List<String> ids =
        Files.readAllLines(TABLE).stream().skip(1).map(line -> line.substring(0, 3)).toList();
    assertThat(Defects.ALL.stream().map(Defect::id).toList()).isEqualTo(ids);
    String text = Files.readString(TABLE);
    assertThat(Defects.ALL)
        .allSatisfy(
            defect -> {
              assertThat(text).contains(defect.title().replace("\"", "\"\""));
              assertThat(text).contains(defect.fixedIn());
            });
  }

  @Test
  void eachIsPlayedOrSaysWhyNot() {
    assertThat(Defects.ALL).hasSize(33);
    assertThat(expressible()).hasSize(29);
    assertThat(Defects.ALL)
        .allMatch(defect -> defect.expressible() == (defect.violates() != null))
        .allMatch(defect -> defect.expressible() == (defect.outside() == null));
    assertThat(expressible().map(Defect::behaviour).distinct()).hasSize(29);
  }

  @ParameterizedTest
  @MethodSource("expressible")
  void theBrokenSideViolatesWhatIsSaidAndNamesAVictim(Defect defect) {
    DefectRun run = defect.run(false);
    assertThat(run.asSaid()).isTrue();
    assertThat(run.run().failures()).isEmpty();
    Violation first = run.first().orElseThrow();
    assertThat(first.invariant()).isEqualTo(defect.violates());
    assertThat(first.victim()).isNotBlank();
    assertThat(first.sentence()).endsWith(first.victim());
    assertThat(defect.violates().breakers()).contains(defect.behaviour());
  }

  @ParameterizedTest
  @MethodSource("expressible")
  void theFixedSideViolatesNothing(Defect defect) {
    DefectRun run = defect.run(true);
    assertThat(run.run().all()).isEmpty();
    assertThat(run.asSaid()).isTrue();
  }

  /** 5.14's own behaviours but for the one switch, which is on where 5.14 had the fix. */
  @ParameterizedTest
  @MethodSource("expressible")
  void onlyTheSwitchDiffers(Defect defect) {
    Behaviours kernel = Behaviours.of(KernelVersion.V5_14);
    Behaviours broken = Scenario.read(defect.scenario()).behaviours();
    assertThat(broken).isEqualTo(kernel.with(defect.behaviour()));
    assertThat(defect.scenario().get(0)).startsWith("# " + defect.id() + ": ");
  }

  /** All of the fixes together: nothing is violated, whatever a defect's scenario does. */
  @ParameterizedTest
  @MethodSource("expressible")
  void withEverythingFixedNothingIsViolated(Defect defect) {
    Scenario scenario = Scenario.read(defect.scenario());
    Behaviours fixed = Invariant.fixed(scenario.behaviours());
    assertThat(WatchedScenario.play(scenario, fixed).all()).isEmpty();
  }

  @Test
  void everyInvariantIsBrokenBySomeDefect() {
    Set<Invariant> broken =
        expressible()
            .flatMap(defect -> defect.run(false).run().all().stream())
            .map(Violation::invariant)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Invariant.class)));
    assertThat(broken).containsExactlyInAnyOrder(Invariant.values());
  }

  /** On the broken side the defect's own switch is found to be to blame. */
  @ParameterizedTest
  @MethodSource("expressible")
  void theSwitchIsBlamed(Defect defect) {
    Scenario scenario = Scenario.read(defect.scenario());
    List<BlamedViolation> violations =
        BlamedViolation.of(scenario, WatchedScenario.play(scenario, scenario.behaviours()));
    assertThat(violations).isNotEmpty().noneMatch(violation -> violation.blamed().isEmpty());
    assertThat(violations)
        .filteredOn(violation -> violation.violation().invariant() == defect.violates())
        .anyMatch(violation -> violation.blamed().contains(defect.behaviour()));
  }

  /** What no listed behaviour explains is blamed on none. */
  @Test
  void aViolationWithoutANameIsNews() {
    Defect defect = Defects.of("b31").orElseThrow();
    Scenario scenario = Scenario.read(defect.scenario());
    Violation news = defect.run(false).first().orElseThrow();
    Blame blame =
        new Blame(scenario.behaviours(), behaviours -> java.util.Map.of(16, List.of(news)));
    assertThat(blame.of(Invariant.CHILD_LINK, 16)).isEmpty();
  }

  /** Two causes of one violation, of which each alone is enough: both are named. */
  @Test
  void causesThatOnlyWorkTogetherAreNamedTogether() {
    Violation seen = Defects.of("B31").orElseThrow().run(false).first().orElseThrow();
    Behaviours kernel = Behaviours.of(KernelVersion.V5_14);
    List<dev.bitunion.mmuroles.role.Behaviour> two =
        Invariant.CHILD_LINK.breakers().stream().filter(kernel::has).limit(2).toList();
    Blame blame =
        new Blame(
            kernel,
            on ->
                two.stream().anyMatch(on::has)
                    ? java.util.Map.of(1, List.of(seen))
                    : java.util.Map.of());
    assertThat(blame.of(Invariant.CHILD_LINK, 1)).containsExactlyElementsOf(two);
  }
}

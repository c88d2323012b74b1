package dev.bitunion.mmuroles.check.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.defect.Blame;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever a guest does: with everything fixed that may break an invariant, none is; on 5.14 each
 * violation has a name. Properties {@code invariants.machines}, {@code invariants.events} and
 * {@code invariants.seed} make it larger.
 */
class InvariantFuzzTest {
  private static final int MACHINES = Integer.getInteger("invariants.machines", 60);
  private static final int EVENTS = Integer.getInteger("invariants.events", 150);
  private static final long SEED = Long.getLong("invariants.seed", 1);

  /** A run is repeated for each behaviour that may be to blame. */
  private static final int BLAMED = Math.max(1, MACHINES / 5);

  private static long seed(int machine) {
    return SEED * 1_000_003 + machine;
  }

  private static Map<Integer, List<Violation>> play(long seed, Behaviours behaviours) {
    PlausibleGuest guest = new PlausibleGuest(seed, behaviours);
    InvariantWatch watch = new InvariantWatch(guest.vcpu, guest.on);
    Map<Integer, List<Violation>> found = new TreeMap<>();
    for (int i = 0; i < EVENTS; i++) {
      guest.next();
      if (guest.dead()) {
        break;
      }
      List<Violation> violations = watch.after();
      if (!violations.isEmpty()) {
        found.put(i, violations);
      }
    }
    assertThat(guest.vcpu.vm().stats().mmuCacheMiss).as("pages of seed " + seed).isPositive();
    return found;
  }

  @Test
  void withEverythingFixedNothingIsViolated() {
    Behaviours fixed = Invariant.fixed(Behaviours.of(KernelVersion.V5_14));
    for (int machine = 0; machine < MACHINES; machine++) {
      assertThat(play(seed(machine), fixed)).as("seed " + seed(machine)).isEmpty();
    }
  }

  @Test
  void everyViolationOfThisKernelHasAName() {
    Behaviours kernel = Behaviours.of(KernelVersion.V5_14);
    Set<Behaviour> blamed = EnumSet.noneOf(Behaviour.class);
    for (int machine = 0; machine < BLAMED; machine++) {
      long seed = seed(machine);
      Blame blame = new Blame(kernel, behaviours -> play(seed, behaviours));
      play(seed, kernel)
          .forEach(
              (event, violations) -> {
                for (Violation violation : violations) {
                  List<Behaviour> names = blame.of(violation.invariant(), event);
                  assertThat(names)
                      .as("seed " + seed + ", event " + event + ": " + violation)
                      .isNotEmpty();
                  blamed.addAll(names);
                }
              });
    }
    assertThat(blamed)
        .contains(
            Behaviour.ROLE_BITS_WITHOUT_EFFECT,
            Behaviour.PKRU_MASK_ACCUMULATES,
            Behaviour.TRACKING_CHECKED_IN_ONE_SPACE);
  }
}

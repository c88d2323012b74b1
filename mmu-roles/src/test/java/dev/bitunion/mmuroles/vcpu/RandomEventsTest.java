package dev.bitunion.mmuroles.vcpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.shadow.ShadowAudit;
import dev.bitunion.mmuroles.shadow.ShadowVm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens, in whatever order: lists, links and counters stay what they mean. */
class RandomEventsTest {
  /** More of them for a long run: {@code -Dmmuroles.machines=4000}. */
  private static final int MACHINES = Integer.getInteger("mmuroles.machines", 40);

  private static final int EVENTS = 1500;
  private static final int BETWEEN_AUDITS = 25;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void structureHolds(long seed) {
    long pages = 0;
    for (int machine = 0; machine < MACHINES; machine++) {
      long machineSeed = seed * 1_000_003 + machine;
      RandomEvents events = new RandomEvents(machineSeed);
      ShadowVm vm = events.vcpu.vm();
      for (int i = 0; i < EVENTS; i++) {
        events.next();
        if (i % BETWEEN_AUDITS == 0) {
          assertThat(ShadowAudit.of(vm)).as("seed " + machineSeed + ", event " + i).isEmpty();
        }
      }
      pages += vm.stats().mmuCacheMiss;
      everythingZapsToZero(events.vcpu, machineSeed);
    }
    assertThat(pages).as("pages made").isGreaterThan(MACHINES * 100L);
  }

  private static void everythingZapsToZero(Vcpu vcpu, long seed) {
    ShadowVm vm = vcpu.vm();
    vcpu.unload();
    vcpu.shadow().zapper().zapAllFast();
    assertThat(ShadowAudit.of(vm)).as("seed " + seed).isEmpty();
    assertThat(vm.used()).as("seed " + seed + ": used").isZero();
    assertThat(vm.indirect()).as("seed " + seed + ": indirect").isZero();
    assertThat(vm.pages().count()).as("seed " + seed + ": pages").isZero();
    assertThat(vm.entryCount()).as("seed " + seed + ": entries").isZero();
    assertThat(vm.tracking().trackedGfns(0)).as("seed " + seed + ": gfn_track").isEmpty();
    assertThat(vm.tracking().trackedGfns(1)).as("seed " + seed + ": gfn_track, SMM").isEmpty();
    assertThat(vm.stats().mmuUnsync).as("seed " + seed + ": unsync").isZero();
  }
}

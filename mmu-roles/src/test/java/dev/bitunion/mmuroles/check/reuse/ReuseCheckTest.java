package dev.bitunion.mmuroles.check.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.check.RoleCondition;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.ReuseKey;
import dev.bitunion.mmuroles.role.ReuseKey.Added;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the search finds and what it must not find; the numbers are chapter 11's. */
class ReuseCheckTest {
  private static final RoleModel KERNEL = RoleModel.of(KernelVersion.V5_14);
  private static final int SAMPLES = 3000;

  private static ReuseCheck check(RoleModel model) {
    return new ReuseCheck(model, 7, SAMPLES, count -> {});
  }

  @Test
  void withTheThreeFixedNothingGoesWrong() {
    Behaviours fixed =
        KERNEL
            .behaviours()
            .without(Behaviour.ROLE_LACKS_PSE)
            .without(Behaviour.ROLE_LACKS_LMA)
            .without(Behaviour.LENT_WRITE_FORGETS_AC);
    ReuseCheck.Whole whole = check(RoleModel.of(KernelVersion.V5_14, fixed)).whole();
    assertThat(whole.named()).isEmpty();
    assertThat(whole.unattributed()).isNull();
  }

  @Test
  void theSameSeedFindsTheSameVictim() {
    List<String> first = victim(PageRoleBits.ACCESS_MASK).scenario("", List.of());
    assertThat(victim(PageRoleBits.ACCESS_MASK).scenario("", List.of())).isEqualTo(first);
  }

  private static Victim victim(int mask) {
    return check(KERNEL).without(mask).victim();
  }

  @Test
  void anAddedFlagIsDroppedWithTheVictimThatItPrevented() {
    Added pse = new Added("cr4_pse", RoleCondition.parse("cr4_pse"));
    RoleModel model = KERNEL.withKey(new ReuseKey(-1, List.of(pse)));
    Victim victim = check(model).withoutAdded("cr4_pse").victim();
    assertThat(victim.contexts())
        .anyMatch(context -> context.contains("PSE"))
        .anyMatch(context -> !context.contains("PSE"));
  }

  @Test
  void aStoppedSearchSaysThatItIsNotWhole() {
    AtomicLong heard = new AtomicLong();
    ReuseCheck[] check = new ReuseCheck[1];
    check[0] =
        new ReuseCheck(
            KERNEL,
            1,
            SAMPLES,
            count -> {
              heard.set(count);
              check[0].stop();
            });
    ReuseCheck.Dropped dropped = check[0].without(PageRoleBits.DIRECT_MASK);
    assertThat(dropped.coverage().whole()).isFalse();
    assertThat(heard.get()).isPositive();
  }
}

package dev.bitunion.mmuroles.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PageTableTest {
  private static final long SEED = 4096;

  private record Key(long gfn, int role) {}

  @Test
  void itHoldsWhatAMapHolds() {
    Random random = new Random(SEED);
    PageTable table = new PageTable();
    Map<Key, Long> model = new HashMap<>();
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      keys.add(new Key(random.nextLong() & 0xf_ffff_ffff_ffffL, random.nextInt()));
    }
    for (int step = 0; step < 200_000; step++) {
      Key key = keys.get(random.nextInt(keys.size()));
      int slot = table.find(key.gfn(), key.role());
      assertThat(slot >= 0).as("seed %d step %d", SEED, step).isEqualTo(model.containsKey(key));
      if (slot < 0) {
        slot = table.add(key.gfn(), key.role(), step);
        table.setSeen(slot, step);
        table.setCounts(slot, PageStates.addLive(table.counts(slot), false, 1));
        model.put(key, (long) step);
      } else if (random.nextInt(5) < 3) {
        assertThat(table.seen(slot)).isEqualTo(model.remove(key));
        assertThat(table.gfn(slot)).isEqualTo(key.gfn());
        table.remove(slot);
      }
      assertThat(table.size()).isEqualTo(model.size());
    }
    for (Map.Entry<Key, Long> entry : model.entrySet()) {
      int slot = table.find(entry.getKey().gfn(), entry.getKey().role());
      assertThat(table.seen(slot)).isEqualTo(entry.getValue());
      assertThat(table.epoch(slot)).isEqualTo(entry.getValue().intValue());
    }
  }

  @Test
  void whatIsGoneIsForgottenBeforeItOutgrowsWhatIsNot() {
    PageTable table = new PageTable();
    int live = table.add(1, 1, 0);
    table.setCounts(live, PageStates.addLive(table.counts(live), false, 1));
    for (int gfn = 2; gfn < 2_000_000; gfn++) {
      table.add(gfn, 1, 0);
    }
    assertThat(table.size()).isLessThan(500_000);
    assertThat(table.find(1, 1)).isNotNegative();
  }
}

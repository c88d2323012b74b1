package dev.bitunion.mmuroles.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GfnTableTest {
  private static final long SEED = 65535;

  @Test
  void itCountsWhatMapsCount() {
    Random random = new Random(SEED);
    GfnTable table = new GfnTable();
    Map<Long, Integer> live = new HashMap<>();
    Map<String, Integer> track = new HashMap<>();
    int epoch = 0;
    int mostLive = 0;
    int peak = 0;
    for (int step = 0; step < 300_000; step++) {
      long gfn = random.nextInt(3_000) * 0x1_0000_0001L;
      boolean smm = random.nextInt(8) == 0;
      String key = gfn + (smm ? " smm" : "");
      switch (random.nextInt(5)) {
        case 0, 1 -> {
          table.addLive(gfn, epoch);
          mostLive = Math.max(mostLive, live.merge(gfn, 1, Integer::sum));
        }
        case 2 -> {
          if (live.getOrDefault(gfn, 0) > 0) {
            table.removeLive(gfn, epoch);
            live.merge(gfn, -1, Integer::sum);
          }
        }
        case 3 -> {
          table.addTrack(gfn, smm);
          peak = Math.max(peak, track.merge(key, 1, Integer::sum));
        }
        default -> {
          if (track.getOrDefault(key, 0) > 0) {
            table.removeTrack(gfn, smm);
            track.merge(key, -1, Integer::sum);
          }
        }
      }
      if (random.nextInt(50_000) == 0) {
        epoch++;
        live.clear();
      }
      if (random.nextInt(60_000) == 0) {
        epoch += 65_536 - epoch % 65_536;
        table.forgetLive();
        live.clear();
      }
      String where = "seed " + SEED + " step " + step;
      assertThat(table.live(gfn, epoch)).as(where).isEqualTo(live.getOrDefault(gfn, 0));
      assertThat(table.track(gfn, smm)).as(where).isEqualTo(track.getOrDefault(key, 0));
    }
    assertThat(table.mostLive()).isEqualTo(mostLive);
    assertThat(table.peakTrack()).isEqualTo(peak);
  }
}

package dev.bitunion.mmuroles.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongIntMapTest {
  /** Random puts and removals against a HashMap, on keys that collide. */
  @Test
  void behavesAsAMap() {
    Random random = new Random(20210829);
    LongIntMap map = new LongIntMap();
    Map<Long, Integer> model = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      long key = random.nextInt(3000) * (random.nextBoolean() ? 1L : 1L << 36);
      int value = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(100);
      map.put(key, value);
      if (value == 0) {
        model.remove(key);
      } else {
        model.put(key, value);
      }
      assertThat(map.get(key)).isEqualTo(value);
    }
    assertThat(map.size()).isEqualTo(model.size());
    model.forEach((key, value) -> assertThat(map.get(key)).isEqualTo(value));
    map.clear();
    assertThat(map.size()).isZero();
  }

  /** gfn_track is a u16: in v5.14 an update beyond it is refused, else it wraps. */
  @Test
  void trackingRefusesOrWraps() {
    for (boolean refuses : new boolean[] {true, false}) {
      GfnTracking tracking = new GfnTracking(refuses);
      for (int i = 0; i < GfnTracking.TRACK_MAX; i++) {
        tracking.addTrack(1L << 39, 1, 1);
      }
      assertThat(tracking.addTrack(1L << 39, 1, 1)).isEqualTo(!refuses);
      assertThat(tracking.track(1L << 39, 1)).isEqualTo(refuses ? GfnTracking.TRACK_MAX : 0);
      assertThat(tracking.track(1L << 39, 0)).isZero();
      assertThat(tracking.refused()).isEqualTo(1);
    }
  }
}

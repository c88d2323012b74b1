package dev.bitunion.mmuroles.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.role.PageRoleBits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Look-ups that are split when they get large, against maps of the library. */
class SplitTablesTest {
  private static final int STEPS = 40_000;

  /** Split early, in between, and never. */
  @ParameterizedTest
  @ValueSource(ints = {16, 1_000, Integer.MAX_VALUE})
  void pagesAreFoundNewestFirstWhereverTheyLie(int splitCapacity) {
    Random random = new Random(splitCapacity);
    ShadowPages pages = new ShadowPages();
    PageIndex index = new PageIndex(pages, splitCapacity);
    Map<Long, List<Integer>> model = new HashMap<>();
    long asked = 0;
    for (int i = 0; i < STEPS; i++) {
      if (random.nextBoolean()) {
        asked = random.nextInt(STEPS / 4);
        List<Integer> chain = model.getOrDefault(asked, List.of());
        assertThat(index.newestOf(asked))
            .isEqualTo(chain.isEmpty() ? PageIndex.NONE : chain.get(0));
      }
      // Also what was asked for some steps ago, other pages having come and gone since.
      long gfn = random.nextBoolean() ? asked : random.nextInt(STEPS / 4);
      List<Integer> chain = model.computeIfAbsent(gfn, key -> new ArrayList<>());
      if (random.nextInt(3) > 0) {
        int page = pages.allocate(gfn, PageRoleBits.withLevel(0, 1 + chain.size() % 5), 0);
        index.add(page);
        chain.add(0, page);
      } else if (!chain.isEmpty()) {
        int page = chain.remove(random.nextInt(chain.size()));
        index.remove(page);
      }
    }
    model.forEach(
        (gfn, chain) -> {
          List<Integer> found = new ArrayList<>();
          for (int at = index.newestOf(gfn); at != PageIndex.NONE; at = pages.older(at)) {
            found.add(at);
            assertThat(pages.role(index.find(gfn, pages.role(at)))).isEqualTo(pages.role(at));
          }
          assertThat(found).isEqualTo(chain);
          assertThat(index.find(gfn, -1)).isEqualTo(PageIndex.NONE);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 400_000})
  void aMapHoldsWhatWasPutBeforeAndAfterItsSplit(int steps) {
    Random random = new Random(steps);
    SplitMap map = new SplitMap();
    Map<Long, Integer> model = new HashMap<>();
    for (int i = 0; i < steps; i++) {
      long key = random.nextInt(steps / 2);
      int value = random.nextInt(4);
      map.put(key, value);
      if (value == 0) {
        model.remove(key);
      } else {
        model.put(key, value);
      }
    }
    assertThat(map.size()).isEqualTo(model.size());
    for (long key = 0; key < steps / 2; key++) {
      assertThat(map.get(key)).isEqualTo(model.getOrDefault(key, 0));
    }
  }
}

package dev.bitunion.benchmarks.simulator;

import dev.bitunion.benchmarks.SplitMix;
import dev.bitunion.mmuroles.shadow.ShadowPages;
import dev.bitunion.mmuroles.shadow.ShadowVm;

/** The pages and look-ups of {@code c/lookup.c}, made by the same generator in the same order. */
final class Lookups {
  static final int COUNT = 1 << 18;

  /** As many as the table of 4,096 buckets looks up. */
  static final int BUCKET_COUNT = 1 << 13;

  private final ShadowVm vm;
  private final long[] gfns = new long[COUNT];
  private final int[] roles = new int[COUNT];

  /** Makes that many pages, less the few that are drawn twice. */
  Lookups(int count) {
    vm = new Insertions(count).fill().vm();
    SplitMix random = new SplitMix();
    for (int i = 0; i < count; i++) {
      random.next();
    }
    ShadowPages pages = vm.pages();
    for (int i = 0; i < COUNT; i++) {
      long r = random.next();
      int page = (int) ((r >>> 32) * pages.count() >>> 32);
      gfns[i] = pages.gfn(page) ^ ((r & 15) == 0 ? 1 : 0);
      roles[i] = pages.role(page);
    }
  }

  /** The sum of the numbers of the pages that the first look-ups find, -1 for none. */
  long sum(int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += vm.find(gfns[i], roles[i]);
    }
    return sum;
  }
}

package dev.bitunion.benchmarks.simulator;

/** How long a look-up takes among more and more shadow pages: prints pages and nanoseconds. */
public final class PageGrowth {
  private static final long WARM_UP = 1_000_000_000L;
  private static final int ROUNDS = 20;

  private PageGrowth() {}

  /**
   * Measures, smallest first as given.
   *
   * @param args numbers of pages
   */
  public static void main(String[] args) {
    for (String size : args) {
      Lookups lookups = new Lookups(Integer.parseInt(size));
      long expected = lookups.sum(Lookups.COUNT);
      long end = System.nanoTime() + WARM_UP;
      double best = Double.MAX_VALUE;
      for (int round = 0; round < ROUNDS || System.nanoTime() < end; round++) {
        long start = System.nanoTime();
        if (lookups.sum(Lookups.COUNT) != expected) {
          throw new IllegalStateException("the checksum changed");
        }
        best = Math.min(best, (System.nanoTime() - start) / (double) Lookups.COUNT);
      }
      System.out.println(size + " " + best);
    }
  }
}

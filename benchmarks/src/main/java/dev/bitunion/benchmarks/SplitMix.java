package dev.bitunion.benchmarks;

/** The C peers' generator of random words (splitmix64), from their seed. */
public final class SplitMix {
  private long seed = 42;

  /** The next word. */
  public long next() {
    seed += 0x9e3779b97f4a7c15L;
    long z = seed;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}

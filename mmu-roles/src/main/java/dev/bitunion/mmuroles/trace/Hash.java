package dev.bitunion.mmuroles.trace;

/** Spreads keys over the tables of a replay. */
final class Hash {
  // Two odd constants without pattern: 2^64 divided by the golden ratio, and its successor in
  // SplitMix64.
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;
  private static final long MIX = 0xbf58476d1ce4e5b9L;

  private Hash() {}

  /**
   * Every bit of the result depends on every bit of both: the two halves of one 128-bit product.
   */
  static int of(long gfn, int role) {
    long a = gfn ^ GOLDEN;
    long b = role * GOLDEN ^ MIX;
    return Long.hashCode(Math.multiplyHigh(a, b) ^ a * b);
  }
}

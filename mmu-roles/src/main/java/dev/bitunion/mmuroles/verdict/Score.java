package dev.bitunion.mmuroles.verdict;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;

/** What came of one level: each check agrees, disagrees, or cannot be decided for a reason. */
public final class Score {
  private final long[] undecidable = new long[Reason.values().length];
  private long agree;
  private long disagree;

  void agree() {
    agree++;
  }

  void disagree() {
    disagree++;
  }

  void undecidable(Reason reason) {
    undecidable[reason.ordinal()]++;
  }

  /** All of them. */
  public long checked() {
    return agree + disagree + undecidable();
  }

  /** Those that came out as computed. */
  public long agreed() {
    return agree;
  }

  /** Those that did not. */
  public long disagreed() {
    return disagree;
  }

  /** Those that cannot be computed. */
  public long undecidable() {
    return LongStream.of(undecidable).sum();
  }

  /** Why, with how many each. */
  public Map<Reason, Long> reasons() {
    Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
    for (Reason reason : Reason.values()) {
      if (undecidable[reason.ordinal()] > 0) {
        reasons.put(reason, undecidable[reason.ordinal()]);
      }
    }
    return reasons;
  }
}

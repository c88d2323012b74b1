package dev.bitunion.mmuroles.trace;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Collects violations: all are counted, the first {@value #KEPT} of each kind are kept. */
final class ViolationLog {
  static final int KEPT = 1000;

  private final long[] counts = new long[ViolationKind.values().length];
  private final List<Violation> kept = new ArrayList<>();

  void add(Violation violation) {
    if (counts[violation.kind().ordinal()]++ < KEPT) {
      kept.add(violation);
    }
  }

  /** How many there are, leaving some kinds out. */
  long count(EnumSet<ViolationKind> without) {
    long sum = 0;
    for (ViolationKind kind : ViolationKind.values()) {
      sum += without.contains(kind) ? 0 : counts[kind.ordinal()];
    }
    return sum;
  }

  /** Those that were kept, in the order of their lines, leaving some kinds out. */
  List<Violation> list(EnumSet<ViolationKind> without) {
    return kept.stream()
        .filter(violation -> !without.contains(violation.kind()))
        .sorted((a, b) -> Long.compare(a.line(), b.line()))
        .toList();
  }
}

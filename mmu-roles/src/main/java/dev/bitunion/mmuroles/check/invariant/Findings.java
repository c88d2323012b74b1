package dev.bitunion.mmuroles.check.invariant;

import java.util.ArrayList;
import java.util.List;

/** Collects what one look at a machine found. */
final class Findings {
  private final List<Violation> violations = new ArrayList<>();
  private Invariant current;

  void of(Invariant invariant) {
    current = invariant;
  }

  void add(String subject, String sentence, Object... values) {
    violations.add(new Violation(current, subject, String.format(sentence, values)));
  }

  List<Violation> all() {
    return violations;
  }
}

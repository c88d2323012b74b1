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

  /** A violation whose sentence tells the access that goes wrong. */
  void add(String subject, String sentence, Object... values) {
    String text = String.format(sentence, values);
    violations.add(new Violation(current, subject, text, text));
  }

  /** A violation, and the access that goes wrong by it, which ends the sentence. */
  void addVictim(String subject, String victim, String sentence, Object... values) {
    String text = String.format(sentence, values);
    violations.add(new Violation(current, subject, text + victim, victim));
  }

  List<Violation> all() {
    return violations;
  }
}

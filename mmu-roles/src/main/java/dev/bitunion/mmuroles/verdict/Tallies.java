package dev.bitunion.mmuroles.verdict;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The scores of all levels, and the first disagreements. */
final class Tallies {
  private static final int KEPT = 1000;

  private final Map<Level, Score> scores = new EnumMap<>(Level.class);
  private final List<Disagreement> disagreements = new ArrayList<>();

  Tallies() {
    for (Level level : Level.values()) {
      scores.put(level, new Score());
    }
  }

  void agree(Level level) {
    scores.get(level).agree();
  }

  void undecidable(Level level, Reason reason) {
    scores.get(level).undecidable(reason);
  }

  void disagree(Level level, long line, String expected, String seen, String hint) {
    scores.get(level).disagree();
    if (disagreements.size() < KEPT) {
      disagreements.add(new Disagreement(level, line, expected, seen, hint));
    }
  }

  /** Whether the next disagreement is kept, so that a hint is worth looking for. */
  boolean keeps() {
    return disagreements.size() < KEPT;
  }

  Score score(Level level) {
    return scores.get(level);
  }

  List<Disagreement> disagreements() {
    return disagreements;
  }
}

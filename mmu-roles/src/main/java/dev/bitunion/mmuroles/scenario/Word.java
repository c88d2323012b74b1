package dev.bitunion.mmuroles.scenario;

/**
 * A word of a line.
 *
 * @param text the word itself
 * @param line its line, from 1
 * @param column where it begins, from 1
 */
record Word(String text, int line, int column) {
  ScenarioException error(String reason) {
    return new ScenarioException(line, column, reason);
  }

  /** The part behind {@code prefix}, with its own column. */
  Word after(int prefix) {
    return new Word(text.substring(prefix), line, column + prefix);
  }

  boolean is(String other) {
    return text.equalsIgnoreCase(other);
  }
}

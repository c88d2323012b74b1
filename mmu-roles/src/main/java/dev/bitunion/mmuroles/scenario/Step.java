package dev.bitunion.mmuroles.scenario;

/**
 * One line that does something.
 *
 * @param line its number, from 1
 * @param text the line without its comment
 * @param action what it does; null for an expectation
 * @param check what it expects; null for an event
 */
record Step(int line, String text, Action action, Check check) {
  /** Something that happens to the machine. */
  @FunctionalInterface
  interface Action {
    /** Performs it; a {@link ScenarioException} says that it cannot happen here. */
    void perform(Simulation simulation);
  }

  /** Something that must be so. */
  @FunctionalInterface
  interface Check {
    /** Returns null if it is so; else what is there instead. */
    String differs(Simulation simulation);
  }

  /** Reads the rest of a line that begins with an event's name. */
  @FunctionalInterface
  interface Verb {
    /** The event; all its words are read, and may be wrong, here. */
    Action read(Words words, Symbols symbols);
  }

  /** Reads the rest of a line that begins with {@code expect} and what is expected. */
  @FunctionalInterface
  interface Noun {
    /** The check. */
    Check read(Words words, Symbols symbols);
  }
}

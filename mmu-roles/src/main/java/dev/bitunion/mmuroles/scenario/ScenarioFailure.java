package dev.bitunion.mmuroles.scenario;

/**
 * An expectation that did not hold.
 *
 * @param line its line
 * @param expectation its text
 * @param actual what is there instead
 */
public record ScenarioFailure(int line, String expectation, String actual) {
  @Override
  public String toString() {
    return "line " + line + ": " + expectation + ": " + actual;
  }
}

package dev.bitunion.mmuroles.scenario;

/** How an event ended for the guest. */
public enum Outcome {
  /** It took place. */
  OK("ok"),
  /** The guest got a general-protection fault; no register changed. */
  GP("#GP"),
  /** The guest got an invalid-opcode fault; nothing happened. */
  UD("#UD"),
  /** A nested transition failed half-way, or a root could not be loaded. */
  FAILED("failed"),
  /** The guest shuts down. */
  SHUTDOWN("shutdown");

  private final String text;

  Outcome(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}

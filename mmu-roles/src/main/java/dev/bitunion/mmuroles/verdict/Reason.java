package dev.bitunion.mmuroles.verdict;

/** Why something cannot be decided. */
public enum Reason {
  AC_UNKNOWN("EFLAGS.AC unknown"),
  REGISTER_NOT_SEEN("register not seen yet"),
  EVENT_LOST("event lost"),
  NESTED_ROLE_NOT_PRINTED("role of nested_mmu not printed"),
  GFN_NOT_PRINTED("gfn not printed by trace-cmd's plug-in"),
  NOT_PRINTED_AFTERWARDS("roots dropped before they were printed");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  /** The reason as it is printed. */
  public String text() {
    return text;
  }
}

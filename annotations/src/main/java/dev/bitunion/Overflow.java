package dev.bitunion;

/** What {@code withX(w, v)} does with a value that does not fit into the field. */
public enum Overflow {
  /** As the type says, and {@link #CHECK} on the type itself. */
  DEFAULT,
  /** Throws; {@code withXTruncated} stands beside it. */
  CHECK,
  /** Drops the high bits, as C assigns; {@code withXChecked} stands beside it. */
  TRUNCATE
}

package dev.bitunion;

/** What must stand in reserved bits. */
public enum Reserved {
  /** Not reserved. On {@link Skip}: as {@link #ZERO}. */
  NO,
  /** Must be zero: {@code isValid} refuses others, {@code canonical} clears them. */
  ZERO,
  /** Must be one: {@code isValid} refuses others, {@code canonical} and {@code RESET} set them. */
  ONE,
  /** Whatever is there must be written back: {@code canonical} keeps it. */
  PRESERVED
}

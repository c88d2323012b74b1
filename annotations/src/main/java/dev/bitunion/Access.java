package dev.bitunion;

/** What software may do with a field; generated code offers that and no more. */
public enum Access {
  /** Read and written. */
  READ_WRITE,
  /** Read only: no {@code with...} methods. */
  READ_ONLY,
  /** Written only: no getters. */
  WRITE_ONLY,
  /** Neither: only constants. */
  NONE,
  /**
   * Reads as a status; writing 1 clears it, writing 0 leaves it. A plain read-modify-write would
   * clear it by accident: {@code clearX(w)} gives the word to write, and {@code withX} is missing.
   */
  WRITE_ONE_TO_CLEAR
}

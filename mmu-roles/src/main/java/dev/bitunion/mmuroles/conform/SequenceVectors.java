package dev.bitunion.mmuroles.conform;

/**
 * One file of recorded sequences of the kernel's own functions. An {@code S} line starts a fresh
 * machine; every other line is an operation, its arguments, and what came of it.
 */
interface SequenceVectors {
  /** Starts the sequence of an {@code S} line. */
  void start(String[] fields);

  /**
   * Performs the operation of a line.
   *
   * @return what came of it, joined by commas as the last fields of the line are; empty if the line
   *     only sets something up
   * @throws IllegalArgumentException if the line is not one of this file's
   */
  String perform(String[] fields);
}

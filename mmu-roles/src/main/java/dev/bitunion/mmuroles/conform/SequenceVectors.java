package dev.bitunion.mmuroles.conform;

/** One file of recorded sequences of the kernel's own functions: runs a line and compares. */
interface SequenceVectors {
  /**
   * Runs a line that is no comment.
   *
   * @return null if the result is the recorded one; else what was expected and what came
   * @throws IllegalArgumentException if the line is not one of this file's
   */
  String check(String line);
}

package dev.bitunion.mmuroles.conform;

import java.io.IOException;

/** A kind of vector file: how it is recognised and what its rows are compared with. */
public interface ConformKind {
  /** Its name, as reports print it. */
  String name();

  /** Whether a file is of this kind, told from its content; its name is a hint at most. */
  boolean recognises(Sample sample);

  /**
   * Checks every row: each value compared goes to the tally once, and so does each that cannot be.
   *
   * @throws MalformedRowException if a row cannot be understood
   */
  void check(DataLines lines, Tally tally) throws IOException;
}

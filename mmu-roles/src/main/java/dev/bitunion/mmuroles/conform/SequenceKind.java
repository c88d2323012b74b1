package dev.bitunion.mmuroles.conform;

import java.io.IOException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A kind of file that holds sequences of operations on one machine each. */
final class SequenceKind implements ConformKind {
  private final String name;
  private final Predicate<Sample> recognised;
  private final Supplier<SequenceVectors> vectors;

  /**
   * Describes a kind.
   *
   * @param startFields how many fields its {@code S} lines have
   * @param recognised what else tells it from the others
   * @param vectors makes what runs it
   */
  SequenceKind(
      String name,
      int startFields,
      Predicate<Sample> recognised,
      Supplier<SequenceVectors> vectors) {
    this.name = name;
    this.recognised =
        sample -> {
          String first = sample.firstRow();
          return first.startsWith("S,")
              && VectorLine.split(first).length == startFields
              && recognised.test(sample);
        };
    this.vectors = vectors;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean recognises(Sample sample) {
    return recognised.test(sample);
  }

  @Override
  public void check(DataLines lines, Tally tally) throws IOException {
    SequenceVectors run = vectors.get();
    boolean started = false;
    for (String row = lines.next(); row != null; row = lines.next()) {
      String[] fields = VectorLine.split(row);
      try {
        if (fields[0].equals("S")) {
          run.start(fields);
          started = true;
        } else if (started) {
          compare(lines.number(), fields, run.perform(fields), tally);
        } else {
          throw lines.malformed("an operation before the first S line");
        }
      } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
        throw lines.malformed("cannot be understood: " + e.getMessage());
      }
    }
  }

  /** The results are the last fields of a line, as many as were computed. */
  private static void compare(long line, String[] fields, String actual, Tally tally) {
    if (actual.isEmpty()) {
      return;
    }
    int first = fields.length - VectorLine.split(actual).length;
    if (first < 1) {
      throw new IllegalArgumentException("too few fields");
    }
    tally.text(line, fields[0], VectorLine.rest(fields, first), actual);
  }
}

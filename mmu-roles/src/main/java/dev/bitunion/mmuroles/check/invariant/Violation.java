package dev.bitunion.mmuroles.check.invariant;

/**
 * Something that does not hold.
 *
 * @param invariant what is violated
 * @param subject where: a page, an entry, a context; the same place has the same text at each step
 * @param sentence what is wrong, with the access that goes wrong by it
 * @param victim that access alone, as far as the sentence says more
 */
public record Violation(Invariant invariant, String subject, String sentence, String victim) {
  @Override
  public String toString() {
    return invariant.title() + ": " + subject + ": " + sentence;
  }
}

package dev.bitunion.mmuroles.check;

/**
 * A condition on the bits of a word, as a formula: what {@link BitDiagram} counts symbolically and
 * {@link BitSlices} by trying every word.
 */
sealed interface Condition {
  /** Holds for every word. */
  Condition TRUE = new Constant(true);

  /** Holds for no word. */
  Condition FALSE = new Constant(false);

  /** Both hold. */
  default Condition and(Condition other) {
    if (this == TRUE || other == FALSE) {
      return other;
    }
    return this == FALSE || other == TRUE ? this : new And(this, other);
  }

  /** At least one holds. */
  default Condition or(Condition other) {
    if (this == FALSE || other == TRUE) {
      return other;
    }
    return this == TRUE || other == FALSE ? this : new Or(this, other);
  }

  /** This one does not hold. */
  default Condition not() {
    return this instanceof Not negated ? negated.of() : new Not(this);
  }

  /** The other one holds wherever this one does. */
  default Condition implies(Condition other) {
    return not().or(other);
  }

  /** Always or never. */
  record Constant(boolean value) implements Condition {}

  /** Bit {@code index} of the word is set; 0 is the lowest. */
  record Bit(int index) implements Condition {}

  /** The condition does not hold. */
  record Not(Condition of) implements Condition {}

  /** Both hold. */
  record And(Condition left, Condition right) implements Condition {}

  /** At least one holds. */
  record Or(Condition left, Condition right) implements Condition {}
}

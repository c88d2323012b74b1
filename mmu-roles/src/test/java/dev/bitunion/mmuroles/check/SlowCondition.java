package dev.bitunion.mmuroles.check;

/** A condition asked of one word, the obvious way. */
final class SlowCondition {
  private SlowCondition() {}

  static boolean holds(Condition condition, long word) {
    if (condition instanceof Condition.Constant constant) {
      return constant.value();
    }
    if (condition instanceof Condition.Bit bit) {
      return (word >> bit.index()) % 2 != 0;
    }
    if (condition instanceof Condition.Not not) {
      return !holds(not.of(), word);
    }
    if (condition instanceof Condition.And and) {
      return holds(and.left(), word) && holds(and.right(), word);
    }
    Condition.Or or = (Condition.Or) condition;
    return holds(or.left(), word) || holds(or.right(), word);
  }
}

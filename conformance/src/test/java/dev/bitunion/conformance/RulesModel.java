package dev.bitunion.conformance;

/** What a word may not hold, from the layout alone. */
final class RulesModel {
  private RulesModel() {}

  /** What is wrong with a word, as {@code validate} says it; null if nothing is. */
  static String wrong(Layout layout, Word word) {
    Word zero = layout.under("zero");
    Word one = layout.under("one");
    Word wrong = word.and(zero).or(one.andNot(word));
    if (!wrong.isZero()) {
      Word unnamed = Word.of(layout.bits(), -1).andNot(layout.fieldBits());
      boolean plain = one.isZero() && zero.equals(unnamed);
      return layout.name() + " has " + (plain ? "" : "wrong ") + "reserved bits 0x" + wrong.hex();
    }
    for (Spec field : layout.named()) {
      for (int i = 0; i < field.count(); i++) {
        long bits = word.at(field.at(i));
        String message = wrong(field, bits);
        if (message != null) {
          return message;
        }
      }
    }
    return null;
  }

  private static String wrong(Spec field, long bits) {
    if (field.is('n')) {
      Layout inner = Meaning.inner(field);
      return wrong(inner, Word.of(inner.bits(), bits));
    }
    long number = Meaning.signed(field, bits);
    return Meaning.gaps(field) && !Meaning.constants(field).containsKey(number)
        ? field + " is no constant of " + Meaning.shown(field)
        : null;
  }
}

package dev.bitunion.processor.write;

import dev.bitunion.layout.Bits;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.Part;
import java.util.ArrayList;
import java.util.List;

/** The shortest Java expressions that take a field out of a word and put it in. */
final class Expressions {
  private final Word word;

  Expressions(Word word) {
    this.word = word;
  }

  /** The field's number as an {@code int} or {@code long}. */
  String read(FieldLayout field, String w, boolean asLong) {
    List<String> terms = new ArrayList<>();
    int done = 0;
    for (Part part : field.parts()) {
      String term = read(part, w, asLong);
      terms.add(done == 0 ? term : "(" + term + ") << " + done);
      done += part.width();
    }
    return terms.size() == 1 ? terms.get(0) : "(" + String.join(") | (", terms) + ")";
  }

  private String read(Part part, String w, boolean asLong) {
    boolean toTop = part.end() == word.carrier();
    String shifted = part.offset() == 0 ? w : w + " >>> " + part.offset();
    if (word.isLong() && !asLong) {
      String narrow = "(int) " + (part.offset() == 0 ? w : "(" + shifted + ")");
      return part.width() == 32 ? narrow : narrow + " & " + mask(part, false);
    }
    if (toTop && word.isLong() == asLong) {
      return shifted;
    }
    return (part.offset() == 0 ? w : "(" + shifted + ")") + " & " + mask(part, asLong);
  }

  private static String mask(Part part, boolean asLong) {
    return Word.hex(Bits.ones(part.width()), asLong);
  }

  /**
   * The value in its place, high bits dropped.
   *
   * @param isLong whether the value is a {@code long}
   * @param fits whether the value is known to fit, so that no mask is needed
   */
  String place(FieldLayout field, String v, boolean isLong, boolean fits) {
    if (field.parts().size() == 1) {
      return place(field.parts().get(0), v, isLong, fits);
    }
    List<String> terms = new ArrayList<>();
    int done = 0;
    for (Part part : field.parts()) {
      terms.add(place(part, done == 0 ? v : "(" + v + " >>> " + done + ")", isLong, false));
      done += part.width();
    }
    return "(" + String.join(") | (", terms) + ")";
  }

  private String place(Part part, String v, boolean isLong, boolean fits) {
    boolean toTop = part.end() == word.carrier();
    String value = v;
    if (isLong && !word.isLong()) {
      value = "(int) " + v;
    } else if (!isLong && word.isLong() && (fits || toTop)) {
      value = "(long) " + v;
    }
    if (!fits && !toTop) {
      String masked = value + " & " + mask(part, word.isLong());
      return part.offset() == 0 ? masked : "(" + masked + ") << " + part.offset();
    }
    return part.offset() == 0 ? value : value + " << " + part.offset();
  }

  /** The word with the field replaced by what is in place. */
  String replace(FieldLayout field, String w, String placed) {
    long keep = Bits.ones(word.bits()) & ~field.mask();
    if (keep == 0) {
      return placed;
    }
    return "(" + w + " & " + word.literal(keep) + ") | " + atom(placed);
  }

  /** The expression in brackets, unless it needs none. */
  static String atom(String expression) {
    return expression.indexOf(' ') < 0 ? expression : "(" + expression + ")";
  }
}

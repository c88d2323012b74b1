package dev.bitunion.processor.write;

import dev.bitunion.layout.Bits;
import dev.bitunion.layout.FieldLayout;
import dev.bitunion.layout.Part;
import java.util.ArrayList;
import java.util.List;

/** The shortest Java expressions that take a field out of a word and put it in. */
final class Expressions {
  /** The parameter of an array's methods. */
  static final String INDEX = "index";

  private static final int INT_BITS = 32;
  private static final int LONG_BITS = 64;
  private final Word word;

  Expressions(Word word) {
    this.word = word;
  }

  /** The field's value as an {@code int} or {@code long}: sign and scale as declared. */
  String read(FieldLayout field, String w, boolean asLong) {
    String number = field.signed() ? signed(field, w, asLong) : number(field, w, asLong);
    int scale = field.traits().scale();
    return scale == 0 ? number : atom(number) + " << " + scale;
  }

  /** The number in the field's bits, unsigned and as it is. */
  String number(FieldLayout field, String w, boolean asLong) {
    if (field.traits().isArray()) {
      String shifted = "(" + w + " >>> " + shift(field) + ")";
      boolean narrows = word.isLong() && !asLong;
      String term = narrows ? "(int) " + shifted : shifted;
      return field.width() == (narrows ? INT_BITS : word.carrier())
          ? term
          : term + " & " + mask(field.width(), asLong);
    }
    List<String> terms = new ArrayList<>();
    int done = 0;
    for (Part part : field.parts()) {
      String term = number(part, w, asLong);
      terms.add(done == 0 ? term : "(" + term + ") << " + done);
      done += part.width();
    }
    return terms.size() == 1 ? terms.get(0) : "(" + String.join(") | (", terms) + ")";
  }

  private String number(Part part, String w, boolean asLong) {
    boolean toTop = part.end() == word.carrier();
    String shifted = part.offset() == 0 ? w : w + " >>> " + part.offset();
    if (word.isLong() && !asLong) {
      String narrow = "(int) " + (part.offset() == 0 ? w : "(" + shifted + ")");
      return part.width() == INT_BITS ? narrow : narrow + " & " + mask(part.width(), false);
    }
    if (toTop && word.isLong() == asLong) {
      return shifted;
    }
    return (part.offset() == 0 ? w : "(" + shifted + ")") + " & " + mask(part.width(), asLong);
  }

  private String signed(FieldLayout field, String w, boolean asLong) {
    int carrier = asLong ? LONG_BITS : INT_BITS;
    boolean single = field.parts().size() == 1 && !field.traits().isArray();
    if (single && (word.isLong() || !asLong)) {
      Part part = field.parts().get(0);
      String up = word.carrier() == part.end() ? w : w + " << " + (word.carrier() - part.end());
      int down = word.carrier() - part.width();
      String number = down == 0 ? up : (up.equals(w) ? w : "(" + up + ")") + " >> " + down;
      return word.isLong() && !asLong ? "(int) " + atom(number) : number;
    }
    int spare = carrier - field.width();
    String number = number(field, w, asLong);
    return spare == 0 ? number : "(" + atom(number) + " << " + spare + ") >> " + spare;
  }

  private static String mask(int width, boolean asLong) {
    return Word.hex(Bits.ones(width), asLong);
  }

  /** The shift of an array's element. */
  private static String shift(FieldLayout field) {
    int stride = field.traits().stride();
    String step = Math.abs(stride) == 1 ? INDEX : INDEX + " * " + Math.abs(stride);
    if (stride < 0) {
      return "(" + field.offset() + " - " + step + ")";
    }
    return field.offset() == 0 ? "(" + step + ")" : "(" + field.offset() + " + " + step + ")";
  }

  /**
   * The value in its place, high bits dropped.
   *
   * @param isLong whether the value is a {@code long}
   * @param fits whether the value is known to fit and not to be negative, so that it needs no mask
   */
  String place(FieldLayout field, String value, boolean isLong, boolean fits) {
    int scale = field.traits().scale();
    String v = scale == 0 ? value : "(" + value + " >> " + scale + ")";
    if (field.traits().isArray()) {
      return "(" + masked(field.width(), v, isLong, fits) + ") << " + shift(field);
    }
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

  private String masked(int width, String v, boolean isLong, boolean fits) {
    String value = carried(v, isLong, fits);
    return fits || width == word.carrier() ? value : value + " & " + mask(width, word.isLong());
  }

  private String carried(String v, boolean isLong, boolean widens) {
    if (isLong && !word.isLong()) {
      return "(int) " + v;
    }
    return !isLong && word.isLong() && widens ? "(long) " + v : v;
  }

  private String place(Part part, String v, boolean isLong, boolean fits) {
    boolean toTop = part.end() == word.carrier();
    String value = carried(v, isLong, fits || toTop);
    if (!fits && !toTop) {
      String masked = value + " & " + mask(part.width(), word.isLong());
      return part.offset() == 0 ? masked : "(" + masked + ") << " + part.offset();
    }
    return part.offset() == 0 ? value : value + " << " + part.offset();
  }

  /** The word with the field replaced by what is in place. */
  String replace(FieldLayout field, String w, String placed) {
    if (field.traits().isArray()) {
      String element = "(" + mask(field.width(), word.isLong()) + " << " + shift(field) + ")";
      boolean narrow = word.bits() < word.carrier();
      String kept = narrow ? w + " & " + word.literal(Bits.ones(word.bits())) : w;
      return "(" + kept + " & ~" + element + ") | " + atom(placed);
    }
    long keep = Bits.ones(word.bits()) & ~field.mask();
    if (keep == 0) {
      return placed;
    }
    return "(" + w + " & " + word.literal(keep) + ") | " + atom(placed);
  }

  /** The expression in brackets, unless it needs none: no blank stands outside of brackets. */
  static String atom(String expression) {
    int depth = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ' ' && depth == 0) {
        return "(" + expression + ")";
      }
    }
    return expression;
  }
}

package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;

/** Words as text and back. */
final class TextCheck {
  private final Layout layout;
  private final Api bits;

  TextCheck(Layout layout, Api bits) {
    this.layout = layout;
    this.bits = bits;
  }

  void check() {
    List<Word> words = Samples.bits(layout);
    for (Word word : words) {
      String text = TextModel.text(layout, word);
      assertThat(bits.call("toString", word.carriedWithRest())).isEqualTo(text);
      assertThat(bits.call("flagNames", word.carried())).isEqualTo(TextModel.flags(layout, word));
      for (Word other : words.subList(0, 8)) {
        assertThat(bits.call("diff", word.carried(), other.carried()))
            .isEqualTo(TextModel.difference(layout, word, other));
      }
      if (layout.named().stream().noneMatch(field -> field.is('o'))) { // read back as a number
        // Names whose bits lie under other names too are set in the order of the text.
        assertThat(parsed(text)).as(text).isEqualTo(expected(word));
      }
    }
    for (TextModel.Row row : TextModel.rows(layout)) {
      row(row);
    }
    refusals();
  }

  /** Each name in turn, over those before it. */
  private Word expected(Word word) {
    Word result = new Word(layout.bits());
    for (TextModel.Row row : TextModel.rows(layout)) {
      long number = word.at(row.places());
      if (!row.flag() || number != 0) {
        result = result.with(row.places(), number);
      }
    }
    return result.or(word.andNot(layout.fieldBits()));
  }

  private Object parsedCarried(String text) {
    return bits.call("parse", text);
  }

  private Word parsed(String text) {
    Object result = parsedCarried(text);
    Word word = Word.of(layout.bits(), ((Number) result).longValue());
    assertThat(result).isEqualTo(word.carried());
    return word;
  }

  private void row(TextModel.Row row) {
    Spec field = row.field();
    Word zero = new Word(layout.bits());
    for (long number : Samples.numbers(field)) {
      Word expected = zero.with(row.places(), number);
      if (!field.is('o')) { // read back as a number only
        assertThat(parsed(row.name() + "=" + Meaning.text(field, number))).isEqualTo(expected);
      }
      String decimal = Long.toUnsignedString(number << field.scale());
      if (!field.signed() && !field.is('b')) {
        String hex = "0x" + Long.toHexString(number << field.scale());
        assertThat(parsed(", |\t" + row.name() + "=" + decimal + " ,")).isEqualTo(expected);
        assertThat(parsed(row.name() + "=" + hex)).isEqualTo(expected);
        assertThat(parsed(row.name() + "=" + hex.replace('x', 'X'))).isEqualTo(expected);
      }
    }
    if (field.is('b')) {
      assertThat(parsed(row.name())).isEqualTo(zero.with(row.places(), 1));
      assertThat(parsed(row.name() + "=true")).isEqualTo(zero.with(row.places(), 1));
      assertThat(parsed(row.name() + "=false")).isEqualTo(zero);
      refuses(row.name() + "=2", row.name() + " = 2 is neither 0 nor 1");
    } else {
      refuses(row.name(), row.name() + " needs a value");
      refuses(row.name() + "=x1", row.name() + " = x1 is not a number");
      refuses(row.name() + "=0x", row.name() + " = 0x is not a number");
      if (field.width() < 60) {
        tooMuch(row, field);
      }
    }
    String twice = row.name() + "=0," + row.name() + "=0";
    refuses(twice, row.name() + " is given twice");
  }

  private void tooMuch(TextModel.Row row, Spec field) {
    int bits = field.width() + field.scale();
    long most = field.signed() ? (1L << bits - 1) - 1 : unscaledMost(field) << field.scale();
    String over = "" + (most + 1);
    long least = field.signed() ? -most - 1 : 0;
    String range = " is out of range " + least + ".." + most;
    refuses(row.name() + "=" + over, row.name() + " = " + over + range);
    if (field.signed()) {
      refuses(row.name() + "=" + (least - 1), row.name() + " = " + (least - 1) + range);
      refuses(row.name() + "=-x1", row.name() + " = -x1 is not a number");
    }
    if (field.scale() != 0) {
      String wrong = "" + ((1L << field.scale()) + 1);
      String step = " is no multiple of " + (1L << field.scale());
      refuses(row.name() + "=" + wrong, row.name() + " = " + wrong + step);
    }
  }

  private static long unscaledMost(Spec field) {
    return field.signed() ? field.greatest() : -1L >>> 64 - field.width();
  }

  private void refusals() {
    assertThatThrownBy(() -> bits.call("parse", "nonesuch=1"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(layout.name() + " has no field nonesuch");
    assertThat(parsed("")).isEqualTo(new Word(layout.bits()));
    List<String> names =
        new ArrayList<>(TextModel.rows(layout).stream().map(r -> r.name()).toList());
    assertThat(names).doesNotHaveDuplicates();
  }

  private void refuses(String text, String message) {
    assertThatThrownBy(() -> bits.call("parse", text))
        .as(text)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(layout.name() + "." + message);
  }
}

package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code XBits}: words as text and back. */
class TextTest {
  private Layout layout;
  private Api bits;

  static List<String> words() {
    return Layout.WORDS;
  }

  static List<Layout.Case> fields() {
    return Layout.cases(Layout.WORDS).stream()
        .filter(of -> of.field().outer() == null && !of.field().raw() && of.field().readable())
        .toList();
  }

  private List<Word> of(String union) {
    layout = Layout.of(union);
    bits = Api.of(union, "Bits");
    return Samples.bits(layout);
  }

  @ParameterizedTest
  @MethodSource("words")
  void showsEveryName(String union) {
    for (Word word : of(union)) {
      assertThat(bits.call("toString", word.carriedWithRest()))
          .isEqualTo(TextModel.text(layout, word));
    }
  }

  @ParameterizedTest
  @MethodSource("words")
  void namesFlags(String union) {
    for (Word word : of(union)) {
      assertThat(bits.call("flagNames", word.carriedWithRest()))
          .isEqualTo(TextModel.flags(layout, word));
    }
  }

  @ParameterizedTest
  @MethodSource("words")
  void showsWhatDiffers(String union) {
    List<Word> words = of(union);
    for (Word word : words) {
      for (Word other : words.subList(0, 4)) {
        assertThat(bits.call("diff", word.carriedWithRest(), other.carried()))
            .isEqualTo(TextModel.difference(layout, word, other));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("words")
  void readsBackWhatItShows(String union) {
    for (Word any : of(union)) {
      Word word = any;
      for (Spec field : layout.named()) {
        // What a converter shows is read back as a number only.
        word = field.is('o') ? word.with(field.places(), 0) : word;
      }
      String text = TextModel.text(layout, word).replace("=n0", "=0");
      // Names whose bits lie under other names too are set in the order of the text.
      assertThat(parsed(text)).as(text).isEqualTo(expected(word));
    }
  }

  @ParameterizedTest
  @MethodSource("words")
  void refusesWhatIsNoField(String union) {
    of(union);
    assertThatThrownBy(() -> bits.call("parse", "nonesuch=1"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(layout.name() + " has no field nonesuch");
    assertThatThrownBy(() -> bits.call("parse", "=1"))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(layout.name() + " has no field ");
    assertThat(parsed("")).isEqualTo(new Word(layout.bits()));
    if (!Word.of(layout.bits(), -1).andNot(layout.fieldBits()).isZero()) {
      assertThat(parsed("RESERVED_BITS=0")).isEqualTo(new Word(layout.bits()));
    }
    List<String> names =
        new ArrayList<>(TextModel.rows(layout).stream().map(r -> r.name()).toList());
    assertThat(names).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void readsEveryName(Layout.Case of) {
    of(of.layout().name());
    for (TextModel.Row row : TextModel.rows(layout)) {
      if (row.field() == of.field()) {
        row(row);
      }
    }
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

  private Word parsed(String text) {
    Object result = bits.call("parse", text);
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

  private void refuses(String text, String message) {
    assertThatThrownBy(() -> bits.call("parse", text))
        .as(text)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(layout.name() + "." + message);
  }
}

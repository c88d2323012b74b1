package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code XBits}: every method of every field, against bits one by one. */
class BitsTest {
  static List<String> words() {
    return Layout.WORDS;
  }

  static List<Layout.Case> fields() {
    return Layout.cases(Layout.WORDS);
  }

  private Layout layout;
  private Api bits;

  @ParameterizedTest
  @MethodSource("fields")
  void fieldsAreWhatTheLayoutSays(Layout.Case of) {
    layout = of.layout();
    bits = Api.of(layout.name(), "Bits");
    Spec field = of.field();
    constants(field);
    for (int i = 0; i < field.count(); i++) {
      for (Word word : Samples.words(layout)) {
        reads(field, i, word);
        writes(field, i, word);
      }
    }
    if (field.array()) {
      indexes(field);
    }
    bits.nothingElseOf(field);
  }

  @ParameterizedTest
  @MethodSource("words")
  void wordsAreWhatTheLayoutSays(String union) {
    layout = Layout.of(union);
    bits = Api.of(union, "Bits");
    masks();
    for (Word word : Samples.bits(layout)) {
      rules(word);
    }
    bits.nothingElseBeside(layout, "toString", "flagNames", "diff", "parse"); // see TextTest
  }

  private void constants(Spec field) {
    String head = field.constant();
    assertThat(bits.constant(head + "_SHIFT")).isEqualTo(field.places()[0]);
    assertThat(bits.constant(head + "_WIDTH")).isEqualTo(field.width());
    Word all = new Word(layout.bits());
    for (int i = 0; i < field.count(); i++) {
      all = all.with(field.at(i), -1);
    }
    assertThat(bits.constant(head + "_MASK")).isEqualTo(all.carried());
    if (bits.hasConstant(head + "_MAX")) {
      boolean number = field.is('u') || field.signed();
      long max = number ? field.greatest() << field.scale() : -1L >>> 64 - field.width();
      assertThat(((Number) bits.constant(head + "_MAX")).longValue() & 0xFFFF_FFFFL)
          .as("%s_MAX", head)
          .isEqualTo(max & 0xFFFF_FFFFL);
    }
    if (field.array()) {
      assertThat(bits.constant(head + "_COUNT")).isEqualTo(field.count());
      assertThat(bits.constant(head + "_STRIDE")).isEqualTo(field.stride());
    }
  }

  private static Object[] arguments(Spec field, Object word, int index, Object... more) {
    List<Object> arguments = new ArrayList<>(List.of(word));
    if (field.array()) {
      arguments.add(index);
    }
    arguments.addAll(List.of(more));
    return arguments.toArray();
  }

  private void reads(Spec field, int index, Word word) {
    long number = word.at(field.at(index));
    for (Object carried : new Object[] {word.carried(), word.carriedWithRest()}) {
      Object[] arguments = arguments(field, carried, index);
      if (!field.readable()) {
        assertThat(bits.has(field.method())).isFalse();
        assertThat(bits.has(field.method() + "Bit")).isFalse();
        return;
      }
      Object expected = Meaning.value(field, number);
      if (expected instanceof Exception e) {
        assertThatThrownBy(() -> bits.call(field.method(), arguments))
            .isExactlyInstanceOf(IllegalArgumentException.class)
            .hasMessage(e.getMessage());
      } else {
        assertThat(bits.call(field.method(), arguments))
            .as("%s[%d] of %s", field, index, word)
            .isEqualTo(expected);
      }
      if (field.is('b')) {
        assertThat(bits.call(field.method() + "Bit", arguments)).isEqualTo((int) number);
      }
      if (field.is('e') || field.is('o')) {
        assertThat(bits.call(field.method() + "Raw", arguments))
            .isEqualTo((int) Meaning.signed(field, number));
      }
    }
  }

  private void writes(Spec field, int index, Word before) {
    String capital = field.capital();
    if (field.clears()) {
      clears(field, index, before);
    }
    if (!field.writable()) {
      assertThat(bits.has("with" + capital)).isFalse();
      assertThat(bits.has("prep" + capital)).isFalse();
      return;
    }
    boolean loose = bits.has("with" + capital + "Checked");
    Word zero = new Word(layout.bits());
    Setters.plain(field, index, before, loose, setter(field, "with", index, before));
    Setters.plain(
        field, index, zero, false, v -> word(bits.call("prep" + capital, preps(field, index, v))));
    if (field.is('b')) {
      Setters.bit(field, index, before, setter(field, "Bit", index, before));
    }
    if (loose) {
      Setters.plain(field, index, before, false, setter(field, "Checked", index, before));
    } else if (!field.is('n')) {
      Setters.truncating(field, index, before, setter(field, "Truncated", index, before));
    }
  }

  private static Object[] preps(Spec field, int index, Object value) {
    return field.array() ? new Object[] {index, value} : new Object[] {value};
  }

  private Setters.Setter setter(Spec field, String kind, int index, Word before) {
    String name = "with" + field.capital() + (kind.equals("with") ? "" : kind);
    return v -> {
      Object result = bits.call(name, arguments(field, before.carriedWithRest(), index, v));
      return word(result);
    };
  }

  /** A result, with nothing above the word. */
  private Word word(Object result) {
    long number = ((Number) result).longValue();
    if (layout.bits() < 32) {
      assertThat(number >>> layout.bits()).as("bits above the word").isZero();
    }
    return Word.of(layout.bits(), number);
  }

  private void clears(Spec field, int index, Word before) {
    Word clearable = new Word(layout.bits());
    for (Spec other : layout.own()) {
      for (int i = 0; other.clears() && i < other.count(); i++) {
        clearable = clearable.with(other.at(i), -1);
      }
    }
    assertThat(bits.constant("CLEARABLE_BITS")).isEqualTo(clearable.carried());
    Object[] arguments = arguments(field, before.carried(), index);
    assertThat(word(bits.call("clear" + field.capital(), arguments)))
        .isEqualTo(before.andNot(clearable).with(field.at(index), -1));
  }

  private void indexes(Spec field) {
    Word zero = new Word(layout.bits());
    for (int wrong : new int[] {-1, field.count(), Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      List<Throwable> thrown = new ArrayList<>();
      thrown.add(
          catchThrowable(() -> bits.call(field.method(), arguments(field, zero.carried(), wrong))));
      if (field.clears()) {
        String clear = "clear" + field.capital();
        thrown.add(catchThrowable(() -> bits.call(clear, arguments(field, zero.carried(), wrong))));
      }
      if (field.writable()) {
        Object value = Meaning.value(field, 1);
        String with = "with" + field.capital();
        thrown.add(
            catchThrowable(() -> bits.call(with, arguments(field, zero.carried(), wrong, value))));
        thrown.add(catchThrowable(() -> bits.call("prep" + field.capital(), wrong, value)));
      }
      assertThat(thrown)
          .as("%s[%d]", field, wrong)
          .hasOnlyElementsOfType(IndexOutOfBoundsException.class);
    }
  }

  private void masks() {
    Word fields = layout.fieldBits();
    Word all = Word.of(layout.bits(), -1);
    assertThat(bits.constant("FIELD_BITS")).isEqualTo(fields.carried());
    assertThat(bits.constant("RESERVED_BITS")).isEqualTo(all.andNot(fields).carried());
    assertThat(bits.constant("RESET")).isEqualTo(layout.reset().carried());
    for (String rule : new String[] {"zero", "one", "preserved"}) {
      String name = rule.toUpperCase(java.util.Locale.ROOT) + "_BITS";
      if (bits.hasConstant(name)) {
        assertThat(bits.constant(name)).as(name).isEqualTo(layout.under(rule).carried());
      }
    }
  }

  /** The word with the reserved bits of unions inside it as they must be. */
  private Word inside(Word word) {
    Word result = word;
    for (Spec field : layout.named()) {
      if (field.is('n')) {
        Layout inner = Meaning.inner(field);
        Word own = Word.of(inner.bits(), word.at(field.places()));
        own = own.andNot(inner.under("zero")).or(inner.under("one"));
        result = result.with(field.places(), own.number());
      }
    }
    return result;
  }

  private void rules(Word word) {
    Word fields = layout.fieldBits();
    for (Word other : Samples.words(layout)) {
      Word differing = word.differing(other).and(fields);
      assertThat(bits.call("sameFields", word.carriedWithRest(), other.carried()))
          .isEqualTo(differing.isZero());
      assertThat(bits.call("diffMask", word.carriedWithRest(), other.carried()))
          .isEqualTo(differing.carried());
    }
    assertThat(bits.call("sameFields", word.carried(), word.carried())).isEqualTo(true);
    Word reserved = Word.of(layout.bits(), -1).andNot(fields);
    assertThat(bits.call("sameFields", word.carried(), word.differing(reserved).carried()))
        .isEqualTo(true);
    Word canonical = word.andNot(layout.under("zero")).or(layout.under("one"));
    assertThat(bits.call("canonical", word.carriedWithRest())).isEqualTo(canonical.carried());
    for (Word tried : List.of(word, canonical, inside(canonical))) {
      String wrong = RulesModel.wrong(layout, tried);
      assertThat(bits.call("isValid", tried.carriedWithRest()))
          .as("%s is valid", tried)
          .isEqualTo(wrong == null);
      if (wrong == null) {
        assertThat(bits.call("validate", tried.carriedWithRest())).isEqualTo(tried.carried());
      } else {
        assertThatThrownBy(() -> bits.call("validate", tried.carriedWithRest()))
            .isExactlyInstanceOf(IllegalArgumentException.class)
            .hasMessage(wrong);
      }
    }
  }
}

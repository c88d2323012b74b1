package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code XValue}: getters, copies, and the builder in it, against bits. */
class ValueTest {
  private Layout layout;
  private Api values;

  static List<String> words() {
    return Layout.WORDS;
  }

  static List<Layout.Case> fields() {
    return Layout.cases(Layout.WORDS).stream().filter(of -> of.field().outer() == null).toList();
  }

  @ParameterizedTest
  @MethodSource("words")
  void holdsAWord(String union) {
    layout = Layout.of(union);
    values = Api.of(union, "Value");
    Object start = values.call("builder");
    Api builder = Api.of(start);
    assertThat(word(builder.on(start, "build"))).isEqualTo(layout.reset());
    for (Word word : Samples.words(layout)) {
      Object value = values.create(word.carriedWithRest());
      assertThat(word(value)).isEqualTo(word);
      assertThat(value).isEqualTo(values.create(word.carried()));
      assertThat(value.hashCode()).isEqualTo(values.create(word.carried()).hashCode());
      assertThat(value).hasToString(union + "{" + TextModel.text(layout, word) + "}");
    }
    assertThat(word(values.call("parse", ""))).isEqualTo(new Word(layout.bits()));
    if (union.equals("Overlaid")) {
      views();
    }
    values.nothingElseBeside(layout);
    builder.nothingElseBeside(layout);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void holdsFields(Layout.Case of) {
    layout = of.layout();
    values = Api.of(layout.name(), "Value");
    Api builder = Api.of(values.call("builder"));
    Spec field = of.field();
    for (Word word : Samples.words(layout)) {
      Object value = values.create(word.carriedWithRest());
      for (int i = 0; i < field.count(); i++) {
        reads(value, field, i, word);
        writes(value, field, i, word, builder);
      }
    }
    values.nothingElseOf(field);
    builder.nothingElseOf(field);
  }

  private Word word(Object value) {
    long number = ((Number) values.on(value, "word")).longValue();
    if (layout.bits() < 32) {
      assertThat(number >>> layout.bits()).isZero();
    }
    return Word.of(layout.bits(), number);
  }

  private static Object[] with(Spec field, int index, Object... value) {
    if (!field.array()) {
      return value;
    }
    return value.length == 0 ? new Object[] {index} : new Object[] {index, value[0]};
  }

  /** Unions inside are values of their own. */
  private static Object wrapped(Spec field, Object value) {
    return field.is('n') && !(value instanceof Exception)
        ? Api.of(Meaning.inner(field).name(), "Value").create(value)
        : value;
  }

  private void reads(Object value, Spec field, int index, Word word) {
    Object expected = wrapped(field, Meaning.value(field, word.at(field.at(index))));
    if (!field.readable()) {
      assertThatThrownBy(() -> values.on(value, field.method(), with(field, index)))
          .isExactlyInstanceOf(UnsupportedOperationException.class)
          .hasMessage(field.cName() + " cannot be read");
    } else if (expected instanceof Exception e) {
      assertThatThrownBy(() -> values.on(value, field.method(), with(field, index)))
          .hasMessage(e.getMessage());
    } else {
      assertThat(values.on(value, field.method(), with(field, index))).isEqualTo(expected);
    }
  }

  private void writes(Object value, Spec field, int index, Word word, Api builder) {
    String name = "with" + field.capital();
    if (!field.writable()) {
      assertThat(values.has(name)).isFalse();
      assertThat(builder.has(field.method())).isFalse();
      return;
    }
    boolean loose = layout.name().equals("Numbers") && "small steps".contains(field.method());
    for (long bits : Samples.numbers(field)) {
      Object of = wrapped(field, Meaning.value(field, bits));
      boolean named =
          !field.is('e') || Meaning.constants(field).containsKey(Meaning.signed(field, bits));
      if (named && !(of instanceof Exception)) {
        assertThat(word(values.on(value, name, with(field, index, of))))
            .isEqualTo(word.with(field.at(index), bits));
        Object built = values.call("builder");
        assertThat(builder.on(built, field.method(), with(field, index, of))).isSameAs(built);
        assertThat(word(builder.on(built, "build")))
            .isEqualTo(layout.reset().with(field.at(index), bits));
        assertThat(word(value)).as("the original").isEqualTo(word);
      }
    }
    for (long wrong : field.is('n') || loose ? List.<Long>of() : Setters.outside(field)) {
      Throwable thrown =
          catchThrowable(
              () ->
                  values.on(
                      value,
                      name,
                      with(
                          field,
                          index,
                          field.is('o') ? "n" + Long.toString(wrong, 36) : (Object) wrong)));
      assertThat(thrown).isExactlyInstanceOf(IllegalArgumentException.class);
    }
  }

  /** A view is a value too: its fields, and no bits beside them. */
  private void views() {
    for (Word word : Samples.words(layout)) {
      Overlaid value = (Overlaid) values.create(word.carried());
      Overlaid.Direct direct = value.direct();
      values.on(value, "direct");
      values.on(value, "remapped");
      assertThat(direct.vector()).isEqualTo((int) word.at(Spec.positions("0+9")));
      assertThat(direct.masked()).isEqualTo(word.bit(24));
      long gap = word.at(Spec.positions("25+2"));
      if (gap == 3) {
        assertThatThrownBy(direct::gap).isExactlyInstanceOf(IllegalArgumentException.class);
      } else {
        assertThat(direct.gap()).isEqualTo(Shapes.Gap.values()[(int) gap]);
      }
      assertThat(value.remapped().handle()).isEqualTo((int) word.at(Spec.positions("4+12")));
      assertThat(value.remapped().negative()).isEqualTo(word.bit(31));
      Word beside = word.with(Spec.positions("27+5"), word.at(Spec.positions("27+5")) + 1);
      assertThat(((Overlaid) values.create(beside.carried())).direct()).isEqualTo(direct);
    }
  }
}

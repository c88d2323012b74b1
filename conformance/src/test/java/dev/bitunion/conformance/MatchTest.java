package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code XMatch}: a condition matches the words whose bits are those of the value. */
class MatchTest {
  private Layout layout;
  private Api match;
  private List<Word> words;

  static List<String> words() {
    return Layout.WORDS;
  }

  static List<Layout.Case> fields() {
    return Layout.cases(Layout.WORDS);
  }

  private void of(Layout union) {
    layout = union;
    match = Api.of(union.name(), "Match");
    words = Samples.bits(layout);
  }

  @ParameterizedTest
  @MethodSource("words")
  void matchesAllOrNothing(String union) {
    of(Layout.of(union));
    Object any = match.constant("ANY");
    Object none = match.constant("NONE");
    matches(any, List.of());
    for (Word word : words) {
      assertThat(test(none, word)).isFalse();
    }
    assertThat(match.on(none, "and", any)).isEqualTo(none);
    assertThat(match.on(any, "and", none)).isEqualTo(none);
    assertThat(match.on(none, "mask")).isNotEqualTo(match.on(none, "value"));
    ranges(any);
    made();
    match.nothingElseBeside(layout);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void matchesBitsOfFields(Layout.Case of) {
    of(of.layout());
    Spec field = of.field();
    if (!field.readable() || field.raw()) {
      assertThat(match.has(field.method() + "Is")).isFalse();
      return;
    }
    for (int i = 0; i < field.count(); i++) {
      conditions(field, i);
    }
    match.nothingElseOf(field);
  }

  /** Bits that must be there. */
  private record Condition(int[] places, long bits) {
    boolean meets(Word word) {
      return word.at(places) == (bits & (places.length == 64 ? -1 : (1L << places.length) - 1));
    }
  }

  private void conditions(Spec field, int index) {
    Object any = match.constant("ANY");
    Object none = match.constant("NONE");
    Object first = null;
    Condition other = null;
    for (long bits : Samples.numbers(field)) {
      Object value = Meaning.value(field, bits);
      boolean named =
          !field.is('e') || Meaning.constants(field).containsKey(Meaning.signed(field, bits));
      if (value instanceof Exception || !named) {
        continue;
      }
      Condition condition = new Condition(field.at(index), bits);
      Object is = is(any, field, index, value);
      matches(is, List.of(condition));
      assertThat(is(is, field, index, value)).isEqualTo(is);
      assertThat(is(none, field, index, value)).isEqualTo(none);
      assertThat(match.on(is, "and", is)).isEqualTo(is);
      assertThat(match.on(any, "and", is)).isEqualTo(is);
      if (first == null) {
        first = is;
        other = condition;
      } else if (other.bits() != bits) {
        assertThat(match.on(is, "and", first)).as("contradiction").isEqualTo(none);
        assertThat(is(first, field, index, value)).isEqualTo(none);
      }
      withNeighbours(is, condition);
    }
    if (field.is('u') || field.is('s')) {
      for (long wrong : Setters.outside(field)) {
        assertThatThrownBy(() -> is(any, field, index, wrong))
            .isExactlyInstanceOf(IllegalArgumentException.class)
            .hasMessage(field + " = " + wrong + " is out of range " + Meaning.range(field));
      }
    }
    if (field.array()) {
      Object value = Meaning.value(field, 1);
      for (int wrong : new int[] {-1, field.count()}) {
        assertThatThrownBy(() -> is(any, field, wrong, value))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
  }

  /** Two conditions at once, on other bits. */
  private void withNeighbours(Object is, Condition condition) {
    for (Spec other : layout.fields()) {
      boolean plain =
          other.readable() && !other.raw() && (other.is('u') || other.is('b')) && !other.array();
      boolean apart = !overlap(other.places(), condition.places());
      if (plain && apart) {
        Object both = is(is, other, 0, Meaning.value(other, 1));
        matches(both, List.of(condition, new Condition(other.places(), 1)));
        Object alone = is(match.constant("ANY"), other, 0, Meaning.value(other, 1));
        assertThat(match.on(is, "and", alone)).isEqualTo(both);
        assertThat(match.on(alone, "and", is)).isEqualTo(both);
        return;
      }
    }
  }

  private static boolean overlap(int[] some, int[] others) {
    for (int bit : some) {
      for (int other : others) {
        if (bit == other) {
          return true;
        }
      }
    }
    return false;
  }

  private Object is(Object self, Spec field, int index, Object value) {
    String name = field.method() + "Is";
    return field.array() ? match.on(self, name, index, value) : match.on(self, name, value);
  }

  private boolean test(Object self, Word word) {
    return (Boolean) match.on(self, "test", word.carried());
  }

  private void matches(Object self, List<Condition> conditions) {
    List<Word> tried = new ArrayList<>(words);
    for (Word word : words.subList(0, 8)) {
      Word made = word;
      for (Condition condition : conditions) {
        made = made.with(condition.places(), condition.bits());
      }
      tried.add(made);
    }
    List<Word> expected = new ArrayList<>();
    for (Word word : tried) {
      boolean meets = conditions.stream().allMatch(condition -> condition.meets(word));
      assertThat(test(self, word)).as("%s on %s", self, word).isEqualTo(meets);
      if (meets) {
        expected.add(word);
      }
    }
    assertThat(match.on(self, "count", array(tried))).isEqualTo(expected.size());
    assertThat(match.on(self, "filter", array(tried))).isEqualTo(array(expected));
  }

  /** Masks and values of the caller's own, with bits above a narrow word too. */
  private void made() {
    Object array = array(words);
    for (long mask : new long[] {-1, Long.MIN_VALUE, Integer.MIN_VALUE, 0x81}) {
      for (long value : new long[] {-1, Long.MIN_VALUE, Integer.MIN_VALUE, 0x80, 0}) {
        Class<?> carrier = match.method("mask").getReturnType();
        Object m = Api.narrowed(mask, carrier.getName());
        Object v = Api.narrowed(value, carrier.getName());
        Object self = match.create(m, v);
        int expected = 0;
        for (int i = 0; i < words.size(); i++) {
          long element = ((Number) Array.get(array, i)).longValue(); // Java extends its sign
          expected += (element & ((Number) m).longValue()) == ((Number) v).longValue() ? 1 : 0;
        }
        assertThat(match.on(self, "count", array)).as("%s", self).isEqualTo(expected);
      }
    }
  }

  private void ranges(Object any) {
    Object array = array(words);
    int length = words.size();
    assertThat(match.on(any, "count", array, 1, length - 1)).isEqualTo(length - 2);
    assertThat(match.on(any, "count", array, length, length)).isEqualTo(0);
    assertThat(match.on(match.constant("NONE"), "count", array, 1, 4)).isEqualTo(0);
    for (int[] wrong : new int[][] {{-1, 2}, {3, 2}, {0, length + 1}}) {
      assertThatThrownBy(() -> match.on(any, "count", array, wrong[0], wrong[1]))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private Object array(List<Word> of) {
    Class<?> type =
        switch (layout.bits()) {
          case 8 -> byte.class;
          case 16 -> short.class;
          case 32 -> int.class;
          default -> long.class;
        };
    Object array = Array.newInstance(type, of.size());
    for (int i = 0; i < of.size(); i++) {
      Array.set(array, i, Api.narrowed(of.get(i).number(), type.getName()));
    }
    return array;
  }
}

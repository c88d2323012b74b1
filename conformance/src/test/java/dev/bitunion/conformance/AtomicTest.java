package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code XAtomic}: what its operations leave behind, on its own word, a field and an element. */
class AtomicTest {
  private Layout layout;
  private Api atomic;

  static List<String> words() {
    return Layout.WORDS;
  }

  /** A caller's object with a variable. */
  static final class Owner {
    volatile int narrow;
    volatile long wide;
  }

  /** A place that holds a word. */
  private interface Place {
    Object call(String name, Object... arguments);

    Object word();
  }

  private List<Place> places(Word word) {
    boolean wide = layout.bits() > 32;
    Object own = atomic.create(word.carried());
    Owner owner = new Owner();
    owner.narrow = (int) word.number();
    owner.wide = word.number();
    VarHandle field = field(wide);
    Object array =
        wide ? (Object) new long[] {1, word.number()} : new int[] {1, (int) word.number()};
    VarHandle element = MethodHandles.arrayElementVarHandle(wide ? long[].class : int[].class);
    return List.of(
        place(own, () -> atomic.on(own, "word")),
        place(null, () -> wide ? (Object) owner.wide : (Object) owner.narrow, field, owner),
        place(null, () -> java.lang.reflect.Array.get(array, 1), element, array, 1));
  }

  private static VarHandle field(boolean wide) {
    try {
      return MethodHandles.lookup()
          .findVarHandle(Owner.class, wide ? "wide" : "narrow", wide ? long.class : int.class);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private Place place(
      Object self, java.util.function.Supplier<Object> word, Object... coordinates) {
    return new Place() {
      @Override
      public Object call(String name, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(coordinates));
        all.addAll(List.of(arguments));
        return atomic.on(self, name, all.toArray());
      }

      @Override
      public Object word() {
        return word.get();
      }
    };
  }

  static List<Layout.Case> fields() {
    return Layout.cases(Layout.WORDS).stream().filter(of -> !of.field().raw()).toList();
  }

  @ParameterizedTest
  @MethodSource("words")
  void leavesBehindWords(String union) {
    layout = Layout.of(union);
    atomic = Api.of(union, "Atomic");
    for (Word word : Samples.words(layout)) {
      whole(word);
      for (Word mask : Samples.words(layout)) {
        updates(word, mask);
      }
    }
    atomic.nothingElseBeside(layout);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void leavesBehindFields(Layout.Case of) {
    layout = of.layout();
    atomic = Api.of(layout.name(), "Atomic");
    Spec field = of.field();
    for (Word word : Samples.words(layout)) {
      for (int i = 0; i < field.count(); i++) {
        reads(field, i, word);
        sets(field, i, word);
      }
      indexes(field, word);
    }
    atomic.nothingElseOf(field);
  }

  private void whole(Word word) {
    Object own = atomic.create(word.carriedWithRest());
    for (String order : new String[] {"", "Plain", "Opaque", "Acquire"}) {
      assertThat(atomic.on(own, "word" + order)).isEqualTo(word.carried());
    }
    for (String order : new String[] {"", "Plain", "Opaque", "Release"}) {
      Object other = atomic.create(new Word(layout.bits()).carried());
      atomic.on(other, "setWord" + order, word.carriedWithRest());
      assertThat(atomic.on(other, "word")).isEqualTo(word.carried());
    }
  }

  private void updates(Word word, Word mask) {
    Word value = Word.random(layout.bits(), new java.util.Random(mask.number()));
    Word expected = word.andNot(mask).or(value.and(mask));
    for (Place place : places(word)) {
      assertThat(place.call("update", mask.carried(), value.carried())).isEqualTo(word.carried());
      assertThat(place.word()).isEqualTo(expected.carried());
    }
    for (String order : new String[] {"Acquire", "Release"}) {
      Object own = atomic.create(word.carried());
      assertThat(atomic.on(own, "update" + order, mask.carried(), value.carried()))
          .isEqualTo(word.carried());
      assertThat(atomic.on(own, "word")).isEqualTo(expected.carried());
    }
  }

  private static Object[] with(Spec field, int index, Object... values) {
    List<Object> all = new ArrayList<>();
    if (field.array()) {
      all.add(index);
    }
    all.addAll(List.of(values));
    return all.toArray();
  }

  private void reads(Spec field, int index, Word word) {
    Object own = atomic.create(word.carried());
    if (!field.readable()) {
      assertThat(atomic.has(field.method())).isFalse();
      return;
    }
    long number = word.at(field.at(index));
    Object expected = Meaning.value(field, number);
    if (expected instanceof Exception e) {
      assertThatThrownBy(() -> atomic.on(own, field.method(), with(field, index)))
          .hasMessage(e.getMessage());
    } else {
      assertThat(atomic.on(own, field.method(), with(field, index))).isEqualTo(expected);
    }
    if (field.is('b')) {
      assertThat(atomic.on(own, field.method() + "Bit", with(field, index)))
          .isEqualTo((int) number);
    }
    if (field.is('e') || field.is('o')) {
      assertThat(atomic.on(own, field.method() + "Raw", with(field, index)))
          .isEqualTo((int) Meaning.signed(field, number));
    }
  }

  private void sets(Spec field, int index, Word word) {
    String set = "getAndSet" + field.capital();
    String plain = "set" + field.capital();
    String compare = "compareAndSet" + field.capital();
    if (!field.writable()) {
      assertThat(atomic.has(set) || atomic.has(plain) || atomic.has(compare)).isFalse();
      return;
    }
    boolean total = field.readable() && !field.is('e') && !field.is('o');
    assertThat(atomic.has(set)).isEqualTo(total);
    assertThat(atomic.has(plain)).isEqualTo(!total);
    long now = word.at(field.at(index));
    for (long bits : Samples.numbers(field)) {
      Object value = settable(field, bits);
      if (value == null) {
        continue;
      }
      Word expected = word.with(field.at(index), bits);
      for (Place place : places(word)) {
        Object old = place.call(total ? set : plain, with(field, index, value));
        assertThat(old).isEqualTo(total ? Meaning.value(field, now) : null);
        assertThat(place.word())
            .as("%s[%d] = %s", field, index, value)
            .isEqualTo(expected.carried());
      }
      if (!field.is('b')) {
        compares(field, index, word, value, bits);
      }
    }
    if (atomic.has("getAndAdd" + field.capital())) {
      adds(field, index, word);
    }
  }

  /** What a setter takes for a number of bits; null if nothing. */
  private static Object settable(Spec field, long bits) {
    Object value = Meaning.value(field, bits);
    boolean named =
        !field.is('e') || Meaning.constants(field).containsKey(Meaning.signed(field, bits));
    return value instanceof Exception || !named ? null : value;
  }

  private void compares(Spec field, int index, Word word, Object value, long bits) {
    String compare = "compareAndSet" + field.capital();
    long now = word.at(field.at(index));
    for (long expected : Samples.numbers(field)) {
      Object old = settable(field, expected);
      if (old == null) {
        continue;
      }
      boolean has = expected == now;
      Word after = has ? word.with(field.at(index), bits) : word;
      for (Place place : places(word)) {
        assertThat(place.call(compare, with(field, index, old, value))).isEqualTo(has);
        assertThat(place.word()).isEqualTo(after.carried());
      }
    }
  }

  private void adds(Spec field, int index, Word word) {
    long now = word.at(field.at(index));
    for (long delta : new long[] {0, 1, -1, 5, field.greatest(), -3, 1L << field.width() - 1}) {
      Word expected = word.with(field.at(index), now + delta);
      for (Place place : places(word)) {
        assertThat(place.call("getAndAdd" + field.capital(), with(field, index, delta)))
            .isEqualTo(Meaning.value(field, now));
        assertThat(place.word()).as("%s + %d", field, delta).isEqualTo(expected.carried());
      }
    }
  }

  /** A wrong index or value changes nothing. */
  private void indexes(Spec field, Word word) {
    for (String head : new String[] {"getAndSet", "set", "compareAndSet", "getAndAdd"}) {
      String name = head + field.capital();
      if (!field.array() || !field.writable() || !atomic.has(name)) {
        continue;
      }
      Object value = Meaning.value(field, 1);
      for (int wrong : new int[] {-1, field.count()}) {
        for (Place place : places(word)) {
          Object[] values =
              head.startsWith("compare") ? new Object[] {value, value} : new Object[] {value};
          Throwable thrown = catchThrowable(() -> place.call(name, with(field, wrong, values)));
          assertThat(thrown).isInstanceOf(IndexOutOfBoundsException.class);
          assertThat(place.word()).isEqualTo(word.carried());
        }
      }
    }
  }
}

package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code XArray} and {@code XBuffer}: at an odd place, in both byte orders, against bits. */
class MemoryTest {
  private static final int AT = 3;
  private Layout layout;

  static List<String> unions() {
    return Layout.UNIONS;
  }

  static List<Layout.Case> fields() {
    return Layout.cases(Layout.UNIONS);
  }

  /** Memory that a form reads and writes, and where the type lies in it. */
  private record Memory(Object memory, byte[] bytes, Object... place) {
    static Memory array(byte[] bytes, int at, boolean big) {
      return new Memory(bytes, bytes, at, big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    static Memory buffer(byte[] bytes, int at, boolean big) {
      ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      return new Memory(ByteBuffer.wrap(bytes).order(order), bytes, at);
    }

    Object[] arguments(Object... more) {
      List<Object> all = new ArrayList<>(List.of(memory));
      all.addAll(List.of(place));
      all.addAll(List.of(more));
      return all.toArray();
    }
  }

  @ParameterizedTest
  @MethodSource("unions")
  void buffersHoldWords(String union) {
    words(union, "Buffer");
  }

  @ParameterizedTest
  @MethodSource("unions")
  void arraysHoldWords(String union) {
    words(union, "Array");
  }

  private void words(String union, String form) {
    layout = Layout.of(union);
    Api api = Api.of(union, form);
    assertThat(api.constant("BYTES")).isEqualTo(layout.bytes());
    if (layout.isWord()) {
      whole(api, false);
      whole(api, true);
    }
    api.nothingElseBeside(layout);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void buffersHoldFields(Layout.Case of) {
    layout = of.layout();
    Api form = Api.of(layout.name(), "Buffer");
    bothOrders(form, of.field());
    form.nothingElseOf(of.field());
  }

  @ParameterizedTest
  @MethodSource("fields")
  void arraysHoldFields(Layout.Case of) {
    layout = of.layout();
    Api form = Api.of(layout.name(), "Array");
    bothOrders(form, of.field());
    for (int i = 0; layout.isWord() && i < of.field().count(); i++) {
      elements(form, of.field(), i);
    }
    form.nothingElseOf(of.field());
  }

  private void bothOrders(Api form, Spec field) {
    for (boolean big : new boolean[] {false, true}) {
      for (int i = 0; i < field.count(); i++) {
        for (Word word : Samples.words(layout)) {
          holds(form, field, i, word, big);
        }
        room(form, field, i, big);
      }
      if (field.array()) {
        indexes(form, field, big);
      }
    }
  }

  private Memory memory(Api form, Word word, boolean big) {
    return memory(form, around(word.bytes(big)), AT, big);
  }

  private Memory memory(Api form, byte[] bytes, int at, boolean big) {
    return form.has("word", byte[].class) || takesArrays(form)
        ? Memory.array(bytes, at, big)
        : Memory.buffer(bytes, at, big);
  }

  private boolean takesArrays(Api form) {
    return layout.fields().stream()
        .anyMatch(
            f -> form.has(f.method(), byte[].class) || form.has("set" + f.capital(), byte[].class));
  }

  /** The type's bytes with others on both sides. */
  private static byte[] around(byte[] type) {
    byte[] bytes = new byte[type.length + AT + 2];
    Arrays.fill(bytes, (byte) 0x5A);
    System.arraycopy(type, 0, bytes, AT, type.length);
    return bytes;
  }

  private static Object[] with(Spec field, int index, Object... value) {
    List<Object> arguments = new ArrayList<>();
    if (field.array()) {
      arguments.add(index);
    }
    arguments.addAll(List.of(value));
    return arguments.toArray();
  }

  private void holds(Api form, Spec field, int index, Word word, boolean big) {
    if (field.readable()) {
      long number = word.at(field.at(index));
      Memory memory = memory(form, word, big);
      Reads reads = name -> form.call(name, memory.arguments(with(field, index)));
      reads(form, field, number, reads);
      assertThat(memory.bytes()).isEqualTo(around(word.bytes(big)));
    }
    String set = "set" + field.capital();
    if (field.clears()) {
      Memory memory = memory(form, word, big);
      form.call("clear" + field.capital(), memory.arguments(with(field, index)));
      Word cleared = beside(word, field, index).with(field.at(index), -1);
      assertThat(memory.bytes()).as("clear %s", field).isEqualTo(around(cleared.bytes(big)));
    }
    if (!field.writable()) {
      assertThat(form.has(set)).isFalse();
    } else if (form.has(set)) {
      writes(form, field, index, word, big);
    } else {
      // A type wider than a word offers no enums of unions inside it, but their numbers.
      truncating(form, field, index, beside(word, field, index), word, big);
    }
  }

  private void writes(Api form, Spec field, int index, Word word, boolean big) {
    Word before = beside(word, field, index);
    String set = "set" + field.capital();
    boolean loose = form.has(set + "Checked");
    Setters.plain(field, index, before, loose, setter(form, set, field, index, word, big));
    if (loose) {
      Setters.plain(
          field, index, before, false, setter(form, set + "Checked", field, index, word, big));
    } else if (!field.is('n')) {
      truncating(form, field, index, before, word, big);
    }
  }

  private void truncating(Api form, Spec field, int index, Word before, Word word, boolean big) {
    String set = "set" + field.capital() + "Truncated";
    Setters.truncating(field, index, before, setter(form, set, field, index, word, big));
  }

  /** A reader by its name. */
  private interface Reads {
    Object read(String name);
  }

  private static void reads(Api form, Spec field, long number, Reads reads) {
    Object expected = Meaning.value(field, number);
    if (field.is('e') && !form.has(field.method())) {
      // Of a union inside: below, the number behind it.
    } else if (expected instanceof Exception e) {
      assertThatThrownBy(() -> reads.read(field.method())).hasMessage(e.getMessage());
    } else {
      assertThat(reads.read(field.method())).as("%s", field).isEqualTo(expected);
    }
    if (field.is('b')) {
      assertThat(reads.read(field.method() + "Bit")).isEqualTo((int) number);
    }
    if (field.is('e') || field.is('o')) {
      assertThat(reads.read(field.method() + "Raw")).isEqualTo((int) Meaning.signed(field, number));
    }
  }

  private Setters.Setter setter(
      Api form, String name, Spec field, int index, Word word, boolean big) {
    return value -> {
      Memory memory = memory(form, word, big);
      Throwable thrown =
          catchThrowable(() -> form.call(name, memory.arguments(with(field, index, value))));
      if (thrown != null) {
        assertThat(memory.bytes()).as("untouched").isEqualTo(around(word.bytes(big)));
        throw (RuntimeException) thrown;
      }
      return read(memory.bytes(), big);
    };
  }

  private Word read(byte[] bytes, boolean big) {
    boolean[] bits = new boolean[layout.bits()];
    for (int i = 0; i < bits.length; i++) {
      int at = AT + (big ? layout.bytes() - 1 - i / 8 : i / 8);
      bits[i] = (bytes[at] >> i % 8 & 1) != 0;
    }
    Word word = new Word(bits);
    assertThat(bytes).as("bytes around").isEqualTo(around(word.bytes(big)));
    return word;
  }

  /** The word with the status bits of the field's own bytes stored as 0: no status is lost. */
  private Word beside(Word word, Spec field, int index) {
    Word result = word;
    int[] places = field.at(index);
    for (Spec other : layout.own()) {
      for (int i = 0; other.clears() && i < other.count(); i++) {
        for (int bit : other.at(i)) {
          if (Arrays.stream(places).anyMatch(place -> place / 8 == bit / 8)) {
            result = result.with(new int[] {bit}, 0);
          }
        }
      }
    }
    return result;
  }

  /** Where the type just fits, and where its first or last byte is missing. */
  private void room(Api form, Spec field, int index, boolean big) {
    for (int at = -1; at <= 1; at++) {
      boolean out = false;
      for (int bit : field.at(index)) {
        int from = at + (big ? layout.bytes() - 1 - bit / 8 : bit / 8);
        out |= from < 0 || from >= layout.bytes();
      }
      reaches(form, field, index, memory(form, new byte[layout.bytes()], at, big), out);
    }
  }

  /** Bytes of the field alone are touched; if one is missing, none is written. */
  private void reaches(Api form, Spec field, int index, Memory memory, boolean out) {
    if (form.has(field.method())) {
      Throwable thrown =
          catchThrowable(() -> form.call(field.method(), memory.arguments(with(field, index))));
      assertThat(thrown instanceof IndexOutOfBoundsException).as("%s read", field).isEqualTo(out);
    }
    byte[] untouched = new byte[layout.bytes()];
    String set = "set" + field.capital();
    if (form.has(set)) {
      Object value = Meaning.value(field, 1);
      Throwable thrown =
          catchThrowable(() -> form.call(set, memory.arguments(with(field, index, value))));
      boolean known = out || (int) memory.place()[0] == 0; // else all bytes may be asked for
      if (known) {
        assertThat(thrown != null).as("%s written", field).isEqualTo(out);
      }
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(memory.bytes()).as("%s half written", field).isEqualTo(untouched);
      } else {
        assertThat(memory.bytes()).as("%s not written", field).isNotEqualTo(untouched);
      }
    }
  }

  private void indexes(Api form, Spec field, boolean big) {
    Word zero = new Word(layout.bits());
    Memory memory = memory(form, zero, big);
    for (int wrong : new int[] {-1, field.count(), Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      if (form.has(field.method())) {
        assertThatThrownBy(() -> form.call(field.method(), memory.arguments(with(field, wrong))))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
      String set = "set" + field.capital();
      if (form.has(set)) {
        Object value = Meaning.value(field, 1);
        assertThatThrownBy(() -> form.call(set, memory.arguments(with(field, wrong, value))))
            .isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
    assertThat(memory.bytes()).isEqualTo(around(zero.bytes(big)));
  }

  private void whole(Api form, boolean big) {
    for (Word word : Samples.bits(layout)) {
      Memory memory = memory(form, word, big);
      assertThat(form.call("word", memory.arguments())).isEqualTo(word.carried());
      Memory other = memory(form, new Word(layout.bits()), big);
      form.call("setWord", other.arguments(word.carriedWithRest()));
      assertThat(other.bytes()).isEqualTo(memory.bytes());
    }
  }

  private Object array(Word word) {
    long number = word.number();
    return switch (layout.bits()) {
      case 8 -> new byte[] {1, (byte) number, 2};
      case 16 -> new short[] {1, (short) number, 2};
      case 32 -> new int[] {1, (int) number, 2};
      default -> new long[] {1, number, 2};
    };
  }

  private Word element(Object array) {
    long number = ((Number) java.lang.reflect.Array.get(array, 1)).longValue();
    Word word = Word.of(layout.bits(), number);
    assertThat(array).as("elements around").isEqualTo(array(word));
    return word;
  }

  /** A word is an element. */
  private void elements(Api form, Spec field, int index) {
    for (Word word : Samples.words(layout)) {
      if (field.readable()) {
        Object[] arguments = elementArguments(array(word), with(field, index));
        reads(form, field, word.at(field.at(index)), name -> form.call(name, arguments));
      }
      Word before = Word.of(layout.bits(), -1).andNot(clearable());
      before = word.and(before);
      String set = "set" + field.capital();
      if (field.clears()) {
        Object array = array(word);
        form.call("clear" + field.capital(), elementArguments(array, with(field, index)));
        assertThat(element(array)).isEqualTo(before.with(field.at(index), -1));
      }
      if (field.writable()) {
        boolean loose = form.has(set + "Checked");
        Setters.plain(field, index, word, loose, inElement(form, set, field, index, word));
        if (loose) {
          Setters.plain(
              field, index, word, false, inElement(form, set + "Checked", field, index, word));
        } else if (!field.is('n')) {
          Setters.truncating(
              field, index, word, inElement(form, set + "Truncated", field, index, word));
        }
      }
    }
  }

  private Word clearable() {
    Word clearable = new Word(layout.bits());
    for (Spec other : layout.own()) {
      for (int i = 0; other.clears() && i < other.count(); i++) {
        clearable = clearable.with(other.at(i), -1);
      }
    }
    return clearable;
  }

  private static Object[] elementArguments(Object array, Object... more) {
    List<Object> all = new ArrayList<>(List.of(array, 1));
    all.addAll(List.of(more));
    return all.toArray();
  }

  private Setters.Setter inElement(Api form, String name, Spec field, int index, Word word) {
    return value -> {
      Object array = array(word);
      form.call(name, elementArguments(array, with(field, index, value)));
      return element(array);
    };
  }
}

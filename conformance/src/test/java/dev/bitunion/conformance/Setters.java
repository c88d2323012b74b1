package dev.bitunion.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What every setter of a field takes, refuses and drops, whatever it writes to: a word, memory, an
 * atomic variable.
 */
final class Setters {
  private Setters() {}

  /** A way to set a field; gives the word behind it. */
  interface Setter {
    Word set(Object value);
  }

  /** The plain setter: every value in its place, every other refused. */
  static void plain(Spec field, int index, Word before, boolean truncating, Setter setter) {
    int[] places = field.at(index);
    for (long bits : Samples.numbers(field)) {
      Object value = Meaning.value(field, bits);
      if (!(value instanceof Exception) && !isFallback(field, bits)) {
        assertThat(setter.set(value))
            .as("%s[%d] = %s in %s", field, index, value, before)
            .isEqualTo(before.with(places, bits));
      }
    }
    for (long wrong : outside(field)) {
      if (truncating || field.is('n')) {
        assertThat(setter.set(wrong))
            .as("%s[%d] = %s in %s", field, index, wrong, before)
            .isEqualTo(before.with(places, wrong >> field.scale()));
      } else if (!field.is('b') && !field.is('e')) {
        refuses(field, wrong, setter);
      }
    }
  }

  /** The setter of a flag that takes a number. */
  static void bit(Spec field, int index, Word before, Setter setter) {
    assertThat(setter.set(0)).isEqualTo(before.with(field.at(index), 0));
    assertThat(setter.set(1)).isEqualTo(before.with(field.at(index), 1));
    for (long wrong : List.of(2L, -1L, 1L << 31)) {
      refuses(field, (int) wrong, setter);
    }
  }

  /** The setter that drops high bits, as C does. */
  static void truncating(Spec field, int index, Word before, Setter setter) {
    for (long bits : Samples.numbers(field)) {
      assertThat(setter.set(bits << field.scale()))
          .as("%s[%d] truncated %d", field, index, bits)
          .isEqualTo(before.with(field.at(index), bits));
    }
    for (long any : List.of(-1L, 0x123456789ABCDEFL, 0xFEDCBA9876543210L, 1L << field.width())) {
      // The Java type drops bits first.
      boolean typed = "usn".indexOf(field.kind()) >= 0 && !field.is('n');
      String java = typed ? field.javaType() : field.width() > 32 ? "long" : "int";
      Object narrowed = Api.narrowed(any, java);
      long number = narrowed instanceof Character c ? c : ((Number) narrowed).longValue();
      assertThat(setter.set(any))
          .as("%s[%d] truncated %x", field, index, any)
          .isEqualTo(before.with(field.at(index), number >> field.scale()));
    }
  }

  private static boolean isFallback(Spec field, long bits) {
    return field.is('e') && !Meaning.constants(field).containsKey(Meaning.signed(field, bits));
  }

  private static void refuses(Spec field, long wrong, Setter setter) {
    Object value = field.is('o') ? Whole.Letters.fromBits((int) wrong) : (Object) wrong;
    String range = field.is('b') ? "0..1" : Meaning.range(field);
    Throwable thrown = catchThrowable(() -> setter.set(value));
    assertThat(thrown)
        .as("%s = %d", field, wrong)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(field + " = " + wrong + " is out of range " + range);
  }

  /** Numbers that the Java type can hold and the field cannot. */
  static Set<Long> outside(Spec field) {
    List<Long> tries = new ArrayList<>();
    long low = field.least() << field.scale();
    long high = field.greatest() << field.scale();
    long step = 1L << field.scale();
    tries.addAll(List.of(low - step, low - 1, high + step, high + 1, 2 * high, low - 64 * step));
    tries.addAll(List.of(-1L, (long) Integer.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE));
    if (field.scale() > 0) {
      tries.addAll(List.of(1L, high - 1, step / 2));
    }
    Set<Long> outside = new java.util.TreeSet<>();
    String java = field.is('n') || field.is('o') ? "int" : field.javaType();
    for (long number : tries) {
      Object held = "bei".indexOf(field.kind()) >= 0 ? null : Api.narrowed(number, java);
      boolean holds =
          held instanceof Character c
              ? c == number
              : held instanceof Number n && n.longValue() == number;
      boolean inside = number >= low && number <= high && number % step == 0;
      if (holds && !inside && !fills(field, java)) {
        outside.add(number);
      }
    }
    return outside;
  }

  /** Whether every number of the Java type is one of the field's. */
  private static boolean fills(Spec field, String java) {
    return field.width() == (java.equals("long") ? 64 : 32);
  }
}

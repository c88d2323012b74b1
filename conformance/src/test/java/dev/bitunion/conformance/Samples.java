package dev.bitunion.conformance;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Words and numbers to try: the ends, and some between; the same in every run. */
final class Samples {
  private static final long SEED = 20261124;
  private static final int RANDOM_WORDS = 6;

  private Samples() {}

  static List<Word> words(Layout layout) {
    Random random = new Random(SEED);
    List<Word> words = new ArrayList<>();
    words.add(new Word(layout.bits()));
    words.add(Word.of(layout.bits(), -1));
    for (int i = 0; i < RANDOM_WORDS; i++) {
      words.add(Word.random(layout.bits(), random));
    }
    return words;
  }

  /** Words with one bit, and with one bit missing. */
  static List<Word> bits(Layout layout) {
    List<Word> words = new ArrayList<>(words(layout));
    for (int i = 0; i < layout.bits(); i++) {
      words.add(new Word(layout.bits()).with(new int[] {i}, 1));
      words.add(Word.of(layout.bits(), -1).with(new int[] {i}, 0));
    }
    return words;
  }

  /** Numbers of a field's width: all of them, if they are few. */
  static Set<Long> numbers(Spec field) {
    Set<Long> numbers = new LinkedHashSet<>();
    long mask = field.width() == 64 ? -1 : (1L << field.width()) - 1;
    for (long number = 0; number < 8; number++) {
      numbers.add(number & mask);
    }
    Random random = new Random(SEED);
    for (int i = 0; i < 4; i++) {
      numbers.add(random.nextLong() & mask);
    }
    numbers.add(mask);
    numbers.add(mask >>> 1);
    numbers.add(1L << field.width() - 1); // the least number with a sign
    return numbers;
  }
}

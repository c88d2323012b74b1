package dev.bitunion.processor;

import java.math.BigInteger;

/**
 * A word as a list of bits, slow and obvious; shares no code with what it judges.
 *
 * @param bits the word's width
 * @param value the word, unsigned
 */
record SlowWord(int bits, BigInteger value) {
  static SlowWord of(int bits, long carried) {
    BigInteger all = BigInteger.ZERO;
    for (int bit = 0; bit < bits; bit++) {
      if ((carried >> bit & 1) == 1) {
        all = all.setBit(bit);
      }
    }
    return new SlowWord(bits, all);
  }

  /** The unsigned number at these bits. */
  BigInteger read(int offset, int width) {
    BigInteger number = BigInteger.ZERO;
    for (int bit = 0; bit < width; bit++) {
      if (value.testBit(offset + bit)) {
        number = number.setBit(bit);
      }
    }
    return number;
  }

  /** The word with these bits replaced by the lowest ones of a number. */
  SlowWord write(int offset, int width, BigInteger number) {
    BigInteger changed = value;
    for (int bit = 0; bit < width; bit++) {
      boolean set = number.testBit(bit);
      changed = set ? changed.setBit(offset + bit) : changed.clearBit(offset + bit);
    }
    return new SlowWord(bits, changed);
  }

  /** As the generated code carries it: words of up to 32 bits in an int, others in a long. */
  Object carried() {
    return bits <= 32 ? (Object) value.intValue() : (Object) value.longValue();
  }
}

package dev.bitunion.conformance;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

/** Bits, one by one: the slow and obvious model of a word. */
final class Word {
  private final boolean[] bits;

  Word(int width) {
    this(new boolean[width]);
  }

  Word(boolean[] bits) {
    this.bits = bits;
  }

  /** A word of the low bits of a number. */
  static Word of(int width, long number) {
    Word word = new Word(width);
    for (int i = 0; i < width; i++) {
      word.bits[i] = (number >> Math.min(i, 63) & 1) != 0;
    }
    return word;
  }

  static Word random(int width, Random random) {
    Word word = new Word(width);
    for (int i = 0; i < width; i++) {
      word.bits[i] = random.nextBoolean();
    }
    return word;
  }

  boolean bit(int i) {
    return bits[i];
  }

  int width() {
    return bits.length;
  }

  /** The number at some places, the least significant bit first. */
  long at(int[] places) {
    long number = 0;
    for (int i = 0; i < places.length; i++) {
      number += bits[places[i]] ? 1L << i : 0;
    }
    return number;
  }

  /** A copy with the low bits of a number at some places. */
  Word with(int[] places, long number) {
    boolean[] copy = bits.clone();
    for (int i = 0; i < places.length; i++) {
      copy[places[i]] = (number >> i & 1) != 0;
    }
    return new Word(copy);
  }

  Word and(Word other) {
    return each(other, true, true);
  }

  Word andNot(Word other) {
    return each(other, true, false);
  }

  Word or(Word other) {
    boolean[] result = bits.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] |= other.bits[i];
    }
    return new Word(result);
  }

  /** The bits in which two words differ. */
  Word differing(Word other) {
    return andNot(other).or(other.andNot(this));
  }

  private Word each(Word other, boolean mine, boolean theirs) {
    boolean[] result = new boolean[bits.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = bits[i] == mine && other.bits[i] == theirs;
    }
    return new Word(result);
  }

  boolean isZero() {
    return number() == 0;
  }

  /** The low 64 bits. */
  long number() {
    long number = 0;
    for (int i = 0; i < Math.min(64, bits.length); i++) {
      number += bits[i] ? 1L << i : 0;
    }
    return number;
  }

  /** What Java code hands around: an {@code int} up to 32 bits, else a {@code long}. */
  Object carried() {
    return bits.length > 32 ? (Object) number() : (Object) (int) number();
  }

  /** The same with all bits above the word set, which no accessor may look at. */
  Object carriedWithRest() {
    return bits.length < 32 ? (Object) ((int) number() | -1 << bits.length) : carried();
  }

  /** In memory, the lower byte first or last. */
  byte[] bytes(boolean bigEndian) {
    byte[] result = new byte[bits.length / 8];
    for (int i = 0; i < bits.length; i++) {
      int at = bigEndian ? result.length - 1 - i / 8 : i / 8;
      result[at] |= (byte) (bits[i] ? 1 << i % 8 : 0);
    }
    return result;
  }

  String hex() {
    return BigInteger.valueOf(number())
        .and(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE))
        .toString(16);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Word word && Arrays.equals(bits, word.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return "0x" + hex();
  }
}

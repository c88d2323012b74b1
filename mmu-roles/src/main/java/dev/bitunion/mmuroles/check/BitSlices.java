package dev.bitunion.mmuroles.check;

import java.util.Arrays;

/**
 * Counts the words that meet a condition by trying all 2^32 of them, 64 at a time: bit {@code i} of
 * the {@code n}-th {@code long} of a block stands for word {@code 64 n + i} of that block. It
 * shares nothing with {@link BitDiagram}, whose results it confirms.
 *
 * <p>A block is 4,096 words, which differ in their low 12 bits; 64 blocks, which differ in the next
 * six, make a group. A group is asked first, again 64 blocks at a time, in which of its blocks the
 * upper bits alone decide the condition; the longs of the other blocks are computed.
 */
final class BitSlices {
  private static final int LONGS = 64;
  private static final int LOW_BITS = 12;
  private static final int WORDS = LONGS * Long.SIZE;

  /** Words that differ in bit 0 to 5 share a long: which of its 64 bits have that bit set. */
  private static final long[] IN_LONG = {
    0xaaaaaaaaaaaaaaaaL,
    0xccccccccccccccccL,
    0xf0f0f0f0f0f0f0f0L,
    0xff00ff00ff00ff00L,
    0xffff0000ffff0000L,
    0xffffffff00000000L
  };

  private final Condition condition;

  /** Upper bits of the words at hand, in place: 14 of a group, 20 of a block. */
  private int upper;

  BitSlices(Condition condition) {
    this.condition = condition;
  }

  /** How many of all 2^32 words meet the condition. */
  long count() {
    long words = 0;
    upper = 0;
    do {
      int group = upper;
      long decided = always(condition);
      words += (long) Long.bitCount(decided) * WORDS;
      long open = sometimes(condition) & ~decided;
      while (open != 0) {
        upper = group + Long.numberOfTrailingZeros(open) * WORDS;
        words += countBlock();
        open &= open - 1;
      }
      upper = group + LONGS * WORDS;
    } while (upper != 0);
    return words;
  }

  private long countBlock() {
    long words = 0;
    for (long slice : sliced(condition)) {
      words += Long.bitCount(slice);
    }
    return words;
  }

  /** In which blocks of the group the condition holds whatever the low bits are. */
  private long always(Condition of) {
    if (of instanceof Condition.And and) {
      return always(and.left()) & always(and.right());
    }
    if (of instanceof Condition.Or or) {
      return always(or.left()) | always(or.right());
    }
    if (of instanceof Condition.Not not) {
      return ~sometimes(not.of());
    }
    return of instanceof Condition.Bit bit && bit.index() < LOW_BITS ? 0L : inGroup(of);
  }

  /** In which blocks of the group the condition may hold, the low bits being unknown. */
  private long sometimes(Condition of) {
    if (of instanceof Condition.And and) {
      return sometimes(and.left()) & sometimes(and.right());
    }
    if (of instanceof Condition.Or or) {
      return sometimes(or.left()) | sometimes(or.right());
    }
    if (of instanceof Condition.Not not) {
      return ~always(not.of());
    }
    return of instanceof Condition.Bit bit && bit.index() < LOW_BITS ? -1L : inGroup(of);
  }

  private long inGroup(Condition of) {
    if (of instanceof Condition.Bit bit) {
      int inLong = bit.index() - LOW_BITS;
      return inLong < IN_LONG.length ? IN_LONG[inLong] : isSet(bit.index()) ? -1L : 0L;
    }
    return ((Condition.Constant) of).value() ? -1L : 0L;
  }

  private boolean isSet(int bit) {
    return (upper & Integer.rotateLeft(1, bit)) != 0;
  }

  private void slice(Condition of, long[] into) {
    if (of instanceof Condition.Bit bit) {
      bitSlice(bit.index(), into);
    } else if (of instanceof Condition.And and) {
      slice(and.left(), into);
      long[] right = sliced(and.right());
      for (int i = 0; i < LONGS; i++) {
        into[i] &= right[i];
      }
    } else if (of instanceof Condition.Or or) {
      slice(or.left(), into);
      long[] right = sliced(or.right());
      for (int i = 0; i < LONGS; i++) {
        into[i] |= right[i];
      }
    } else if (of instanceof Condition.Not not) {
      slice(not.of(), into);
      for (int i = 0; i < LONGS; i++) {
        into[i] = ~into[i];
      }
    } else {
      Arrays.fill(into, ((Condition.Constant) of).value() ? -1L : 0L);
    }
  }

  private long[] sliced(Condition of) {
    long[] slices = new long[LONGS];
    slice(of, slices);
    return slices;
  }

  private void bitSlice(int bit, long[] into) {
    if (bit >= LOW_BITS) {
      Arrays.fill(into, isSet(bit) ? -1L : 0L);
    } else if (bit < IN_LONG.length) {
      Arrays.fill(into, IN_LONG[bit]);
    } else {
      int mask = Integer.rotateLeft(1, bit - IN_LONG.length);
      for (int i = 0; i < LONGS; i++) {
        into[i] = (i & mask) != 0 ? -1L : 0L;
      }
    }
  }
}

package dev.bitunion.mmuroles.trace.dat;

/** A decoding table of finite state entropy. Source: RFC 8878, section 4.1. */
final class FseTable {
  final byte[] symbols;
  final byte[] widths;
  final short[] bases;
  final int log;

  /** Where the description ended, of a table that was read. */
  private int end;

  private FseTable(int log) {
    this.log = log;
    int size = Words.powerOfTwo(log);
    symbols = new byte[size];
    widths = new byte[size];
    bases = new short[size];
  }

  /** A table that always gives one symbol. */
  static FseTable constant(int symbol) {
    FseTable table = new FseTable(0);
    table.symbols[0] = (byte) symbol;
    return table;
  }

  /** Builds a table from normalised counts; -1 is a count below one. */
  static FseTable of(int log, int... counts) {
    FseTable table = new FseTable(log);
    int size = Words.powerOfTwo(log);
    int[] next = new int[counts.length];
    int high = size;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] == -1) {
        table.symbols[--high] = (byte) symbol;
        next[symbol] = 1;
      }
    }
    int step = size / 2 + size / 8 + 3;
    int position = 0;
    for (int symbol = 0; symbol < counts.length; symbol++) {
      if (counts[symbol] > 0) {
        next[symbol] = counts[symbol];
        for (int i = 0; i < counts[symbol]; i++) {
          table.symbols[position] = (byte) symbol;
          do {
            position = position + step & size - 1;
          } while (position >= high);
        }
      }
    }
    for (int state = 0; state < size; state++) {
      int value = next[table.symbols[state]]++;
      int width = log - Words.log2(value);
      table.widths[state] = (byte) width;
      table.bases[state] = (short) (value * Words.powerOfTwo(width) - size);
    }
    return table;
  }

  /** Reads a table's description. */
  static FseTable read(byte[] bytes, int from, int mostLog, int mostSymbols) {
    long at = (long) from * Byte.SIZE;
    int log = (int) Words.bits(bytes, at, 4) + 5;
    at += 4;
    if (log > mostLog) {
      throw new DatException("damaged zstd data: a table is too large");
    }
    int[] counts = new int[mostSymbols];
    int symbol = 0;
    int remaining = Words.powerOfTwo(log);
    while (remaining > 0 && symbol < mostSymbols) {
      int width = Words.log2(remaining + 1) + 1;
      int value = (int) Words.bits(bytes, at, width);
      at += width;
      int lower = Words.powerOfTwo(width - 1) - 1;
      int threshold = Words.powerOfTwo(width) - 1 - (remaining + 1);
      if ((value & lower) < threshold) {
        at--;
        value &= lower;
      } else if (value > lower) {
        value -= threshold;
      }
      int count = value - 1;
      remaining -= Math.abs(count);
      counts[symbol++] = count;
      if (count == 0) {
        int repeat;
        do {
          repeat = (int) Words.bits(bytes, at, 2);
          at += 2;
          symbol += repeat;
        } while (repeat == 3);
      }
    }
    if (remaining != 0 || symbol > mostSymbols) {
      throw new DatException("damaged zstd data: a table's counts do not add up");
    }
    FseTable table = of(log, counts);
    table.end = (int) ((at + Byte.SIZE - 1) / Byte.SIZE);
    return table;
  }

  int end() {
    return end;
  }

  int start(BackwardBits in) {
    return in.read(log);
  }

  int next(int state, BackwardBits in) {
    return bases[state] + in.read(widths[state]);
  }
}

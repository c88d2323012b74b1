package dev.bitunion.mmuroles.trace.dat;

/** A Huffman table of literals. Source: RFC 8878, section 4.2. */
final class HuffmanTable {
  private static final int MOST_WEIGHTS = 256;
  private static final int DIRECT = 128;

  private final byte[] symbols;
  private final byte[] widths;
  private final int log;
  private final int end;

  private HuffmanTable(int[] weights, int count, int end) {
    this.end = end;
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[i] == 0 ? 0 : Words.powerOfTwo(weights[i] - 1);
    }
    if (sum == 0) {
      throw new DatException("damaged zstd data: a Huffman table is empty");
    }
    log = Words.log2(sum) + 1;
    // The last weight is what completes the sum.
    weights[count] = Words.log2(Words.powerOfTwo(log) - sum) + 1;
    int size = Words.powerOfTwo(log);
    symbols = new byte[size];
    widths = new byte[size];
    int code = 0;
    for (int weight = 1; weight <= log; weight++) {
      for (int symbol = 0; symbol <= count; symbol++) {
        if (weights[symbol] == weight) {
          int length = Words.powerOfTwo(weight - 1);
          for (int i = 0; i < length; i++) {
            symbols[code] = (byte) symbol;
            widths[code++] = (byte) (log + 1 - weight);
          }
        }
      }
    }
  }

  /** Reads a table's description. */
  static HuffmanTable read(byte[] bytes, int from) {
    int header = bytes[from] & 0xff;
    int[] weights = new int[MOST_WEIGHTS];
    if (header >= DIRECT) {
      int count = header - DIRECT + 1;
      for (int i = 0; i < count; i++) {
        int pair = bytes[from + 1 + i / 2] & 0xff;
        weights[i] = i % 2 == 0 ? pair / 16 : pair % 16;
      }
      return new HuffmanTable(weights, count, from + 1 + (count + 1) / 2);
    }
    int to = from + 1 + header;
    FseTable table = FseTable.read(bytes, from + 1, 6, MOST_WEIGHTS);
    BackwardBits in = new BackwardBits(bytes, table.end(), to);
    int one = table.start(in);
    int two = table.start(in);
    int count = 0;
    while (count < MOST_WEIGHTS - 2) {
      weights[count++] = table.symbols[one];
      one = table.next(one, in);
      if (in.isOverrun()) {
        weights[count++] = table.symbols[two];
        break;
      }
      weights[count++] = table.symbols[two];
      two = table.next(two, in);
      if (in.isOverrun()) {
        weights[count++] = table.symbols[one];
        break;
      }
    }
    return new HuffmanTable(weights, count, to);
  }

  int end() {
    return end;
  }

  /** Decodes one stream into {@code [to, end)}. */
  void decode(byte[] bytes, int from, int end, byte[] out, int to, int outEnd) {
    BackwardBits in = new BackwardBits(bytes, from, end);
    int state = in.read(log);
    for (int i = to; i < outEnd; i++) {
      out[i] = symbols[state];
      int width = widths[state];
      state = state * Words.powerOfTwo(width) + in.read(width) & symbols.length - 1;
    }
  }
}

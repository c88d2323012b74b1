package dev.bitunion.mmuroles.trace.dat;

/**
 * Unpacks zstd frames whose size is known. Without dictionaries, checksums are not verified.
 * Source: RFC 8878.
 */
final class Zstd {
  private static final long MAGIC = 0xfd2fb528L;

  private static final FseTable LITERAL_LENGTHS =
      FseTable.of(
          6, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1,
          1, 1, 1, -1, -1, -1, -1);
  private static final FseTable MATCH_LENGTHS =
      FseTable.of(
          6, 1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
          1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1);
  private static final FseTable OFFSETS =
      FseTable.of(
          5, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1,
          -1);

  private static final int[] LITERAL_EXTRA = {
    1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
  };
  private static final int[] MATCH_EXTRA = {
    1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16
  };
  private static final int LITERAL_PLAIN = 16;
  private static final int MATCH_PLAIN = 32;
  private static final int SHORTEST_MATCH = 3;
  private static final int[] LITERAL_BASE = bases(LITERAL_PLAIN, LITERAL_EXTRA, 0);
  private static final int[] MATCH_BASE = bases(MATCH_PLAIN, MATCH_EXTRA, SHORTEST_MATCH);

  private final byte[] in;
  private final byte[] out;
  private int at;
  private int written;
  private byte[] literals = new byte[0];
  private HuffmanTable huffman;
  private FseTable lengths = LITERAL_LENGTHS;
  private FseTable offsets = OFFSETS;
  private FseTable matches = MATCH_LENGTHS;
  private int recent1 = 1;
  private int recent2 = 4;
  private int recent3 = 8;

  private Zstd(byte[] in, int from, int size) {
    this.in = in;
    at = from;
    out = new byte[size];
  }

  private static int[] bases(int plain, int[] extra, int least) {
    int[] bases = new int[plain + extra.length];
    int base = least;
    for (int code = 0; code < bases.length; code++) {
      bases[code] = base;
      base += code < plain ? 1 : Words.powerOfTwo(extra[code - plain]);
    }
    return bases;
  }

  /** Unpacks one frame of exactly {@code size} bytes. */
  static byte[] unpack(byte[] in, int from, int size) {
    Zstd zstd = new Zstd(in, from, size);
    try {
      zstd.frame();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new DatException("damaged zstd data");
    }
    if (zstd.written != size) {
      throw new DatException("damaged zstd data: a frame has another size than stated");
    }
    return zstd.out;
  }

  private int take(int bytes) {
    int value = (int) Words.load(in, at, bytes);
    at += bytes;
    return value;
  }

  private void frame() {
    if (Words.load(in, at, 4) != MAGIC) {
      throw new DatException("damaged zstd data: no frame where one should be");
    }
    at += 4;
    int descriptor = take(1);
    boolean single = (descriptor & 0x20) != 0;
    int[] dictionary = {0, 1, 2, 4};
    int[] sizes = {single ? 1 : 0, 2, 4, 8};
    at += (single ? 0 : 1) + dictionary[descriptor % 4] + sizes[descriptor / 64];
    boolean last;
    do {
      int header = take(3);
      last = header % 2 == 1;
      block(header / 2 % 4, header / 8);
    } while (!last);
  }

  private void block(int type, int size) {
    switch (type) {
      case 0 -> {
        System.arraycopy(in, at, out, written, size);
        at += size;
        written += size;
      }
      case 1 -> {
        java.util.Arrays.fill(out, written, written + size, (byte) take(1));
        written += size;
      }
      case 2 -> {
        int end = at + size;
        literals();
        sequences(end);
        at = end;
      }
      default -> throw new DatException("damaged zstd data: a block of unknown type");
    }
  }

  private void literals() {
    int first = in[at] & 0xff;
    int type = first % 4;
    int format = first / 4 % 4;
    if (type < 2) {
      int headerBytes = format % 2 == 0 ? 1 : format == 1 ? 2 : 3;
      int size = take(headerBytes) / (headerBytes == 1 ? 8 : 16);
      literals = new byte[size];
      if (type == 0) {
        System.arraycopy(in, at, literals, 0, size);
        at += size;
      } else {
        java.util.Arrays.fill(literals, (byte) take(1));
      }
      return;
    }
    int headerBytes = format < 2 ? 3 : format + 2;
    int sizeBits = format < 2 ? 10 : format == 2 ? 14 : 18;
    long header = Words.load(in, at, headerBytes);
    at += headerBytes;
    int unit = Words.powerOfTwo(sizeBits);
    int size = (int) (header / 16 % unit);
    int end = at + (int) (header / 16 / unit);
    if (type == 2) {
      huffman = HuffmanTable.read(in, at);
      at = huffman.end();
    }
    if (huffman == null) {
      throw new DatException("damaged zstd data: a Huffman table is missing");
    }
    literals = new byte[size];
    if (format == 0) {
      huffman.decode(in, at, end, literals, 0, size);
    } else {
      fourStreams(end, size);
    }
    at = end;
  }

  private void fourStreams(int end, int size) {
    int part = (size + 3) / 4;
    int stream = at + 6;
    for (int i = 0; i < 4; i++) {
      int next = i == 3 ? end : stream + (int) Words.load(in, at + 2 * i, 2);
      huffman.decode(in, stream, next, literals, i * part, i == 3 ? size : (i + 1) * part);
      stream = next;
    }
  }

  private void sequences(int end) {
    int count = take(1);
    if (count == 255) {
      count = take(2) + 0x7f00;
    } else if (count >= 128) {
      count = (count - 128) * 256 + take(1);
    }
    int literal = 0;
    if (count > 0) {
      int modes = take(1);
      lengths = table(modes / 64, LITERAL_LENGTHS, lengths, 9, 36);
      offsets = table(modes / 16 % 4, OFFSETS, offsets, 8, 32);
      matches = table(modes / 4 % 4, MATCH_LENGTHS, matches, 9, 53);
      literal = execute(new BackwardBits(in, at, end), count);
    }
    int rest = literals.length - literal;
    System.arraycopy(literals, literal, out, written, rest);
    written += rest;
  }

  private FseTable table(int mode, FseTable standard, FseTable last, int mostLog, int symbols) {
    return switch (mode) {
      case 0 -> standard;
      case 1 -> FseTable.constant(take(1));
      case 2 -> {
        FseTable read = FseTable.read(in, at, mostLog, symbols);
        at = read.end();
        yield read;
      }
      default -> last;
    };
  }

  /** Runs the sequences; returns how many literals they used. */
  private int execute(BackwardBits bits, int count) {
    int length = lengths.start(bits);
    int offset = offsets.start(bits);
    int match = matches.start(bits);
    int literal = 0;
    for (int i = 0; i < count; i++) {
      int offsetCode = offsets.symbols[offset];
      int distance = Words.powerOfTwo(offsetCode) + bits.read(offsetCode);
      int matchCode = matches.symbols[match];
      int matchLength =
          MATCH_BASE[matchCode]
              + (matchCode < MATCH_PLAIN ? 0 : bits.read(MATCH_EXTRA[matchCode - MATCH_PLAIN]));
      int lengthCode = lengths.symbols[length];
      int literalLength =
          LITERAL_BASE[lengthCode]
              + (lengthCode < LITERAL_PLAIN
                  ? 0
                  : bits.read(LITERAL_EXTRA[lengthCode - LITERAL_PLAIN]));
      if (i < count - 1) {
        length = lengths.next(length, bits);
        match = matches.next(match, bits);
        offset = offsets.next(offset, bits);
      }
      System.arraycopy(literals, literal, out, written, literalLength);
      literal += literalLength;
      written += literalLength;
      copy(distance(distance, literalLength), matchLength);
    }
    return literal;
  }

  /** One of the three last distances, or a new one. */
  private int distance(int value, int literalLength) {
    int index = value - 1 + (literalLength == 0 ? 1 : 0);
    if (value > 3) {
      return remember(value - 3, 3);
    }
    return switch (index) {
      case 0 -> recent1;
      case 1 -> remember(recent2, 1);
      case 2 -> remember(recent3, 2);
      default -> remember(recent1 - 1, 3);
    };
  }

  private int remember(int distance, int from) {
    recent3 = from > 1 ? recent2 : recent3;
    recent2 = recent1;
    recent1 = distance;
    return distance;
  }

  private void copy(int distance, int length) {
    if (distance <= 0 || distance > written) {
      throw new DatException("damaged zstd data: a match before the beginning");
    }
    for (int i = 0; i < length; i++) {
      out[written] = out[written - distance];
      written++;
    }
  }
}

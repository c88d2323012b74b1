package dev.bitunion.mmuroles.trace.dat;

import java.nio.charset.StandardCharsets;

/** Reads numbers, names and blocks of a trace.dat one after another. */
final class DatReader {
  private static final int MOST_UNPACKED = 256 * 1024 * 1024;

  private final byte[] bytes;
  private long at;

  DatReader(byte[] bytes, long at) {
    this.bytes = bytes;
    this.at = at;
  }

  long position() {
    return at;
  }

  int u16() {
    return (int) number(2);
  }

  long u32() {
    return number(4);
  }

  long u64() {
    return number(8);
  }

  private long number(int size) {
    int from = take(size);
    return Words.load(bytes, from, size);
  }

  /** A NUL-terminated name. */
  String name() {
    int from = take(0);
    int to = from;
    while (to < bytes.length && bytes[to] != 0) {
      to++;
    }
    take(to - from + 1L);
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Text of a known size. */
  String text(long size) {
    int from = take(size);
    return new String(bytes, from, (int) size, StandardCharsets.ISO_8859_1);
  }

  void skip(long size) {
    take(size);
  }

  /** A compressed block: packed size, size, data. */
  byte[] unpack() {
    long packed = u32();
    long size = u32();
    if (size > MOST_UNPACKED) {
      throw new DatException("damaged trace.dat: a block of " + size + " bytes");
    }
    int from = take(packed);
    return Zstd.unpack(bytes, from, (int) size);
  }

  private int take(long size) {
    long from = at;
    if (size < 0 || from < 0 || from + size > bytes.length) {
      throw new DatException("cut trace.dat: it ends before its data do");
    }
    at += size;
    return (int) from;
  }
}

package dev.bitunion.mmuroles.trace.dat;

import java.nio.charset.StandardCharsets;

/** Reads numbers, names and blocks of a trace.dat one after another. */
final class DatReader {
  private static final int MOST_UNPACKED = 256 * 1024 * 1024;

  private static final int WINDOW = 4096;

  private final DatSource source;
  private final byte[] window = new byte[WINDOW];
  private long windowAt;
  private int windowSize;
  private long at;

  DatReader(DatSource source, long at) {
    this.source = source;
    this.at = at;
  }

  DatReader(byte[] bytes) {
    this(DatSource.of(bytes), 0);
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
    return Words.load(window, take(size), size);
  }

  /** A NUL-terminated name. */
  String name() {
    StringBuilder name = new StringBuilder();
    for (long c = number(1); c != 0; c = number(1)) {
      name.append((char) c);
    }
    return name.toString();
  }

  /** Text of a known size. */
  String text(long size) {
    return new String(bytes(size), StandardCharsets.ISO_8859_1);
  }

  /** Bytes of a known number. */
  byte[] bytes(long size) {
    check(size);
    byte[] bytes = new byte[(int) size];
    source.read(at, bytes, bytes.length);
    at += size;
    return bytes;
  }

  void skip(long size) {
    if (size < 0 || size > source.length() - at) {
      throw new DatException("cut trace.dat: it ends before its data do");
    }
    at += size;
  }

  /** A compressed block: packed size, size, data. */
  byte[] unpack() {
    long packed = u32();
    long size = u32();
    if (size > MOST_UNPACKED) {
      throw new DatException("damaged trace.dat: a block of " + size + " bytes");
    }
    return Zstd.unpack(bytes(packed), 0, (int) size);
  }

  private void check(long size) {
    if (size < 0 || at < 0 || size > source.length() - at) {
      throw new DatException("cut trace.dat: it ends before its data do");
    }
    if (size > MOST_UNPACKED) {
      throw new DatException("damaged trace.dat: a block of " + size + " bytes");
    }
  }

  /** Moves on by a few bytes; where they are in the window. */
  private int take(int size) {
    check(size);
    if (at < windowAt || at + size > windowAt + windowSize) {
      windowAt = at;
      windowSize = (int) Math.min(WINDOW, source.length() - at);
      source.read(windowAt, window, windowSize);
    }
    at += size;
    return (int) (at - size - windowAt);
  }
}

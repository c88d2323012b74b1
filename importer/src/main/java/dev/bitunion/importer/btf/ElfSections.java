package dev.bitunion.importer.btf;

import dev.bitunion.importer.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Finds a section of an ELF file by name (System V ABI, chapter 4), reading the headers and that
 * section only: a vmlinux with debug information may hold a gigabyte of others.
 */
final class ElfSections {
  private static final int MAX_SECTIONS = 1 << 20;
  private static final int NO_BITS = 8;
  private static final int COMPRESSED = 0x800;

  private final String name;
  private final Source source;
  private final boolean wide;
  private final ByteOrder order;
  private final long headersAt;
  private final int headerBytes;
  private final int count;
  private final byte[] names;

  /** Reads the headers of an ELF file; {@code name} is for messages. */
  ElfSections(String name, Source source) throws IOException {
    this.name = name;
    this.source = source;
    byte[] ident = piece(0, 16, "the ELF header");
    wide = ident[4] == 2;
    order = ident[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    ByteBuffer header = buffer(0, wide ? 64 : 52, "the ELF header");
    headersAt = wide ? header.getLong(40) : Integer.toUnsignedLong(header.getInt(32));
    int tail = wide ? 58 : 46;
    headerBytes = Short.toUnsignedInt(header.getShort(tail));
    long sections = Short.toUnsignedInt(header.getShort(tail + 2));
    long namesIndex = Short.toUnsignedInt(header.getShort(tail + 4));
    if (headersAt == 0 || headerBytes < (wide ? 64 : 40)) {
      throw bad("this ELF file has no section headers");
    }
    if (sections == 0) {
      // More sections than 16 bits count: the first header says how many.
      sections = size(section(0));
    }
    if (namesIndex == 0xffff) {
      namesIndex = Integer.toUnsignedLong(section(0).getInt(wide ? 40 : 24));
    }
    if (sections > MAX_SECTIONS || namesIndex >= sections) {
      throw bad("the ELF header contradicts itself (" + sections + " sections)");
    }
    count = (int) sections;
    names = content(section(namesIndex), "the section names");
  }

  /** Whether bytes start as ELF does. */
  static boolean isElf(byte[] start) {
    return start.length >= 4
        && start[0] == 0x7f
        && start[1] == 'E'
        && start[2] == 'L'
        && start[3] == 'F';
  }

  /** The content of the first section of a name, or null if there is none. */
  byte[] find(String wanted) throws IOException {
    byte[] text = (wanted + "\0").getBytes(StandardCharsets.US_ASCII);
    for (int i = 1; i < count; i++) {
      ByteBuffer section = section(i);
      if (isAt(Integer.toUnsignedLong(section.getInt(0)), text)) {
        return content(section, "section " + wanted);
      }
    }
    return null;
  }

  private boolean isAt(long from, byte[] text) {
    if (from + text.length > names.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (names[(int) from + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private ByteBuffer section(long index) throws IOException {
    return buffer(headersAt + index * headerBytes, wide ? 64 : 40, "a section header");
  }

  private long size(ByteBuffer section) {
    return wide ? section.getLong(32) : Integer.toUnsignedLong(section.getInt(20));
  }

  private byte[] content(ByteBuffer section, String what) throws IOException {
    long flags = wide ? section.getLong(8) : section.getInt(8);
    if (section.getInt(4) == NO_BITS) {
      throw bad(what + " has no content in this file (its debug information was split off)");
    }
    if ((flags & COMPRESSED) != 0) {
      throw bad(what + " is compressed; objcopy --decompress-debug-sections unpacks it");
    }
    long from = wide ? section.getLong(24) : Integer.toUnsignedLong(section.getInt(16));
    long size = size(section);
    if (size < 0 || size > Integer.MAX_VALUE - 16) {
      throw bad(what + " claims " + Long.toUnsignedString(size) + " bytes");
    }
    return piece(from, (int) size, what);
  }

  private ByteBuffer buffer(long from, int length, String what) throws IOException {
    return ByteBuffer.wrap(piece(from, length, what)).order(order);
  }

  private byte[] piece(long from, int length, String what) throws IOException {
    if (from < 0 || from > source.size() - length) {
      throw bad("cut off: " + what + " is not inside its " + source.size() + " bytes");
    }
    return source.read(from, length);
  }

  private BadInputException bad(String what) {
    return new BadInputException(name + ": " + what);
  }
}

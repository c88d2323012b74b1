package dev.bitunion.importer.btf;

import dev.bitunion.importer.BadInputException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads a table of types and checks it: every type lies inside the section, every reference and
 * every name inside the tables. After that {@link Btf} needs no checks of its own.
 */
public final class BtfReader {
  private static final int HEADER_BYTES = 24;
  private static final int TYPE_BYTES = 12;

  private final String source;
  private final Btf base;
  private final ByteBuffer in;
  private int typesAt;
  private int typesEnd;
  private int stringsAt;
  private int stringsLength;
  private int layoutsAt;
  private int layoutCount;
  private int endId;
  private int stringsEnd;

  private BtfReader(String source, byte[] bytes, Btf base) {
    this.source = source;
    this.base = base;
    this.in = ByteBuffer.wrap(bytes);
  }

  /**
   * Reads a BTF file's bytes.
   *
   * @param source what the file is called, for messages
   * @param base the table that this one continues, or null
   * @throws BadInputException in one line, if it is not BTF or contradicts itself
   */
  public static Btf read(String source, byte[] bytes, Btf base) {
    return new BtfReader(source, bytes, base).read();
  }

  /** Whether bytes start as BTF does, in either byte order. */
  public static boolean isBtf(byte[] bytes) {
    return bytes.length >= 2
        && ((bytes[0] & 0xff) == 0x9f && (bytes[1] & 0xff) == 0xeb
            || (bytes[0] & 0xff) == 0xeb && (bytes[1] & 0xff) == 0x9f);
  }

  private Btf read() {
    readHeader();
    int[] heads = findTypes();
    int first = base == null ? 1 : base.endId();
    endId = first + heads.length;
    stringsEnd = (base == null ? 0 : base.stringsEnd()) + stringsLength;
    for (int i = 0; i < heads.length; i++) {
      checkType(first + i, heads[i]);
    }
    return new Btf(source, base, in, heads, stringsAt, stringsLength);
  }

  private void readHeader() {
    if (!isBtf(in.array())) {
      throw bad("this is not BTF (no magic 0xeb9f at its start)");
    }
    in.order(in.get(0) == (byte) 0x9f ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    if (in.limit() < HEADER_BYTES) {
      throw bad("cut off inside the header, after " + in.limit() + " bytes");
    }
    if (in.get(2) != 1) {
      throw bad("BTF version " + (in.get(2) & 0xff) + "; this program reads version 1");
    }
    if (base != null && base.order() != in.order()) {
      throw bad("its byte order is not that of the base " + base.source());
    }
    long header = Integer.toUnsignedLong(in.getInt(4));
    if (header < HEADER_BYTES || header > in.limit()) {
      throw bad("the header claims " + header + " bytes of " + in.limit());
    }
    typesAt = section("type", header, 8);
    typesEnd = typesAt + in.getInt(12);
    stringsAt = section("string", header, 16);
    stringsLength = in.getInt(20);
    if (typesAt % 4 != 0) {
      throw bad("the type section does not start at a multiple of 4");
    }
    if (stringsLength == 0 ? base == null : in.get(stringsAt + stringsLength - 1) != 0) {
      throw bad("the string section does not end with a zero byte");
    }
    if (header >= HEADER_BYTES + 8) {
      layoutsAt = section("layout", header, 24);
      layoutCount = in.getInt(28) / 4;
    }
    if (base != null && (long) base.stringsEnd() + stringsLength > Integer.MAX_VALUE) {
      throw bad("more than 2 GB of strings with its base");
    }
  }

  /** Where a section starts, after checking that it lies inside the file. */
  private int section(String name, long header, int field) {
    long from = header + Integer.toUnsignedLong(in.getInt(field));
    long length = Integer.toUnsignedLong(in.getInt(field + 4));
    if (from + length > in.limit()) {
      throw bad(
          "cut off: the "
              + name
              + " section ends at byte "
              + (from + length)
              + " of "
              + in.limit());
    }
    return (int) from;
  }

  private int[] findTypes() {
    int[] heads = new int[Math.max(16, (typesEnd - typesAt) / 20)];
    int found = 0;
    int first = base == null ? 1 : base.endId();
    for (int at = typesAt; at < typesEnd; ) {
      if (typesEnd - at < TYPE_BYTES) {
        throw bad("type " + (first + found) + " is cut off at the end of the type section");
      }
      int info = in.getInt(at + 4);
      long trailing = trailingBytes(info, first + found);
      if (typesEnd - at - TYPE_BYTES < trailing) {
        throw bad("the entries of type " + (first + found) + " leave the type section");
      }
      if (found == heads.length) {
        heads = Arrays.copyOf(heads, found + found / 2);
      }
      heads[found++] = at;
      at += TYPE_BYTES + (int) trailing;
    }
    return Arrays.copyOf(heads, found);
  }

  private long trailingBytes(int info, int id) {
    BtfKind kind = BtfKind.of(BtfWords.kind(info));
    if (kind == null && BtfWords.kind(info) < layoutCount) {
      // Newer kernels state the lengths of each kind, so that a reader can pass over what it does
      // not know.
      int at = layoutsAt + 4 * BtfWords.kind(info);
      return (in.get(at) & 0xff) + (long) (in.get(at + 1) & 0xff) * BtfWords.count(info);
    }
    if (kind == null || kind == BtfKind.VOID) {
      throw bad(
          "type " + id + " is of kind " + BtfWords.kind(info) + ", which this program cannot read");
    }
    return kind.trailingBytes(BtfWords.count(info));
  }

  private void checkType(int id, int at) {
    int info = in.getInt(at + 4);
    BtfKind kind = BtfKind.of(BtfWords.kind(info));
    if (kind == null) {
      return;
    }
    checkName(id, in.getInt(at));
    if (kind.refersToType()) {
      checkReference(id, in.getInt(at + 8));
    }
    int count = BtfWords.count(info);
    int entry = at + TYPE_BYTES;
    switch (kind) {
      case ARRAY -> {
        checkReference(id, in.getInt(entry));
        checkReference(id, in.getInt(entry + 4));
      }
      case STRUCT, UNION -> {
        for (int i = 0; i < count; i++, entry += 12) {
          checkName(id, in.getInt(entry));
          checkReference(id, in.getInt(entry + 4));
          if (!BtfWords.flag(info) && in.getInt(entry + 8) < 0) {
            throw bad("member " + i + " of type " + id + " lies beyond any memory");
          }
        }
      }
      case ENUM, ENUM64 -> {
        for (int i = 0; i < count; i++, entry += kind == BtfKind.ENUM ? 8 : 12) {
          checkName(id, in.getInt(entry));
        }
      }
      default -> {
        // Functions, variables and sections are passed over; nothing here follows them.
      }
    }
  }

  private void checkName(int id, int offset) {
    if (Integer.compareUnsigned(offset, stringsEnd) >= 0 && offset != 0) {
      throw outside("the name of type " + id);
    }
  }

  private void checkReference(int id, int to) {
    if (Integer.compareUnsigned(to, endId) >= 0) {
      throw outside("what type " + id + " refers to, type " + Integer.toUnsignedString(to) + ",");
    }
  }

  private BadInputException outside(String what) {
    return bad(
        what
            + (base == null
                ? " is not in the file; a kernel module's BTF is split: name its vmlinux with"
                    + " --base"
                : " is neither in the file nor in the base " + base.source()));
  }

  private BadInputException bad(String what) {
    return new BadInputException(source + ": " + what);
  }
}

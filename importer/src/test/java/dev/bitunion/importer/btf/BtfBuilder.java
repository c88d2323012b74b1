package dev.bitunion.importer.btf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small BTF files for tests, straight from the format's description. */
public final class BtfBuilder {
  private final ByteOrder order;
  private final int firstString;
  private final ByteArrayOutputStream types = new ByteArrayOutputStream();
  private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
  private int next;

  /** A whole table. */
  public BtfBuilder(ByteOrder order) {
    this(order, 1, 0);
    strings.write(0);
  }

  /** A table that continues another. */
  public BtfBuilder(Btf base) {
    this(base.order(), base.endId(), base.stringsEnd());
  }

  private BtfBuilder(ByteOrder order, int firstId, int firstString) {
    this.order = order;
    this.next = firstId;
    this.firstString = firstString;
  }

  /** Puts a string in the table. */
  public int string(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    int at = firstString + strings.size();
    strings.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    strings.write(0);
    return at;
  }

  /** Adds a type: its head and whatever words follow. */
  public int type(String name, int kind, boolean flag, int count, int sizeOrType, int... trailing) {
    word(string(name));
    word((flag ? 1 << 31 : 0) | kind << 24 | count);
    word(sizeOrType);
    for (int word : trailing) {
      word(word);
    }
    return next++;
  }

  /** Adds an integer; encoding 1 is signed, 2 a character, 4 a truth value. */
  public int integer(String name, int bytes, int encoding) {
    return type(name, 1, false, 0, bytes, encoding << 24 | bytes * 8);
  }

  /** Adds a struct or union whose members state their widths: name, type, offset, width. */
  public int composite(int kind, String name, int bytes, Object... members) {
    int[] words = new int[members.length / 4 * 3];
    for (int i = 0; i < members.length / 4; i++) {
      words[3 * i] = string((String) members[4 * i]);
      words[3 * i + 1] = (Integer) members[4 * i + 1];
      words[3 * i + 2] = (Integer) members[4 * i + 3] << 24 | (Integer) members[4 * i + 2];
    }
    return type(name, kind, true, members.length / 4, bytes, words);
  }

  /** The file. */
  public byte[] bytes() {
    ByteBuffer out = ByteBuffer.allocate(24 + types.size() + strings.size()).order(order);
    out.putShort((short) 0xeb9f).put((byte) 1).put((byte) 0).putInt(24);
    out.putInt(0).putInt(types.size()).putInt(types.size()).putInt(strings.size());
    return out.put(types.toByteArray()).put(strings.toByteArray()).array();
  }

  private void word(int value) {
    types.writeBytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
  }
}

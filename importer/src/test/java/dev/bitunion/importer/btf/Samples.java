package dev.bitunion.importer.btf;

import java.nio.ByteOrder;

/** Small files that show every kind and every way a member can be encoded. */
public final class Samples {
  private Samples() {}

  /**
   * All nineteen kinds. The composites: {@code union role} (raw word and an anonymous struct of
   * bit-fields), {@code struct old} (bit-fields in the older encoding), {@code struct mixed} (an
   * enumeration, an array, a pointer, a truth value, a named member of anonymous type), and the
   * anonymous struct of typedef {@code flags_t}.
   */
  public static byte[] everyKind(ByteOrder order) {
    BtfBuilder b = new BtfBuilder(order);
    int u32 = b.integer("unsigned int", 4, 0);
    int s32 = b.integer("int", 4, 1);
    int bool = b.integer("_Bool", 1, 4);
    b.integer("long unsigned int", 8, 0);
    int u32t = b.type("u32", 8, false, 0, u32);
    int constant = b.type("", 10, false, 0, u32t);
    int wobbly = b.type("", 9, false, 0, constant);
    int tagged = b.type("user", 18, false, 0, wobbly);
    int pointer = b.type("", 2, false, 0, tagged);
    int restricted = b.type("", 11, false, 0, pointer);
    int array = b.type("", 3, false, 0, 0, u32, u32, 3);
    int matrix = b.type("", 3, false, 0, 0, array, u32, 2);
    int mode = b.type("mode", 6, true, 2, 4, b.string("MODE_OFF"), 0, b.string("MODE_ERROR"), -1);
    int big = b.type("big", 19, false, 1, 8, b.string("BIG"), 0x89abcdef, 0x01234567);
    int anonymous = b.composite(4, "", 4, "level", u32, 0, 4, "direct", u32, 4, 1, "", u32, 5, 3);
    b.composite(5, "role", 4, "word", u32t, 0, 0, "", anonymous, 0, 0);
    int three = b.type("unsigned int", 1, false, 0, 4, 3 << 0);
    int shifted = b.type("int", 1, false, 0, 4, 1 << 24 | 5 << 16 | 6);
    b.type("old", 4, false, 2, 4, b.string("a"), three, 0, b.string("b"), shifted, 0);
    int inner = b.composite(4, "", 4, "x", s32, 0, 31, "y", u32, 31, 1);
    b.composite(
        4,
        "mixed",
        56,
        "mode",
        mode,
        0,
        2,
        "matrix",
        matrix,
        32,
        0,
        "p",
        restricted,
        256,
        0,
        "on",
        bool,
        320,
        1,
        "in",
        inner,
        352,
        0,
        "big",
        big,
        384,
        0);
    int flags = b.composite(4, "", 1, "f", bool, 7, 1);
    b.type("flags_t", 8, false, 0, flags);
    b.type("unknown", 7, false, 0, 0);
    int proto = b.type("", 13, false, 1, s32, b.string("arg"), u32);
    int function = b.type("f", 12, false, 1, proto);
    int variable = b.type("v", 14, false, 0, s32, 1);
    b.type(".data", 15, false, 1, 4, variable, 0, 4);
    b.type("float", 16, false, 0, 4);
    b.type("tag", 17, false, 0, function, 0);
    return b.bytes();
  }

  /** A module's file on top of {@link #everyKind}: {@code struct added} of one of its types. */
  public static byte[] split(Btf base) {
    BtfBuilder b = new BtfBuilder(base);
    b.composite(4, "added", 4, "only", 5, 0, 9);
    return b.bytes();
  }
}

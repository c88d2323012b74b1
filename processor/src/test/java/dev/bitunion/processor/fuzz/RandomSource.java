package dev.bitunion.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes interfaces with random annotation values: mostly such as a person would write, now and
 * then such as nobody should. What stands between the braces always is Java.
 */
final class RandomSource {
  private static final int[] WILD = {0, -1, -2, 1, 63, 64, 65, 127, 1 << 20, 1 << 30};
  private static final String[] NAMES = {
    "a", "b", "level", "dest_mode", "aBit", "withB", "word", "wait_", "v", "w", "index", "nPRIV",
    "x_1", "_reserved", "level_raw", "n", "type", "size", "mode", "text", "parse", "q", "r", "s"
  };
  private static final String[] CTYPES = {"BOOL", "S8", "U8", "S16", "U16", "S32", "U32", "S64"};

  /** Types that the fields may return; compiled beside every batch. */
  static final String HELPERS =
      """
      package fuzz;
      import dev.bitunion.*;
      public final class Helpers {
        private Helpers() {}
        public enum Two { OFF, ON }
        public enum Four { A, B, C, D }
        public enum Sparse { @Value(1) ONE, @Value(3) THREE, @Value(0) @Fallback OTHER }
        public enum Negative { @Value(-1) BELOW, @Value(0) ZERO, @Value(1) ABOVE }
        public static final class Port {
          private Port() {}
          public static String fromBits(int bits) { return Integer.toString(bits); }
          public static int toBits(String text) { return Integer.parseInt(text); }
        }
        public static final class Wide {
          private Wide() {}
          public static String fromBits(long bits) { return Long.toString(bits); }
          public static long toBits(String text) { return Long.parseLong(text); }
        }
        public static final class Broken {
          private Broken() {}
          public static String fromBits(String bits) { return bits; }
        }
      }
      """;

  /** A union to nest. */
  static final String NESTED =
      """
      package fuzz;
      import dev.bitunion.*;
      @BitUnion(bits = 8)
      public interface Inner {
        @Field(bits = 3) int level();
        @Field(bits = 1) boolean direct();
        @Field(bits = 2) Helpers.Four four();
        @Skip(1) @Field(bits = 1, signed = true) int sign();
      }
      """;

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private boolean c;
  private int views;

  private RandomSource(Random random) {
    this.random = random;
  }

  /** An interface of this name, in package {@code fuzz}. */
  static String write(String name, Random random) {
    RandomSource source = new RandomSource(random);
    source.type(name);
    return source.out.toString();
  }

  private boolean rarely(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  private int wild(int sane) {
    return rarely(120) ? WILD[random.nextInt(WILD.length)] : sane;
  }

  private void type(String name) {
    out.append("package fuzz;\nimport dev.bitunion.*;\n");
    int bits = List.of(8, 16, 32, 64, 32, 64, 24, 48, 128, 256).get(random.nextInt(10));
    List<String> values = new ArrayList<>();
    c = rarely(3);
    if (c) {
      values.add("abi = Abi." + one("SYSV", "PACKED", "MSVC"));
    }
    if (!c || rarely(20)) {
      values.add("bits = " + wild(bits));
    }
    if (rarely(4)) {
      values.add("order = BitOrder.MSB_FIRST");
    }
    if (rarely(6)) {
      values.add("overflow = Overflow." + one("CHECK", "TRUNCATE", "DEFAULT"));
    }
    if (rarely(40)) {
      values.add("layoutHash = \"" + one("", "?", "8 level:0+4u") + "\"");
    }
    values.add(
        "forms = {" + forms(!c && bits <= 64 && bits != 24 && bits != 48 || rarely(10)) + "}");
    if (rarely(15)) {
      out.append(skip());
    }
    out.append("@BitUnion(").append(String.join(", ", values)).append(")\n");
    out.append("public interface ").append(name).append(" {\n");
    members("  ", bits, 0);
    out.append("}\n");
  }

  private String forms(boolean word) {
    List<String> forms = new ArrayList<>();
    List<String> all =
        word
            ? List.of("VALUE", "ARRAY", "BUFFER", "MATCH", "ATOMIC", "BUILDER")
            : List.of("ARRAY", "BUFFER");
    for (String form : all) {
      if (rarely(5)) {
        forms.add("Form." + form);
      }
    }
    return String.join(", ", forms);
  }

  private void members(String indent, int room, int depth) {
    int left = room;
    List<String> names = new ArrayList<>();
    for (int i = 0, n = 1 + random.nextInt(6); i < n; i++) {
      String name = rarely(40) ? one(NAMES) : one(NAMES) + i;
      if (names.contains(name)) {
        continue; // Java itself would refuse it
      }
      names.add(name);
      if (depth < 3 && rarely(7)) {
        view(indent, name, room, depth);
      } else if (rarely(10)) {
        raw(indent, name, room);
      } else {
        if (left > 0) {
          left -= field(indent, name, left);
        }
      }
    }
  }

  private void view(String indent, String name, int room, int depth) {
    String view = "View" + views++;
    out.append(indent).append(rarely(30) ? skip() : "");
    out.append(rarely(c ? 3 : 60) ? "@View(packed = true)" : "@View");
    out.append(" interface ").append(view).append(" {\n");
    members(indent + "  ", Math.max(1, room / 2), depth + 1);
    out.append(indent).append("}\n").append(indent);
    out.append(rarely(2) ? "@Anonymous " : "");
    if (rarely(2)) {
      out.append(rarely(20) ? skip() : "").append("@Field");
      out.append(rarely(2) ? "(at = " + wild(8 * random.nextInt(8)) + ") " : " ");
    }
    out.append(view).append(' ').append(name).append("();\n");
  }

  private void raw(String indent, String name, int room) {
    out.append(indent).append("@Raw");
    if (rarely(2)) {
      int bits = wild(Math.min(room, 8 << random.nextInt(4)));
      out.append("(bits = ").append(bits).append(rarely(2) ? ", at = " + wild(8) : "").append(')');
    }
    out.append(' ')
        .append(one("int", "long", "long", rarely(10) ? "byte" : "int"))
        .append(' ')
        .append(name);
    out.append("();\n");
  }

  /** Writes a field; gives back how many bits it means to take. */
  private int field(String indent, String name, int left) {
    String type = type();
    int most = Math.min(left, most(type));
    int width = type.equals("boolean") ? 1 : 1 + random.nextInt(most);
    if (type.equals("Inner") && left < 8) {
      type = "int";
    }
    width = type.equals("Inner") ? 8 : type.startsWith("Helpers.") ? 2 : width;
    width = type.equals("Helpers.Two") ? 1 : width;
    if (type.startsWith("Helpers.") && left < 2) {
      type = "boolean";
      width = 1;
    }
    List<String> values = new ArrayList<>();
    boolean array = !type.equals("Inner") && rarely(8);
    boolean split = !array && !type.equals("Inner") && rarely(12);
    boolean plain = c && (array || rarely(3));
    if (!plain && !split) {
      values.add("bits = " + wild(width));
    }
    if (c && !split || rarely(150)) {
      values.add("type = CType." + (plain && type.equals("boolean") ? "BOOL" : cType(width)));
    }
    if (split) {
      values.add(parts(left));
    }
    if (rarely(40)) {
      values.add("at = " + wild(random.nextInt(16)));
    }
    int count = array ? 1 + random.nextInt(Math.max(1, Math.min(4, left / width))) : 1;
    if (array != rarely(90)) {
      values.add("count = " + wild(count));
      if (rarely(c ? 40 : 4)) {
        values.add("stride = " + wild(width + random.nextInt(4)));
      }
    }
    options(values, type, width);
    out.append(indent).append(rarely(6) ? skip() : "").append("@Field(");
    out.append(String.join(", ", values)).append(") ").append(type).append(' ').append(name);
    out.append(array ? "(int index);\n" : "();\n");
    return width * count;
  }

  private void options(List<String> values, String type, int width) {
    boolean number = List.of("byte", "short", "char", "int", "long").contains(type);
    boolean fits = number && !type.equals("char") && !c;
    if (rarely(fits ? 4 : 60)) {
      values.add("signed = " + !rarely(8));
    }
    if (rarely(number ? 10 : 80)) {
      values.add("scale = " + wild(random.nextInt(1 + Math.max(0, most(type) - width))));
    }
    boolean reserved = rarely(12);
    if (reserved) {
      values.add("reserved = Reserved." + one("ZERO", "ONE", "PRESERVED"));
    }
    if (rarely(reserved ? 40 : 6)) {
      values.add("access = Access." + one("READ_ONLY", "WRITE_ONLY", "NONE", "WRITE_ONE_TO_CLEAR"));
    }
    if (rarely(reserved ? 40 : 8)) {
      values.add("init = " + (rarely(20) ? random.nextLong() + "L" : "" + random.nextInt(2)));
    }
    if (rarely(number ? 8 : 80)) {
      values.add("overflow = Overflow." + one("CHECK", "TRUNCATE"));
    }
    if (type.equals("String") || rarely(120)) {
      boolean wide = width > 32 || rarely(3);
      String fitting = wide ? "Wide" : "Port";
      values.add("converter = Helpers." + (rarely(20) ? "Broken" : fitting) + ".class");
    }
    if (rarely(25)) {
      values.add("cName = \"" + one("x", "cr4_pae", "a.b", "", "1x", "\u00fcbel", "Level") + "\"");
    }
    if (rarely(type.equals("Inner") ? 3 : 90)) {
      values.add("flatten = false");
    }
  }

  private String type() {
    if (rarely(3)) {
      return one(
          "byte",
          "short",
          "char",
          "Helpers.Two",
          "Helpers.Four",
          "Helpers.Sparse",
          "Helpers.Negative",
          "Inner",
          "String");
    }
    return rarely(60) ? one("float", "int[]", "Object", "Integer") : one("boolean", "int", "long");
  }

  private static int most(String type) {
    return switch (type) {
      case "byte" -> 8;
      case "short", "char" -> 16;
      case "long" -> 64;
      default -> 32;
    };
  }

  private String cType(int width) {
    int bits = width <= 8 ? 8 : width <= 16 ? 16 : width <= 32 ? 32 : 64;
    return rarely(40) ? one(CTYPES) : one("U", "S") + bits;
  }

  private String parts(int left) {
    List<String> parts = new ArrayList<>();
    int at = 0;
    for (int i = 0, n = 1 + random.nextInt(3); i < n; i++) {
      int bits = 1 + random.nextInt(6);
      parts.add("@Part(bits = " + wild(bits) + ", at = " + wild(at) + ")");
      at += bits + random.nextInt(4);
    }
    return "parts = {" + String.join(", ", parts) + "}";
  }

  private String skip() {
    int bits = wild(1 + random.nextInt(3));
    String type = c != rarely(150) ? ", type = CType." + one(CTYPES) : "";
    String rule = rarely(4) ? ", reserved = Reserved." + one("ZERO", "ONE", "PRESERVED") : "";
    return "@Skip(value = " + bits + type + rule + ") ";
  }
}

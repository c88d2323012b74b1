package dev.bitunion.processor.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Writes interfaces with random annotation values: mostly such as a person would write, now and
 * then such as nobody should. What stands between the braces always is Java.
 */
final class RandomSource {
  private static final int[] WILD = {0, -1, -2, 1, 63, 64, 65, 127, 1 << 20, 1 << 30};
  private static final String[] NAMES = {
    "a", "b", "level", "dest_mode", "aBit", "withB", "word", "wait_", "v", "w", "index", "nPRIV",
    "x_1", "_reserved", "level_raw", "n", "type", "size", "mode", "text", "parse", "q", "r", "s",
    "value", "mask", "bits", "offset", "order", "i", "array", "buffer", "reset", "A"
  };

  /** Names that stand alone: beside others, a number would follow them. */
  private static final String[] ODD_NAMES = {
    "$", "gr\u00f6\u00dfe", "values", "of", "var", "record", "yield", "length", "__", "L", "builder"
  };

  /** What may stand in comments, which generated code repeats. */
  private static final String[] DOCS = {
    "The level. {@link Inner#level() That one}, {@code a < b} & {@value}.",
    "{@return $T of $L and %s, $$; 100 %} ",
    "Lines\n   * of {@code x\n   * y}, {@literal *}&#47;, <b>bold\n   * @see Inner",
    "Unbalanced {@code and a \\\\u002a backslash \\\\"
  };

  private static final Set<String> NUMBERS = Set.of("byte", "short", "char", "int", "long");
  private static final String[] CTYPES = {"BOOL", "S8", "U8", "S16", "U16", "S32", "U32", "S64"};

  /** Types that the fields may return; compiled beside every batch. */
  static final String HELPERS =
      """
      package fuzz;
      import dev.bitunion.*;
      public final class Helpers {
        private Helpers() {}
        public enum Two { OFF, @Deprecated(forRemoval = true) ON }
        public enum Four { A, B, C, D }
        public enum Sparse { @Value(1) ONE, @Value(3) THREE, @Value(0) @Fallback OTHER }
        public enum Gaps { @Value(0) NONE, @Value(2) SOME }
        public enum Empty {}
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
        public static final class Both {
          private Both() {}
          public static Wide fromBits(int bits) { return null; }
          public static String fromBits(long bits) { return Long.toString(bits); }
          public static int toBits(Wide wide) { return 0; }
          public static int toBits(String text) { return Integer.parseInt(text); }
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
    return rarely(300) ? WILD[random.nextInt(WILD.length)] : sane;
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
      out.append(skip(2));
    }
    if (rarely(60)) {
      out.append("@CProof(type = \"struct x\", includes = \"a/b.h\") ");
    }
    out.append(rarely(60) ? "@Deprecated " : "")
        .append("@BitUnion(")
        .append(String.join(", ", values))
        .append(")\n");
    out.append("public interface ").append(name).append(" {\n");
    members("  ", bits - (rarely(8) ? 0 : 3), 0);
    out.append("}\n");
  }

  private String forms(boolean word) {
    List<String> forms = new ArrayList<>();
    List<String> all =
        word
            ? List.of("VALUE", "ARRAY", "BUFFER", "MATCH", "ATOMIC", "BUILDER")
            : List.of("ARRAY", "BUFFER");
    for (String form : all) {
      if (rarely(9)) {
        forms.add("Form." + form);
      }
    }
    if (rarely(25)) {
      forms.add("Form.SEGMENT");
    }
    return String.join(", ", forms);
  }

  private void members(String indent, int room, int depth) {
    int at = 0;
    List<String> names = new ArrayList<>();
    for (int i = 0, n = 1 + random.nextInt(1 + random.nextInt(6)); i < n; i++) {
      String name = rarely(40) ? one(rarely(2) ? NAMES : ODD_NAMES) : one(NAMES) + i;
      if (names.contains(name)) {
        continue; // Java itself would refuse it
      }
      names.add(name);
      if (depth < 3 && rarely(9)) {
        at += view(indent, name, room, at, depth);
      } else if (rarely(12)) {
        raw(indent, name, room);
      } else if (at < room) {
        at += field(indent, name, at, room);
      }
    }
  }

  /** Writes a view and its accessor; gives back how many bits it takes of those around it. */
  private int view(String indent, String name, int room, int at, int depth) {
    String view = "View" + views++;
    boolean placed = rarely(2);
    boolean sequence = placed && rarely(2);
    int width = sequence ? (room - at) / 2 : room / 2;
    if (width < 1) {
      return 0;
    }
    out.append(indent).append(rarely(30) ? skip(1) : "");
    out.append(rarely(c ? 3 : 100) ? "@View(packed = true)" : "@View");
    out.append(" interface ").append(view).append(" {\n");
    members(indent + "  ", width, depth + 1);
    out.append(indent).append("}\n").append(indent);
    out.append(rarely(2) ? "@Anonymous " : "");
    if (placed) {
      out.append(rarely(40) ? skip(1) : "").append("@Field");
      int place = 8 * random.nextInt(1 + room / 16);
      out.append(sequence ? " " : "(at = " + wild(place) + ") ");
    }
    out.append(view).append(' ').append(name).append("();\n");
    return sequence ? width : 0;
  }

  private void raw(String indent, String name, int room) {
    out.append(indent).append("@Raw");
    boolean part = c || room > 64 || rarely(2);
    int bits = Math.min(room, 8 << random.nextInt(4));
    if (part && !rarely(12)) {
      int at = rarely(2) ? 0 : random.nextInt(1 + room - bits);
      out.append("(bits = ").append(wild(bits));
      out.append(at == 0 ? "" : ", at = " + wild(at)).append(')');
    }
    boolean wide = (part ? bits : room) > 32 || rarely(4);
    out.append(' ').append(rarely(40) ? one("byte", "boolean", "String") : wide ? "long" : "int");
    out.append(' ').append(name).append("();\n");
  }

  /** Writes a field; gives back how many bits it means to take. */
  private int field(String indent, String name, int at, int room) {
    int left = room - at;
    String type = type();
    if (type.equals("Inner") && left < 8) {
      type = "int";
    }
    if (type.startsWith("Helpers.") && left < 2) {
      type = "boolean";
    }
    boolean number = NUMBERS.contains(type);
    boolean array = !type.equals("Inner") && rarely(8);
    boolean split = number && !array && left > 12 && rarely(8);
    boolean plain = c && (array || rarely(3));
    int most = Math.min(left, most(type));
    int width =
        switch (type) {
          case "boolean", "Helpers.Two" -> 1;
          case "Helpers.Four", "Helpers.Sparse", "Helpers.Negative", "Helpers.Gaps" -> 2;
          case "Inner" -> 8;
          default -> rarely(20) ? most : 1 + random.nextInt(Math.min(most, rarely(6) ? 64 : 12));
        };
    List<String> values = new ArrayList<>();
    if (!plain && !split && !(c && array)) {
      values.add("bits = " + wild(width));
    }
    if (c && !split && !(type.equals("Inner") && !rarely(20)) || rarely(300)) {
      values.add("type = CType." + (plain && type.equals("boolean") ? "BOOL" : cType(type, width)));
    }
    int taken = split ? parts(values, at, room) : width;
    if (!split && rarely(40)) {
      int gap = rarely(3) ? 0 : random.nextInt(3);
      values.add("at = " + wild(at + gap));
      taken += gap;
    }
    if (array != rarely(200)) {
      int count = 1 + random.nextInt(Math.max(1, Math.min(4, left / width)));
      int stride = !c && rarely(4) ? width + random.nextInt(4) : 0;
      values.add("count = " + wild(count));
      if (stride > 0 || rarely(80)) {
        values.add("stride = " + wild(stride));
      }
      taken = Math.max(width, stride) * count;
    }
    options(values, type, split ? Math.min(most, taken) : width);
    if (rarely(12)) {
      out.append(indent).append("/** ").append(one(DOCS)).append(" */\n");
    }
    out.append(indent).append(rarely(80) ? "@Deprecated " : "");
    if (rarely(6) && !split) {
      int skipped = Math.min(3, room - at - taken);
      out.append(skipped > 0 || rarely(8) ? skip(Math.max(1, skipped)) : "");
      taken += Math.max(0, skipped);
    }
    out.append("@Field(");
    out.append(String.join(", ", values)).append(") ").append(type).append(' ').append(name);
    out.append(array ? "(int index)" : "()").append(rarely(80) ? " throws Exception;\n" : ";\n");
    return plain ? Math.max(8, Integer.highestOneBit(2 * taken - 1)) : taken;
  }

  private void options(List<String> values, String type, int width) {
    boolean number = NUMBERS.contains(type);
    boolean fits = number && !type.equals("char") && !c;
    if (type.equals("Helpers.Negative") && !c) {
      values.add("signed = true");
    } else if (rarely(fits ? 4 : 250)) {
      values.add("signed = " + !rarely(8));
    }
    if (rarely(number ? 10 : 250)) {
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
      values.add(
          "init = "
              + (rarely(20) ? random.nextLong() + "L" : "" + (width < 2 ? 0 : random.nextInt(2))));
    }
    if (rarely(number ? 8 : 250)) {
      values.add("overflow = Overflow." + one("CHECK", "TRUNCATE"));
    }
    if (type.equals("String") || rarely(250)) {
      String fitting = width > 32 ? one("Wide", "Both") : one("Port", "Wide", "Both");
      values.add("converter = Helpers." + (rarely(30) ? "Broken" : fitting) + ".class");
    }
    if (rarely(50)) {
      values.add(
          "cName = \"" + one("x", "cr4_pae", "a.b", "f.g", "", "1x", "\u00fcbel", "Level") + "\"");
    }
    if (rarely(type.equals("Inner") ? 3 : 250)) {
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
          "Helpers.Gaps",
          "Helpers.Negative",
          "Inner",
          "String");
    }
    return rarely(150) ? one("float", "int[]", "Object", "Integer") : one("boolean", "int", "long");
  }

  private static int most(String type) {
    return switch (type) {
      case "byte" -> 8;
      case "short", "char" -> 16;
      case "long", "String" -> 64;
      default -> 32;
    };
  }

  private String cType(String type, int width) {
    int bits = width <= 8 ? 8 : width <= 16 ? 16 : width <= 32 ? 32 : 64;
    boolean signs = NUMBERS.contains(type) && !type.equals("char") && rarely(2);
    boolean negative = type.equals("Helpers.Negative");
    return rarely(60) ? one(CTYPES) : (signs || negative ? "S" : "U") + bits;
  }

  /** Two or three pieces with gaps, from where the sequence is; gives back what they span. */
  private int parts(List<String> values, int from, int room) {
    List<String> parts = new ArrayList<>();
    int at = from;
    for (int i = 0, n = 1 + random.nextInt(3); i < n; i++) {
      int bits = Math.min(1 + random.nextInt(6), room - at);
      if (bits < 1) {
        break;
      }
      parts.add("@Part(bits = " + wild(bits) + ", at = " + wild(at) + ")");
      at += bits + random.nextInt(3);
    }
    values.add("parts = {" + String.join(", ", parts) + "}");
    return at - from;
  }

  private String skip(int most) {
    int bits = wild(1 + random.nextInt(most));
    String type = c != rarely(200) ? ", type = CType." + one("U8", "U16", "S32", "U64") : "";
    String rule = rarely(4) ? ", reserved = Reserved." + one("ZERO", "ONE", "PRESERVED") : "";
    return "@Skip(value = " + bits + type + rule + ") ";
  }
}

package dev.bitunion.importer.c;

import dev.bitunion.importer.layout.LeafKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The scalar types that C and Linux name, with the sizes of LP64. */
final class CScalars {
  private static final Map<String, Scalar> NAMED = new HashMap<>();

  static {
    for (int bits : new int[] {8, 16, 32, 64}) {
      Scalar unsigned = new Scalar(LeafKind.INT, unsignedName(bits), bits, false);
      Scalar signed = new Scalar(LeafKind.INT, signedName(bits), bits, true);
      for (String name : List.of("u", "__u", "__le", "__be", "le", "be")) {
        NAMED.put(name + bits, unsigned);
      }
      NAMED.put("uint" + bits + "_t", unsigned);
      NAMED.put("u_int" + bits + "_t", unsigned);
      NAMED.put("s" + bits, signed);
      NAMED.put("__s" + bits, signed);
      NAMED.put("int" + bits + "_t", signed);
    }
    Scalar bool = new Scalar(LeafKind.BOOL, "_Bool", 8, false);
    NAMED.put("bool", bool);
    NAMED.put("_Bool", bool);
    for (String name :
        List.of(
            "size_t",
            "uintptr_t",
            "gfn_t",
            "gpa_t",
            "gva_t",
            "hpa_t",
            "hfn_t",
            "kvm_pfn_t",
            "phys_addr_t",
            "dma_addr_t",
            "resource_size_t")) {
      NAMED.put(name, new Scalar(LeafKind.INT, "long unsigned int", 64, false));
    }
    for (String name : List.of("ssize_t", "loff_t", "ktime_t", "intptr_t", "ptrdiff_t")) {
      NAMED.put(name, new Scalar(LeafKind.INT, "long int", 64, true));
    }
    NAMED.put("uint", NAMED.get("u32"));
    NAMED.put("float", new Scalar(LeafKind.FLOAT, "float", 32, false));
    NAMED.put("double", new Scalar(LeafKind.FLOAT, "double", 64, false));
  }

  private CScalars() {}

  /**
   * A scalar type.
   *
   * @param kind what it holds
   * @param base its name in C without typedefs
   * @param bits its size, which is its alignment
   * @param signed whether C sign-extends it
   */
  record Scalar(LeafKind kind, String base, int bits, boolean signed) {}

  /** The type of a name, or null. */
  static Scalar named(String name) {
    return NAMED.get(name);
  }

  /** The type of C's own words, in any order: {@code unsigned long}; null if they are none. */
  static Scalar words(List<String> words) {
    long longs = words.stream().filter("long"::equals).count();
    boolean unsigned = words.contains("unsigned");
    boolean signed = words.contains("signed");
    boolean known =
        words.stream()
            .allMatch(
                w -> List.of("unsigned", "signed", "long", "int", "short", "char").contains(w));
    if (!known || words.isEmpty() || longs > 2 || unsigned && signed) {
      return null;
    }
    int bits = longs > 0 ? 64 : words.contains("short") ? 16 : words.contains("char") ? 8 : 32;
    return new Scalar(
        LeafKind.INT, unsigned ? unsignedName(bits) : signedName(bits), bits, !unsigned);
  }

  private static String unsignedName(int bits) {
    return switch (bits) {
      case 8 -> "unsigned char";
      case 16 -> "short unsigned int";
      case 32 -> "unsigned int";
      default -> "long unsigned int";
    };
  }

  private static String signedName(int bits) {
    return switch (bits) {
      case 8 -> "signed char";
      case 16 -> "short int";
      case 32 -> "int";
      default -> "long int";
    };
  }
}

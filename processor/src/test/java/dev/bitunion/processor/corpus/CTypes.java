package dev.bitunion.processor.corpus;

import java.util.List;

/** From the names of C types to the constants of {@code CType}. */
final class CTypes {
  private static final List<String> QUALIFIERS = List.of("const ", "volatile ");

  private CTypes() {}

  /**
   * The constant of a type's name.
   *
   * @param signed decides for typedefs whose name does not tell
   */
  static String constant(String name, boolean signed) {
    String plain = name;
    for (String qualifier : QUALIFIERS) {
      plain = plain.replace(qualifier, "");
    }
    return switch (plain.strip()) {
      case "_Bool", "bool" -> "BOOL";
      case "char", "signed char" -> "S8";
      case "unsigned char" -> "U8";
      case "short", "short int" -> "S16";
      case "unsigned short", "short unsigned int" -> "U16";
      case "int", "signed int" -> "S32";
      case "unsigned", "unsigned int" -> "U32";
      case "long", "long int", "long long", "long long int" -> "S64";
      case "unsigned long", "long unsigned int", "unsigned long long", "long long unsigned int" ->
          "U64";
      default -> byDigits(plain, signed);
    };
  }

  /**
   * The constant of a member that is no bit-field: its width is known, whatever its type's name.
   */
  static String scalar(String name, boolean signed, int width) {
    String named = constant(name, signed);
    boolean standard = width == 8 || width == 16 || width == 32 || width == 64;
    return named.equals("BOOL") || !standard ? named : (signed ? "S" : "U") + width;
  }

  /** {@code __be16}, {@code uint32_t}, {@code __aligned_u64}: the digits are the width. */
  private static String byDigits(String name, boolean signed) {
    for (int width : new int[] {64, 32, 16, 8}) {
      if (name.contains(Integer.toString(width))) {
        return (signed ? "S" : "U") + width;
      }
    }
    return (signed ? "S" : "U") + 32;
  }
}

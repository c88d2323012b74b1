package dev.bitunion.importer.emit;

import dev.bitunion.layout.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Java names for C names. What can stay stays; a name that Java or a generated class needs for
 * itself gets an underscore at its end, one that is taken gets a number, always the same one for
 * the same input.
 */
public final class JavaNames {
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "BitUnion",
          "Field",
          "Skip",
          "View",
          "Anonymous",
          "Raw",
          "Value",
          "Fallback",
          "Part",
          "BitOrder",
          "Abi",
          "Access",
          "CType",
          "Overflow",
          "Reserved",
          "Generated",
          "Form");

  private static final List<String> FORMS =
      List.of(
          "", "Bits", "Value", "Match", "Array", "Buffer", "Segment", "Atomic", "Layout",
          "Builder");

  private JavaNames() {}

  /** A method name of its own kind of alphabet, escaped but not yet checked against others. */
  static String method(String cName) {
    String name = identifier(cName);
    boolean needed =
        SourceVersion.isKeyword(name) || name.equals("yield") || Names.isReserved(name);
    return needed ? name + "_" : name;
  }

  /** A C name, or what is left of it where a compiler of another language made it. */
  static String identifier(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_]", "_");
    return plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "_" + plain : plain;
  }

  /** A type name in Java's spelling: {@code KvmMmuPageRole}. */
  public static String type(String cName) {
    StringBuilder name = new StringBuilder();
    boolean up = true;
    for (char c : cName.toCharArray()) {
      boolean letter = c < 128 && Character.isLetterOrDigit(c);
      if (letter) {
        name.append(up ? Character.toUpperCase(c) : c);
      }
      up = !letter;
    }
    if (name.length() == 0 || Character.isDigit(name.charAt(0))) {
      name.insert(0, "Type");
    }
    return isTaken(name.toString()) ? name + "_" : name.toString();
  }

  /** A type's name as a method's. */
  static String lower(String type) {
    return Character.toLowerCase(type.charAt(0)) + type.substring(1);
  }

  private static boolean isTaken(String type) {
    if (ANNOTATIONS.contains(type)) {
      return true;
    }
    try {
      Class.forName("java.lang." + type, false, null);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  /** Names of types in one package: unlike each other and each other's generated classes. */
  public static final class Types {
    private final Set<String> taken = new HashSet<>();

    /** A free name for a C type. */
    public String add(String cName) {
      String name = type(cName);
      for (int n = 2; !isFree(name); n++) {
        name = type(cName) + "_" + n;
      }
      for (String form : FORMS) {
        taken.add((name + form).toLowerCase(Locale.ROOT));
      }
      return name;
    }

    private boolean isFree(String name) {
      return FORMS.stream().noneMatch(f -> taken.contains((name + f).toLowerCase(Locale.ROOT)));
    }
  }
}

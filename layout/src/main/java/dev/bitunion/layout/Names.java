package dev.bitunion.layout;

import java.util.Locale;
import java.util.Set;

/** How the names of generated code follow from a method's name and from a C name. */
public final class Names {
  /** The members that every union has in a generated class, and those of every object. */
  private static final Set<String> RESERVED =
      Set.of(
          "toString",
          "parse",
          "flagNames",
          "sameFields",
          "diffMask",
          "diff",
          "isValid",
          "validate",
          "canonical",
          "word",
          "wordPlain",
          "wordOpaque",
          "wordAcquire",
          "builder",
          "build",
          "reserved",
          "reset",
          "layout",
          "equals",
          "hashCode",
          "getClass",
          "clone",
          "finalize",
          "notify",
          "notifyAll",
          "wait",
          "yield"); // Java takes it for a statement where generated code would call it

  private Names() {}

  /**
   * Whether no field can have this method name, because a generated class or every object has it.
   */
  public static boolean isReserved(String method) {
    return RESERVED.contains(method);
  }

  /**
   * The C name that a method stands for: the name itself if it is snake_case or one word, {@code
   * cr0_pg} for {@code cr0Pg}; an underscore at the end, which only avoids a clash, is dropped.
   */
  public static String cName(String method) {
    String name = withoutTail(method);
    if (name.indexOf('_') >= 0 || Character.isUpperCase(name.charAt(0))) {
      return name;
    }
    StringBuilder c = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (Character.isUpperCase(letter)) {
        boolean inAcronym = Character.isUpperCase(name.charAt(i - 1));
        boolean endsAcronym = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
        if (!inAcronym || endsAcronym) {
          c.append('_');
        }
        c.append(Character.toLowerCase(letter));
      } else {
        c.append(letter);
      }
    }
    return c.toString();
  }

  /** A snake_case name in camel case; other names as they are. */
  public static String camel(String method) {
    String name = withoutTail(method);
    StringBuilder camel = new StringBuilder();
    boolean up = false;
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter == '_' && i > 0) {
        up = true;
      } else {
        camel.append(up ? Character.toUpperCase(letter) : letter);
        up = false;
      }
    }
    return camel.toString();
  }

  /** The camel-case name with a capital at its head, to follow {@code with} or {@code prep}. */
  public static String capital(String method) {
    String camel = camel(method);
    return Character.toUpperCase(camel.charAt(0)) + camel.substring(1);
  }

  /** The head of a field's constants: its C name in capitals, {@code A_B} for {@code a.b}. */
  public static String constant(String cName) {
    return cName.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  private static String withoutTail(String method) {
    boolean tail = method.length() > 1 && method.endsWith("_");
    return tail ? method.substring(0, method.length() - 1) : method;
  }
}

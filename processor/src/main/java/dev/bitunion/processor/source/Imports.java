package dev.bitunion.processor.source;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which classes a file may name shortly. Classes of the same package and of java.lang need no
 * import; those of java are imported if their name is free; all others are named in full, so that
 * no member type that an interface hands down can take their place.
 */
final class Imports {
  private final String packageName;
  private final Set<String> taken;
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> imported = new TreeSet<>();

  /**
   * No imports yet.
   *
   * @param packageName the file's package
   * @param taken simple names that mean something else in the file
   */
  Imports(String packageName, Set<String> taken) {
    this.packageName = packageName;
    this.taken = taken;
  }

  String nameOf(ClassName type) {
    String top = type.topLevelName();
    if (type.packageName().equals(packageName)) {
      return names.getOrDefault(top, packageName).equals(packageName)
          ? type.dotted()
          : type.canonicalName();
    }
    boolean isShort = type.packageName().startsWith("java.") || isOurs(type);
    if (!isShort || taken.contains(top)) {
      return type.canonicalName();
    }
    names.putIfAbsent(top, type.packageName());
    if (!names.get(top).equals(type.packageName())) {
      return type.canonicalName();
    }
    if (!type.packageName().equals("java.lang")) {
      imported.add(type.packageName() + "." + top);
    }
    return type.dotted();
  }

  private static boolean isOurs(ClassName type) {
    return type.packageName().equals("dev.bitunion");
  }

  Set<String> imported() {
    return imported;
  }
}

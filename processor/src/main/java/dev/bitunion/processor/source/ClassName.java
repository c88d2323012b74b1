package dev.bitunion.processor.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A class, interface, record or enum. */
public final class ClassName extends TypeName {
  private final String packageName;
  private final List<String> simpleNames;

  private ClassName(String packageName, List<String> simpleNames) {
    this.packageName = packageName;
    this.simpleNames = List.copyOf(simpleNames);
  }

  /** A class by its package, its name, and the names of classes inside it. */
  public static ClassName get(String packageName, String simpleName, String... nested) {
    List<String> names = new ArrayList<>(List.of(simpleName));
    names.addAll(List.of(nested));
    return new ClassName(packageName, names);
  }

  /** The name of a class of the running compiler's JDK. */
  public static ClassName get(Class<?> type) {
    List<String> names = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
      names.add(0, each.getSimpleName());
    }
    return new ClassName(type.getPackageName(), names);
  }

  /** A class inside this one. */
  public ClassName nestedClass(String name) {
    List<String> names = new ArrayList<>(simpleNames);
    names.add(name);
    return new ClassName(packageName, names);
  }

  /** Its package, empty for the unnamed one. */
  public String packageName() {
    return packageName;
  }

  /** Its own name. */
  public String simpleName() {
    return simpleNames.get(simpleNames.size() - 1);
  }

  /** The name of the outermost class around it. */
  String topLevelName() {
    return simpleNames.get(0);
  }

  /** Its names from the outermost one, with dots. */
  String dotted() {
    return String.join(".", simpleNames);
  }

  /** Its full name. */
  public String canonicalName() {
    return packageName.isEmpty() ? dotted() : packageName + "." + dotted();
  }

  @Override
  String in(Imports imports) {
    return imports.nameOf(this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassName name
        && packageName.equals(name.packageName)
        && simpleNames.equals(name.simpleNames);
  }

  @Override
  public int hashCode() {
    return Objects.hash(packageName, simpleNames);
  }

  @Override
  public String toString() {
    return canonicalName();
  }
}

package dev.bitunion.importer.emit;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Names of the types inside one interface. */
final class TypeNames {
  private final Set<String> taken = new HashSet<>();

  /**
   * Starts with what is visible inside.
   *
   * @param owner the interface
   * @param others interfaces of the same package that it refers to
   */
  TypeNames(String owner, Collection<Imported> others) {
    taken.add(owner);
    others.forEach(other -> taken.add(other.name()));
  }

  /** A free name for a C name. */
  String add(String cName) {
    String wanted = JavaNames.type(cName);
    String free = wanted;
    for (int n = 2; !taken.add(free); n++) {
      free = wanted + "_" + n;
    }
    return free;
  }
}

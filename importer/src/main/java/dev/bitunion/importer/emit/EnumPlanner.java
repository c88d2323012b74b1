package dev.bitunion.importer.emit;

import dev.bitunion.importer.btf.BtfEnumerator;
import dev.bitunion.importer.layout.Leaf;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Plans the enumerations of one interface; fields of one C enumeration share one. */
final class EnumPlanner {
  private static final int MAX_CONSTANTS = 1000;

  /** Widest field that can return an enum: its numbers are Java ints from 0. */
  private static final int MAX_BITS = 31;

  private final TypeNames typeNames;
  private final List<JavaEnum> enums = new ArrayList<>();

  EnumPlanner(TypeNames typeNames) {
    this.typeNames = typeNames;
  }

  List<JavaEnum> all() {
    return List.copyOf(enums);
  }

  /** The enumeration of a field; null if there is none, or the field cannot hold all its values. */
  JavaEnum of(Leaf leaf) {
    if (leaf.bitWidth() > MAX_BITS) {
      return null;
    }
    Set<Long> values = new HashSet<>();
    Set<String> names = new HashSet<>();
    List<JavaEnum.Constant> constants = new ArrayList<>();
    for (BtfEnumerator enumerator : leaf.enumerators()) {
      if (!fits(enumerator.value(), leaf) || values.size() >= MAX_CONSTANTS) {
        return null;
      }
      String constant = JavaNames.method(enumerator.name());
      // Of several names of one number, as in MODE_LAST = MODE_ON, the first one stands.
      if (values.add(enumerator.value()) && names.add(constant)) {
        constants.add(new JavaEnum.Constant(constant, enumerator.value()));
      }
    }
    return constants.isEmpty() ? null : share(leaf, constants, fallback(leaf, names, values));
  }

  /** A constant for all numbers without a name, with one of them; null if all have names. */
  private static JavaEnum.Constant fallback(Leaf leaf, Set<String> names, Set<Long> values) {
    if (values.size() == 1L << leaf.bitWidth()) {
      return null;
    }
    String name = "OTHER";
    while (names.contains(name)) {
      name += "_";
    }
    long free = 0;
    while (values.contains(free)) {
      free++;
    }
    // In a signed field the free number may be below 0 only.
    if (!fits(free, leaf)) {
      free = -1;
      while (values.contains(free)) {
        free--;
      }
    }
    return new JavaEnum.Constant(name, free);
  }

  private JavaEnum share(Leaf leaf, List<JavaEnum.Constant> constants, JavaEnum.Constant fallback) {
    String cName = leaf.enumName().equals("(anon)") ? "" : leaf.enumName();
    for (JavaEnum known : enums) {
      if (known.cName().equals(cName)
          && known.constants().equals(constants)
          && Objects.equals(known.fallback(), fallback)) {
        return known;
      }
    }
    String wanted = cName.isEmpty() ? leaf.simpleName() : cName;
    JavaEnum made = new JavaEnum(typeNames.add(wanted), cName, List.copyOf(constants), fallback);
    enums.add(made);
    return made;
  }

  private static boolean fits(long value, Leaf leaf) {
    long bits = leaf.bitWidth();
    if (bits >= Imported.WORD_BITS) {
      return true;
    }
    return leaf.signed()
        ? value >= -(1L << bits - 1) && value < 1L << bits - 1
        : value >= 0 && value < 1L << bits;
  }
}

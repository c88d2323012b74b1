package dev.bitunion.importer.emit;

import dev.bitunion.layout.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of the fields of one type, views included: each different from all others, and so are the
 * names of everything that is generated for them.
 */
final class MemberNames {
  private final Set<String> members = new HashSet<>();
  private final Set<String> constants = new HashSet<>();

  /**
   * A field's names.
   *
   * @param method its method
   * @param cName its C name; another than the given one only where two differ in case alone
   * @param getter the generated reader
   */
  record Chosen(String method, String cName, String getter) {}

  /**
   * Finds names for a field.
   *
   * @param wanted its C name
   * @param prefix the readers' prefix of the view that it stands in, in camel case; empty outside
   * @param cPrefix the constants' prefix
   */
  Chosen add(String wanted, String prefix, String cPrefix) {
    String cName = JavaNames.identifier(wanted);
    for (int n = 1; ; n++) {
      String tail = n == 1 ? "" : "_" + n;
      String method = n == 1 ? JavaNames.method(wanted) : cName + tail;
      String whole = prefix.isEmpty() ? method : prefix + Names.capital(method);
      List<String> generated = generated(whole);
      if (generated.stream().noneMatch(members::contains)) {
        members.addAll(generated);
        return new Chosen(method, constant(cName, cPrefix), whole);
      }
    }
  }

  /** The C name, numbered if its constants would bear the names of others. */
  private String constant(String cName, String cPrefix) {
    for (int n = 1; ; n++) {
      String name = n == 1 ? cName : cName + "_" + n;
      if (constants.add(Names.constant(cPrefix + name))) {
        return name;
      }
    }
  }

  private static List<String> generated(String method) {
    String camel = Names.camel(method);
    String capital = Names.capital(method);
    return List.of(
        method,
        camel,
        camel + "Bit",
        camel + "Raw",
        camel + "Text",
        camel + "Number",
        camel + "Word",
        "with" + capital,
        "with" + capital + "Bit",
        "with" + capital + "Truncated",
        "with" + capital + "Checked",
        "set" + capital,
        "clear" + capital,
        "prep" + capital);
  }
}

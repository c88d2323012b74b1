package dev.bitunion.importer.emit;

import dev.bitunion.layout.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of the fields of one type, views included: each different from all others, and so are the
 * names of everything that is generated for them.
 */
public final class MemberNames {
  private final Set<String> members = new HashSet<>();
  private final Set<String> constants = new HashSet<>();

  MemberNames() {}

  /**
   * A field's names.
   *
   * @param method its method
   * @param cName its C name; another than the given one only where two differ in case alone
   * @param getter the generated reader
   */
  public record Chosen(String method, String cName, String getter) {}

  /**
   * Finds names for a field.
   *
   * @param wanted its C name
   * @param where the scope that it stands in
   */
  Chosen add(String wanted, Where where) {
    String prefix = where.prefix();
    String cName = JavaNames.identifier(wanted);
    for (int n = 1; ; n++) {
      String tail = n == 1 ? "" : "_" + n;
      String method = n == 1 ? JavaNames.method(wanted) : cName + tail;
      String whole = prefix.isEmpty() ? method : prefix + Names.capital(method);
      List<String> generated = generated(whole);
      if (generated.stream().noneMatch(members::contains)) {
        members.addAll(generated);
        return new Chosen(method, constant(cName, where.cPrefix()), whole);
      }
    }
  }

  /**
   * Claims the names of a nested union's fields, as the outer word reaches them.
   *
   * @param outer the nested union's accessor
   * @param cPrefix the constants' prefix of the view that the accessor stands in
   * @return whether they are all free; if not, none is taken
   */
  boolean addFlattened(Chosen outer, String cPrefix, List<Member> inner) {
    Set<String> wanted = new HashSet<>();
    Set<String> wantedConstants = new HashSet<>();
    for (Member member : inner) {
      String method = Names.camel(outer.getter()) + Names.capital(member.getter());
      String path = member.leaf().path().replace('.', '_');
      boolean fresh = wantedConstants.add(Names.constant(cPrefix + outer.cName() + "_" + path));
      for (String name : generated(method)) {
        wanted.add(name);
      }
      if (!fresh) {
        return false;
      }
    }
    boolean free =
        wanted.stream().noneMatch(members::contains)
            && wantedConstants.stream().noneMatch(constants::contains);
    if (free) {
      members.addAll(wanted);
      constants.addAll(wantedConstants);
    }
    return free;
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

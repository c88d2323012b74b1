package dev.bitunion.processor.check;

import dev.bitunion.layout.Names;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.MemberModel;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.model.ViewModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every generated member has a name of its own. */
final class NameRules {
  private static final Set<String> OF_VALUES = Set.of("word", "builder");

  private NameRules() {}

  static void check(UnionModel union, Report report) {
    Map<String, FieldModel> constants = new HashMap<>();
    Map<String, FieldModel> members = new HashMap<>();
    for (FieldModel field : union.fields()) {
      reserved(field, union, report);
      if (!isCName(field.cName())) {
        report.add(field.sites().cName(), Problem.C_NAME, field.cName(), field.method());
        continue;
      }
      String constant = Names.constant(field.cName());
      FieldModel other = constants.putIfAbsent(constant, field);
      if (other != null) {
        report.add(
            field.sites().cName(),
            Problem.DUPLICATE_C_NAME,
            other.method(),
            field.method(),
            constant);
        continue;
      }
      clash(field, members, report);
    }
    for (MemberModel member : union.body().members()) {
      if (member instanceof ViewModel view) {
        accessor(view, union, report);
      }
    }
  }

  /** The accessor of a view stands in {@code XValue} beside the fields of all views. */
  private static void accessor(ViewModel view, UnionModel union, Report report) {
    String name = view.declared();
    if (OF_VALUES.contains(name)) {
      Site site = view.sites().method();
      report.add(site, Problem.RESERVED_NAME, name, name, Names.cName(name));
    }
    for (FieldModel field : union.fields()) {
      if (field.options().inView() && field.method().equals(name)) {
        report.add(view.sites().method(), Problem.VIEW_CLASH, name, name, name);
        return;
      }
    }
  }

  /** Identifiers with dots between: a loop, for a pattern would be compiled for every compiler. */
  private static boolean isCName(String name) {
    boolean first = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
      boolean fits = letter || !first && (c >= '0' && c <= '9' || c == '.');
      if (!fits) {
        return false;
      }
      first = c == '.';
    }
    return !first;
  }

  private static void reserved(FieldModel field, UnionModel union, Report report) {
    if (Names.isReserved(field.method()) && !isTheWord(field, union)) {
      report.add(
          field.sites().method(),
          Problem.RESERVED_NAME,
          field.method(),
          field.method(),
          Names.cName(field.method()));
    }
  }

  /** A raw word over all of the type is what generated classes call {@code word} anyway. */
  private static boolean isTheWord(FieldModel field, UnionModel union) {
    int bits = union.bits();
    return field.isNamedWord()
        && !field.options().inView()
        && field.at() == 0
        && (field.bits() == 0 || field.bits() == bits)
        && bits <= Long.SIZE
        && field.type().kind() == (bits <= Integer.SIZE ? Kind.INT : Kind.LONG);
  }

  private static void clash(FieldModel field, Map<String, FieldModel> members, Report report) {
    boolean told = false;
    for (String member : members(field.method())) {
      FieldModel other = members.putIfAbsent(member, field);
      if (other != null && other != field && !told) {
        report.add(
            field.sites().method(), Problem.NAME_CLASH, other.method(), field.method(), member);
        told = true;
      }
    }
  }

  /** All that is generated for a field, by name alone: overloads would only mislead. */
  static List<String> members(String method) {
    String camel = Names.camel(method);
    String capital = Names.capital(method);
    return List.of(
        method,
        "with" + capital,
        camel + "Bit",
        camel + "Raw",
        camel + "Text",
        "with" + capital + "Bit",
        "with" + capital + "Truncated",
        "prep" + capital);
  }
}

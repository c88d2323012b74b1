package dev.bitunion.processor.check;

import dev.bitunion.layout.Names;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.Nested;
import dev.bitunion.processor.model.UnionModel;
import dev.bitunion.processor.model.ValueType.Kind;
import java.util.HashMap;
import java.util.Map;

/** What is generated for the fields of nested unions clashes with nothing. */
final class FlattenRules {
  private final Map<String, String> owners = new HashMap<>();
  private final Report report;

  private FlattenRules(Report report) {
    this.report = report;
  }

  static void check(UnionModel union, Report report) {
    FlattenRules rules = new FlattenRules(report);
    for (FieldModel field : union.fields()) {
      rules.own(field);
    }
    for (FieldModel field : union.fields()) {
      if (field.type().kind() == Kind.UNION && field.flatten() && field.type().nested().known()) {
        for (Nested.Name name : field.type().nested().names()) {
          rules.flattened(field, name);
        }
      }
    }
  }

  private void own(FieldModel field) {
    for (String name : NameRules.members(field.method())) {
      owners.put(name, field.method());
    }
    owners.put(constant(field.cName()), field.method());
  }

  private void flattened(FieldModel outer, Nested.Name inner) {
    String method = Names.camel(outer.method()) + Names.capital(inner.method());
    String shown = outer.method() + "." + inner.method();
    for (String name : NameRules.members(method)) {
      if (clashes(outer, inner, name, shown)) {
        return;
      }
    }
    clashes(outer, inner, constant(outer.cName() + "_" + inner.cName()), shown);
  }

  private boolean clashes(FieldModel outer, Nested.Name inner, String name, String shown) {
    String other = owners.putIfAbsent(name, shown);
    if (other == null || other.equals(shown)) {
      return false;
    }
    report.add(
        outer.sites().method(),
        Problem.FLATTEN_CLASH,
        other,
        inner.method(),
        outer.method(),
        name,
        outer.method());
    return true;
  }

  private static String constant(String cName) {
    return Names.constant(cName) + "_MASK";
  }
}

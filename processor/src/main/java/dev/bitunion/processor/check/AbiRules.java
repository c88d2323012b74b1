package dev.bitunion.processor.check;

import dev.bitunion.layout.Reserved;
import dev.bitunion.layout.abi.Abi;
import dev.bitunion.layout.abi.CScalar;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.message.Site;
import dev.bitunion.processor.model.FieldModel;
import dev.bitunion.processor.model.FieldOptions;
import dev.bitunion.processor.model.MemberModel;
import dev.bitunion.processor.model.ScopeModel;
import dev.bitunion.processor.model.SkipModel;
import dev.bitunion.processor.model.ValueType.Kind;
import dev.bitunion.processor.model.ViewModel;
import java.util.List;

/** Members are declared as the rules of their scope want them: C types under a C ABI, none else. */
final class AbiRules {
  private final Abi abi;
  private final Report report;

  private AbiRules(Abi abi, Report report) {
    this.abi = abi;
    this.report = report;
  }

  static void check(ScopeModel scope, Report report) {
    AbiRules rules = new AbiRules(scope.abi(), report);
    for (MemberModel member : scope.members()) {
      rules.skips(member.skips());
      if (member instanceof FieldModel field) {
        rules.field(field);
      } else if (member instanceof ViewModel view) {
        check(view.body(), report);
      }
    }
    rules.skips(scope.tail());
  }

  private boolean isC() {
    return abi != Abi.LINEAR;
  }

  private void skips(List<SkipModel> skips) {
    for (SkipModel skip : skips) {
      skip(skip);
    }
  }

  private void skip(SkipModel skip) {
    int least = isC() ? 0 : 1;
    if (skip.bits() < least) {
      report.add(skip.site(), Problem.SKIP_WIDTH, skip.bits(), least);
    }
    type(skip.site(), "@Skip", skip.type(), skip.bits());
    if (skip.bits() == 0 && skip.reserved() != Reserved.NO) {
      report.add(skip.site(), Problem.SKIP_RESERVED);
    }
  }

  private void field(FieldModel field) {
    FieldOptions options = field.options();
    if (options.raw() || !options.parts().isEmpty()) {
      if (options.type() != CScalar.NONE) {
        report.add(field.sites().of("type"), Problem.TYPE_OF_PARTS, field.declared());
      }
      return;
    }
    if (field.type().kind() == Kind.UNION && isC() && options.type() == CScalar.NONE) {
      return; // a member of its own, as wide as its word
    }
    String name = "Field " + field.declared();
    if (type(field.sites().of("type"), name, options.type(), field.bits())) {
      if (isC() && options.indexed() && field.bits() != 0) {
        report.add(field.sites().bits(), Problem.ARRAY_OF_BIT_FIELDS, field.declared());
      }
      if (options.signed() && isC() && !options.type().signed()) {
        report.add(
            field.sites().of("signed"), Problem.SIGNED_TYPE, field.declared(), options.type());
      }
    }
  }

  /** Whether a C type is stated where it is needed, and nowhere else. */
  private boolean type(Site site, String what, CScalar type, int bits) {
    if (isC() == (type == CScalar.NONE)) {
      report.add(site, isC() ? Problem.TYPE_MISSING : Problem.TYPE_WITHOUT_ABI, what, abi.name());
      return false;
    }
    if (isC() && bits > type.bits()) {
      report.add(site, Problem.WIDER_THAN_C_TYPE, what, bits, type, type.bits());
      return false;
    }
    return true;
  }
}

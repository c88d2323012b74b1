package dev.bitunion.processor.check;

import dev.bitunion.layout.abi.Abi;
import dev.bitunion.processor.message.Problem;
import dev.bitunion.processor.message.Report;
import dev.bitunion.processor.model.MethodModel;
import dev.bitunion.processor.model.MethodModel.Form;
import dev.bitunion.processor.model.ScopeModel;
import dev.bitunion.processor.model.TypeShape;
import dev.bitunion.processor.model.UnionModel;

/** A union is an interface that generated code can implement. */
final class TypeRules {
  private TypeRules() {}

  static void check(UnionModel union, Report report) {
    TypeShape shape = union.shape();
    String name = union.name().shown();
    if (!shape.isInterface()) {
      report.add(union.site(), Problem.NOT_AN_INTERFACE, name, shape.kind());
      return;
    }
    if (shape.local()) {
      report.add(union.site(), Problem.LOCAL_TYPE, name);
    } else if (shape.hidden()) {
      report.add(union.site(), Problem.PRIVATE_TYPE, name);
    }
    if (shape.generic()) {
      report.add(union.site(), Problem.GENERIC_TYPE, name);
    }
    if (shape.sealed()) {
      report.add(union.site(), Problem.SEALED_TYPE, name, union.name().generated("Value"));
    }
    for (String method : shape.inherited()) {
      report.add(union.site(), Problem.INHERITED_FIELD, name, method);
    }
    if (!isWordWidth(union)) {
      report.add(union.bitsSite(), Problem.WORD_WIDTH, wordWidth(union), ScopeModel.MAX_BITS);
    }
    if (!hasFields(union)) {
      report.add(union.site(), Problem.NO_FIELDS, name);
    }
  }

  /** A method without a body was meant as a field, and is told so itself. */
  private static boolean hasFields(UnionModel union) {
    for (MethodModel method : union.methods()) {
      if (method.member() != null || method.form() == Form.ABSTRACT) {
        return true;
      }
    }
    return false;
  }

  /** As stated; under a C ABI the members may decide. */
  private static int wordWidth(UnionModel union) {
    boolean follows = union.stated() == 0 && union.body().abi() != Abi.LINEAR;
    return follows ? union.bits() : union.stated();
  }

  private static boolean isWordWidth(UnionModel union) {
    int bits = wordWidth(union);
    return bits >= 8 && bits % 8 == 0 && bits <= ScopeModel.MAX_BITS;
  }
}

package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.role.MmuRole;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleFields;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Conditions on a full role, in the fields of both its words, as a user writes them. */
public final class RoleCondition {
  private RoleCondition() {}

  /**
   * Reads a condition such as {@code cr4_smap & !cr0_wp} or {@code level = 4..5}.
   *
   * @return a predicate on an {@link MmuRole} word
   * @throws IllegalArgumentException if the text is none, naming the column
   */
  public static LongPredicate parse(String text) {
    Condition condition = new ConditionParser(text, fields()).parse();
    return role -> holds(condition, role);
  }

  private static List<RoleField> fields() {
    List<RoleField> fields = new ArrayList<>();
    for (dev.bitunion.mmuroles.role.RoleField field : RoleFields.PAGE) {
      fields.add(new RoleField(field.name(), field.shift(), field.width()));
    }
    for (dev.bitunion.mmuroles.role.RoleField field : RoleFields.EXT) {
      int shift = MmuRoleBits.EXT_SHIFT + field.shift();
      fields.add(new RoleField(field.name(), shift, field.width()));
    }
    return fields;
  }

  private static boolean holds(Condition condition, long word) {
    if (condition instanceof Condition.Bit bit) {
      return (word & Long.rotateLeft(1, bit.index())) != 0;
    }
    if (condition instanceof Condition.Not not) {
      return !holds(not.of(), word);
    }
    if (condition instanceof Condition.And and) {
      return holds(and.left(), word) && holds(and.right(), word);
    }
    if (condition instanceof Condition.Or or) {
      return holds(or.left(), word) || holds(or.right(), word);
    }
    return ((Condition.Constant) condition).value();
  }
}

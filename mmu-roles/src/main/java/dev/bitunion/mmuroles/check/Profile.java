package dev.bitunion.mmuroles.check;

import java.util.ArrayList;
import java.util.List;

/**
 * A role word that a user describes: its fields from bit 0, and rules that its values keep. For
 * candidate layouts that no kernel has.
 */
public final class Profile {
  private final List<RoleField> fields;
  private final int bits;
  private final List<Family> rules;

  Profile(List<RoleField> fields, int bits, List<Family> rules) {
    this.fields = List.copyOf(fields);
    this.bits = bits;
    this.rules = List.copyOf(rules);
  }

  /**
   * A step of the count.
   *
   * @param text the rule as written
   * @param left words that keep it and all rules before it
   */
  public record Step(String text, long left) {}

  /** Width of the word. */
  public int bits() {
    return bits;
  }

  /** Names of the fields, lowest bit first. */
  public List<String> fieldNames() {
    return fields.stream().map(RoleField::name).toList();
  }

  /** The count after each rule, in the order in which they were written. */
  public List<Step> count() {
    BitDiagram diagram = new BitDiagram(bits);
    Condition kept = paddingClear();
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("any value of every field", diagram.count(kept)));
    for (Family rule : rules) {
      kept = kept.and(rule.condition());
      steps.add(new Step(rule.name(), diagram.count(kept)));
    }
    return steps;
  }

  private Condition paddingClear() {
    Condition clear = Condition.TRUE;
    for (int bit = 0; bit < bits; bit++) {
      int at = bit;
      if (fields.stream().noneMatch(field -> field.holds(at))) {
        clear = clear.and(new Condition.Bit(bit).not());
      }
    }
    return clear;
  }
}

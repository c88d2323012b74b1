package dev.bitunion.mmuroles.check;

import static dev.bitunion.mmuroles.check.RoleField.CR0_WP;
import static dev.bitunion.mmuroles.check.RoleField.SMAP_ANDNOT_WP;
import static dev.bitunion.mmuroles.check.RoleField.SMEP_ANDNOT_WP;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A count of page roles with its derivation.
 *
 * @param lines one a family
 * @param total words in the union of the families
 */
public record RoleCount(List<Line> lines, long total) {
  /** Bits of the page role. */
  private static final int WORD_BITS = Integer.SIZE;

  private static final List<RoleField> WP_GROUP = List.of(CR0_WP, SMEP_ANDNOT_WP, SMAP_ANDNOT_WP);

  /** How strictly roles are counted. */
  public enum Strictness {
    /** As the kernel comment's bullets read. */
    BULLETS,
    /** Legal registers, any access. */
    LEGAL,
    /** What can be reached. */
    REACHABLE
  }

  /**
   * One family of the derivation.
   *
   * @param name what they are
   * @param why what limits them
   * @param factors how many values each group of fields takes, where their product is the count
   * @param count words of the family
   * @param fresh of these, words that no earlier family has
   */
  public record Line(String name, String why, Map<String, Long> factors, long count, long fresh) {}

  /** Counts the roles of a case. */
  public static RoleCount of(CountCase of, Strictness strictness) {
    return of(families(of, strictness));
  }

  /** The total of {@link #of(CountCase, Strictness)} without its derivation. */
  public static long total(CountCase of, Strictness strictness) {
    return new BitDiagram(WORD_BITS).count(union(families(of, strictness)));
  }

  /** How many can be reached if the completion of an asynchronous page fault counts too. */
  public static long totalWithPrefault(CountCase of) {
    return new BitDiagram(WORD_BITS).count(union(RoleFamilies.reachableByPrefault(of)));
  }

  /** How many of all 2^32 words the case has, each tried. */
  public static long bruteForce(CountCase of, Strictness strictness) {
    return new BitSlices(union(families(of, strictness))).count();
  }

  /**
   * How many roles are left if a field is taken out of the role.
   *
   * @throws IllegalArgumentException if the role has no such field
   */
  public static long without(CountCase of, Strictness strictness, String field) {
    return new BitDiagram(WORD_BITS)
        .countWithout(List.of(field(field)), union(families(of, strictness)));
  }

  /** The bullets, with SMEP and SMAP in the role only where CR0.WP is clear. */
  public static long bulletsWithAndnotWpOnlyWithoutWp() {
    return new BitDiagram(WORD_BITS)
        .count(union(RoleFamilies.bullets()).and(RoleFamilies.andnotWpNeedsWpClear()));
  }

  private static List<Family> families(CountCase of, Strictness strictness) {
    return switch (strictness) {
      case BULLETS -> RoleFamilies.bullets();
      case LEGAL -> RoleFamilies.legalRegisters(of);
      case REACHABLE -> RoleFamilies.reachable(of);
    };
  }

  static RoleCount of(List<Family> families) {
    BitDiagram diagram = new BitDiagram(WORD_BITS);
    List<Line> lines = new ArrayList<>();
    Condition before = Condition.FALSE;
    for (Family family : families) {
      Condition condition = family.condition();
      long count = diagram.count(condition);
      lines.add(
          new Line(
              family.name(),
              family.why(),
              factors(diagram, condition, count),
              count,
              diagram.count(condition.and(before.not()))));
      before = before.or(condition);
    }
    return new RoleCount(List.copyOf(lines), diagram.count(before));
  }

  static Condition union(List<Family> families) {
    Condition all = Condition.FALSE;
    for (Family family : families) {
      all = all.or(family.condition());
    }
    return all;
  }

  /** The values that each group of fields takes; empty if the family is no product of them. */
  private static Map<String, Long> factors(BitDiagram diagram, Condition condition, long count) {
    Map<String, Long> factors = new LinkedHashMap<>();
    long product = 1;
    for (RoleField field : RoleField.PAGE_ROLE) {
      if (field == SMEP_ANDNOT_WP || field == SMAP_ANDNOT_WP) {
        continue;
      }
      List<RoleField> others = new ArrayList<>(RoleField.PAGE_ROLE);
      others.removeAll(field == CR0_WP ? WP_GROUP : List.of(field));
      long values = diagram.countWithout(others, condition);
      product *= values;
      if (values > 1) {
        factors.put(field == CR0_WP ? "cr0_wp/smep/smap" : field.name(), values);
      }
    }
    return product == count ? factors : Map.of();
  }

  private static RoleField field(String name) {
    for (RoleField field : RoleField.PAGE_ROLE) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException(
        "the page role has no field '"
            + name
            + "'; it has "
            + String.join(", ", RoleField.PAGE_ROLE.stream().map(RoleField::name).toList()));
  }
}

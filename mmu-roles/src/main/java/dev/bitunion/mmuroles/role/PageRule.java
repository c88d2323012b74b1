package dev.bitunion.mmuroles.role;

import java.util.Optional;

/**
 * Why a word can be no shadow page's role in v5.14. A word that breaks a rule was written by
 * another kernel, or is no role at all.
 */
public enum PageRule {
  /** Padding. */
  NO_FIELD(PageRoleBits.RESERVED_BITS, "bits 23:18 belong to no field"),
  /** Page tables have five levels at most. */
  LEVEL(PageRoleBits.LEVEL_MASK, "a page's level is 1 to 5"),
  /** Direct pages shadow no guest entries. */
  DIRECT(Masks.SHAPE, "a direct page always has gpte_is_8_bytes"),
  /** 32-bit paging. */
  TWO_LEVELS(Masks.SHAPE, "tables of 4-byte entries have only the levels 1 and 2"),
  /** What has a quadrant: see {@link #impossibleQuadrant}. */
  QUADRANT(Masks.SHAPE, "no page of this shape has a quadrant"),
  /** There are two address spaces. */
  SMM(PageRoleBits.SMM_MASK, "smm holds 0 or 1, nothing else"),
  /** As the names say. */
  WP(
      PageRoleBits.CR0_WP_MASK | Masks.ANDNOT_WP,
      "cr0_wp excludes smep_andnot_wp and smap_andnot_wp"),
  /** EPT does not look at CR4. */
  EPT(
      PageRoleBits.AD_DISABLED_MASK | Masks.ANDNOT_WP,
      "ad_disabled means EPT, which knows neither SMEP nor SMAP"),
  /** Nested EPT. */
  NESTED_EPT(
      Masks.SHAPE | PageRoleBits.AD_DISABLED_MASK | PageRoleBits.GUEST_MODE_MASK,
      "an indirect page with ad_disabled shadows nested EPT:"
          + " guest_mode and gpte_is_8_bytes are set"),
  /** The bit is above bit 31. */
  EXECUTE_4_BYTES(Masks.SHAPE | PageRoleBits.ACCESS_MASK, "4-byte entries cannot forbid execution"),
  /** The bit is reserved then. */
  EXECUTE_WITHOUT_NX(
      Masks.SHAPE
          | PageRoleBits.ACCESS_MASK
          | PageRoleBits.EFER_NX_MASK
          | PageRoleBits.GUEST_MODE_MASK,
      "without EFER.NX no guest table can forbid execution");

  private static final int HIGHEST_LEVEL = 5;
  private static final int HIGHEST_4_BYTE_LEVEL = 2;
  private static final PageRule[] ALL = values();

  private final int bits;
  private final String reason;

  PageRule(int bits, String reason) {
    this.bits = bits;
    this.reason = reason;
  }

  /** Bits that several rules look at. */
  private static final class Masks {
    static final int SHAPE =
        PageRoleBits.LEVEL_MASK
            | PageRoleBits.GPTE_IS_8_BYTES_MASK
            | PageRoleBits.QUADRANT_MASK
            | PageRoleBits.DIRECT_MASK;

    static final int ANDNOT_WP =
        PageRoleBits.SMEP_ANDNOT_WP_MASK | PageRoleBits.SMAP_ANDNOT_WP_MASK;
  }

  /** The bits that the rule looks at. */
  public int bits() {
    return bits;
  }

  /** What is wrong, in words. */
  public String reason() {
    return reason;
  }

  /** Whether the word breaks this rule. */
  private boolean isBrokenBy(int word) {
    return switch (this) {
      case NO_FIELD -> (word & PageRoleBits.RESERVED_BITS) != 0;
      case LEVEL -> PageRoleBits.level(word) == 0 || PageRoleBits.level(word) > HIGHEST_LEVEL;
      case DIRECT -> PageRoleBits.direct(word) && !PageRoleBits.gpte_is_8_bytes(word);
      case TWO_LEVELS ->
          !PageRoleBits.gpte_is_8_bytes(word) && PageRoleBits.level(word) > HIGHEST_4_BYTE_LEVEL;
      case QUADRANT -> impossibleQuadrant(word);
      case SMM -> PageRoleBits.smm(word) > 1;
      case WP -> PageRoleBits.cr0_wp(word) && (word & Masks.ANDNOT_WP) != 0;
      case EPT -> PageRoleBits.ad_disabled(word) && (word & Masks.ANDNOT_WP) != 0;
      case NESTED_EPT ->
          PageRoleBits.ad_disabled(word)
              && !PageRoleBits.direct(word)
              && !(PageRoleBits.guest_mode(word) && PageRoleBits.gpte_is_8_bytes(word));
      case EXECUTE_4_BYTES -> indirect4Byte(word) && !Access.executes(PageRoleBits.access(word));
      case EXECUTE_WITHOUT_NX ->
          !PageRoleBits.direct(word)
              && !PageRoleBits.efer_nx(word)
              && !PageRoleBits.guest_mode(word)
              && !Access.executes(PageRoleBits.access(word));
    };
  }

  private static boolean indirect4Byte(int word) {
    return !PageRoleBits.gpte_is_8_bytes(word) && !PageRoleBits.direct(word);
  }

  /**
   * Guest tables of 4-byte entries are shadowed by four pages at level 2 and two at level 1; the
   * only direct pages with a quadrant split 4 MB pages of such a guest.
   */
  private static boolean impossibleQuadrant(int word) {
    int quadrant = PageRoleBits.quadrant(word);
    if (quadrant == 0) {
      return false;
    }
    int level = PageRoleBits.level(word);
    boolean has = PageRoleBits.direct(word) ? level == 1 : indirect4Byte(word);
    return !has || level == 1 && quadrant > 1;
  }

  /** The first rule that the word breaks; empty: the word is possible. */
  public static Optional<PageRule> brokenBy(int word) {
    return brokenBy(word, 0);
  }

  /**
   * The first rule that the word breaks whatever its unknown bits are.
   *
   * @param unknown bits of the word that nobody knows
   */
  public static Optional<PageRule> brokenBy(int word, int unknown) {
    for (PageRule rule : ALL) {
      if ((rule.bits & unknown) == 0 && rule.isBrokenBy(word)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }
}

package dev.bitunion.mmuroles.role;

import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Why a word can be no shadow page's role in v5.14. A word that breaks a rule was written by
 * another kernel, or is no role at all.
 *
 * @param bits the bits that the rule looks at
 * @param broken whether a word breaks it
 * @param reason what is wrong, in words
 */
public record PageRule(int bits, IntPredicate broken, String reason) {
  private static final int HIGHEST_LEVEL = 5;
  private static final int HIGHEST_4_BYTE_LEVEL = 2;

  private static final int SHAPE =
      PageRoleBits.LEVEL_MASK
          | PageRoleBits.GPTE_IS_8_BYTES_MASK
          | PageRoleBits.QUADRANT_MASK
          | PageRoleBits.DIRECT_MASK;

  private static final int ANDNOT_WP =
      PageRoleBits.SMEP_ANDNOT_WP_MASK | PageRoleBits.SMAP_ANDNOT_WP_MASK;

  private static final List<PageRule> ALL =
      List.of(
          new PageRule(
              PageRoleBits.RESERVED_BITS,
              w -> (w & PageRoleBits.RESERVED_BITS) != 0,
              "bits 23:18 belong to no field"),
          new PageRule(
              PageRoleBits.LEVEL_MASK,
              w -> PageRoleBits.level(w) == 0 || PageRoleBits.level(w) > HIGHEST_LEVEL,
              "a page's level is 1 to 5"),
          new PageRule(
              SHAPE,
              w -> PageRoleBits.direct(w) && !PageRoleBits.gpte_is_8_bytes(w),
              "a direct page always has gpte_is_8_bytes"),
          new PageRule(
              SHAPE,
              w -> !PageRoleBits.gpte_is_8_bytes(w) && PageRoleBits.level(w) > HIGHEST_4_BYTE_LEVEL,
              "tables of 4-byte entries have only the levels 1 and 2"),
          new PageRule(SHAPE, PageRule::impossibleQuadrant, "no page of this shape has a quadrant"),
          new PageRule(
              PageRoleBits.SMM_MASK,
              w -> PageRoleBits.smm(w) > 1,
              "smm holds 0 or 1, nothing else"),
          new PageRule(
              PageRoleBits.CR0_WP_MASK | ANDNOT_WP,
              w -> PageRoleBits.cr0_wp(w) && (w & ANDNOT_WP) != 0,
              "cr0_wp excludes smep_andnot_wp and smap_andnot_wp"),
          new PageRule(
              PageRoleBits.AD_DISABLED_MASK | ANDNOT_WP,
              w -> PageRoleBits.ad_disabled(w) && (w & ANDNOT_WP) != 0,
              "ad_disabled means EPT, which knows neither SMEP nor SMAP"),
          new PageRule(
              SHAPE | PageRoleBits.AD_DISABLED_MASK | PageRoleBits.GUEST_MODE_MASK,
              w ->
                  PageRoleBits.ad_disabled(w)
                      && !PageRoleBits.direct(w)
                      && !(PageRoleBits.guest_mode(w) && PageRoleBits.gpte_is_8_bytes(w)),
              "an indirect page with ad_disabled shadows nested EPT:"
                  + " guest_mode and gpte_is_8_bytes are set"),
          new PageRule(
              SHAPE | PageRoleBits.ACCESS_MASK,
              w -> indirect4Byte(w) && !Access.executes(PageRoleBits.access(w)),
              "4-byte entries cannot forbid execution"),
          new PageRule(
              SHAPE
                  | PageRoleBits.ACCESS_MASK
                  | PageRoleBits.EFER_NX_MASK
                  | PageRoleBits.GUEST_MODE_MASK,
              w ->
                  !PageRoleBits.direct(w)
                      && !PageRoleBits.efer_nx(w)
                      && !PageRoleBits.guest_mode(w)
                      && !Access.executes(PageRoleBits.access(w)),
              "without EFER.NX no guest table can forbid execution"));

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
    return ALL.stream()
        .filter(rule -> (rule.bits & unknown) == 0 && rule.broken.test(word))
        .findFirst();
  }
}

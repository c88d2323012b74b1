package dev.bitunion.mmuroles.profile;

import dev.bitunion.mmuroles.role.PageMeaning;
import dev.bitunion.mmuroles.role.PageRoleBits;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What any kernel's page role says, told in v5.14's words: fields that were renamed, inverted or
 * added since are brought together here.
 */
public final class PageReading {
  private static final int HIGHEST_LEVEL = 5;
  private static final int HIGHEST_4_BYTE_LEVEL = 2;

  private final RoleProfile profile;
  private final int word;
  private final Map<String, Integer> values;
  private final Set<String> unknown;

  /**
   * A page role.
   *
   * @param profile whose
   * @param word the word
   * @param unknown names of fields whose values nobody knows
   */
  public PageReading(RoleProfile profile, int word, Set<String> unknown) {
    this.profile = profile;
    this.word = word;
    this.values = profile.page().values(word);
    this.unknown = unknown;
  }

  /** One sentence that says what the page is. */
  public String meaning() {
    if (!has("efer_nx") && !has("nxe")) {
      return "A shadow page of level " + value("level") + "; this kernel keeps no NX in the role.";
    }
    if (value("access") > PageRoleBits.ACCESS_MAX) {
      return "A page of level " + value("level") + " with access " + value("access") + ".";
    }
    return PageMeaning.of(asIn514(), unknownIn514());
  }

  /** Why no kernel of this layout has such a word; empty if one can, as far as it is known. */
  public Optional<String> impossible() {
    int unnamed = profile.page().unnamed(word);
    int level = value("level");
    if (unnamed != 0) {
      return Optional.of(String.format("bits 0x%08x belong to no field", unnamed));
    }
    if (known("pad_for_nice_hex_output") && value("pad_for_nice_hex_output") != 0) {
      return Optional.of("the padding holds something");
    }
    if (level < 1 || level > HIGHEST_LEVEL) {
      return Optional.of("a page's level is 1 to 5");
    }
    if (known("smm") && value("smm") > 1) {
      return Optional.of("smm holds 0 or 1, nothing else");
    }
    boolean sized = has("gpte_is_8_bytes") || has("has_4_byte_gpte");
    boolean direct = value("direct") != 0;
    // Since the field was inverted, the parts of a 4-byte guest's 4 MB page inherit it.
    if (sized && !eightBytes() && direct && !(has("has_4_byte_gpte") && level == 1)) {
      return Optional.of(
          has("has_4_byte_gpte")
              ? "a direct page has 4-byte entries at level 1 only"
              : "a direct page never has 4-byte entries");
    }
    if (sized && !eightBytes() && level > HIGHEST_4_BYTE_LEVEL) {
      return Optional.of("tables of 4-byte entries have only the levels 1 and 2");
    }
    if (known("cr0_wp") && value("cr0_wp") != 0 && andNot("smep") | andNot("smap")) {
      return Optional.of("cr0_wp excludes smep_andnot_wp and smap_andnot_wp");
    }
    return Optional.empty();
  }

  private boolean andNot(String what) {
    return known(what + "_andnot_wp") && value(what + "_andnot_wp") != 0;
  }

  private boolean eightBytes() {
    return has("has_4_byte_gpte")
        ? value("has_4_byte_gpte") == 0
        : value("gpte_is_8_bytes") + value("cr4_pae") != 0;
  }

  /** The word that v5.14 would have for this page, as far as it can say it. */
  private int asIn514() {
    int role = PageRoleBits.withLevelTruncated(0, value("level"));
    role = PageRoleBits.withGpteIs8Bytes(role, eightBytes());
    role = PageRoleBits.withQuadrantTruncated(role, value("quadrant"));
    role = PageRoleBits.withDirect(role, value("direct") + value("metaphysical") != 0);
    role = PageRoleBits.withAccessTruncated(role, value("access"));
    role = PageRoleBits.withInvalid(role, value("invalid") != 0);
    role = PageRoleBits.withEferNx(role, value("efer_nx") + value("nxe") != 0);
    role = PageRoleBits.withCr0Wp(role, value("cr0_wp") != 0);
    role = PageRoleBits.withSmepAndnotWp(role, value("smep_andnot_wp") != 0);
    role = PageRoleBits.withSmapAndnotWp(role, value("smap_andnot_wp") != 0);
    role = PageRoleBits.withAdDisabled(role, value("ad_disabled") != 0);
    role = PageRoleBits.withGuestMode(role, value("guest_mode") != 0);
    return PageRoleBits.withSmmTruncated(role, value("smm"));
  }

  /** The bits of v5.14's word that this kernel's word does not tell. */
  private int unknownIn514() {
    return hidden("cr0_wp", PageRoleBits.CR0_WP_MASK)
        | hidden("smep_andnot_wp", PageRoleBits.SMEP_ANDNOT_WP_MASK)
        | hidden("smap_andnot_wp", PageRoleBits.SMAP_ANDNOT_WP_MASK)
        | hidden("guest_mode", PageRoleBits.GUEST_MODE_MASK)
        | hidden("smm", PageRoleBits.SMM_MASK);
  }

  private int hidden(String name, int mask) {
    return known(name) ? 0 : mask;
  }

  private boolean has(String name) {
    return values.containsKey(name);
  }

  private boolean known(String name) {
    return has(name) && !unknown.contains(name);
  }

  private int value(String name) {
    return values.getOrDefault(name, 0);
  }
}

package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.role.PageRoleBits;
import java.util.List;

/**
 * A field of the word whose values are counted: its name and its bits, as variables of a {@link
 * Condition}.
 *
 * @param name the C name
 * @param shift lowest bit
 * @param width width in bits
 */
record RoleField(String name, int shift, int width) {
  static final RoleField LEVEL = of("level", PageRoleBits.LEVEL_SHIFT, PageRoleBits.LEVEL_WIDTH);
  static final RoleField GPTE_IS_8_BYTES =
      flag("gpte_is_8_bytes", PageRoleBits.GPTE_IS_8_BYTES_SHIFT);
  static final RoleField QUADRANT =
      of("quadrant", PageRoleBits.QUADRANT_SHIFT, PageRoleBits.QUADRANT_WIDTH);
  static final RoleField DIRECT = flag("direct", PageRoleBits.DIRECT_SHIFT);
  static final RoleField ACCESS =
      of("access", PageRoleBits.ACCESS_SHIFT, PageRoleBits.ACCESS_WIDTH);
  static final RoleField INVALID = flag("invalid", PageRoleBits.INVALID_SHIFT);
  static final RoleField EFER_NX = flag("efer_nx", PageRoleBits.EFER_NX_SHIFT);
  static final RoleField CR0_WP = flag("cr0_wp", PageRoleBits.CR0_WP_SHIFT);
  static final RoleField SMEP_ANDNOT_WP = flag("smep_andnot_wp", PageRoleBits.SMEP_ANDNOT_WP_SHIFT);
  static final RoleField SMAP_ANDNOT_WP = flag("smap_andnot_wp", PageRoleBits.SMAP_ANDNOT_WP_SHIFT);
  static final RoleField AD_DISABLED = flag("ad_disabled", PageRoleBits.AD_DISABLED_SHIFT);
  static final RoleField GUEST_MODE = flag("guest_mode", PageRoleBits.GUEST_MODE_SHIFT);
  static final RoleField SMM = of("smm", PageRoleBits.SMM_SHIFT, PageRoleBits.SMM_WIDTH);

  /** The page role's fields, lowest bit first. */
  static final List<RoleField> PAGE_ROLE =
      List.of(
          LEVEL,
          GPTE_IS_8_BYTES,
          QUADRANT,
          DIRECT,
          ACCESS,
          INVALID,
          EFER_NX,
          CR0_WP,
          SMEP_ANDNOT_WP,
          SMAP_ANDNOT_WP,
          AD_DISABLED,
          GUEST_MODE,
          SMM);

  private static RoleField of(String name, int shift, int width) {
    return new RoleField(name, shift, width);
  }

  private static RoleField flag(String name, int shift) {
    return new RoleField(name, shift, 1);
  }

  /** Whether this bit of the word is the field's. */
  boolean holds(int bit) {
    return bit >= shift && bit < shift + width;
  }

  /** The field is set; for a field wider than one bit: it is not 0. */
  Condition set() {
    return eq(0).not();
  }

  /** The field is 0. */
  Condition clear() {
    return eq(0);
  }

  /** The field has this value. */
  Condition eq(int value) {
    Condition all = Condition.TRUE;
    int rest = value;
    for (int bit = 0; bit < width; bit++) {
      Condition one = new Condition.Bit(shift + bit);
      all = all.and((rest & 1) != 0 ? one : one.not());
      rest /= 2;
    }
    return all;
  }

  /** The field has one of these values. */
  Condition in(int... values) {
    Condition any = Condition.FALSE;
    for (int value : values) {
      any = any.or(eq(value));
    }
    return any;
  }

  /** The bit {@code bit} of the field is set. */
  Condition bit(int bit) {
    return new Condition.Bit(shift + bit);
  }
}

package dev.bitunion.mmuroles.role;

/**
 * A field of a 32-bit role union as a value, for code that goes through all of them. No name occurs
 * in both unions. Its accessors are found by name and not held as method references: linking 44 of
 * these took longer than the answer of a short command.
 *
 * @param name the name in C
 * @param shift number of its least significant bit
 * @param width width in bits
 */
public record RoleField(String name, int shift, int width) {
  /** Its value in the word, flags as 0 or 1. */
  public int get(int word) {
    return switch (name) {
      case "level" -> PageRoleBits.level(word);
      case "gpte_is_8_bytes" -> PageRoleBits.gpteIs8BytesBit(word);
      case "quadrant" -> PageRoleBits.quadrant(word);
      case "direct" -> PageRoleBits.directBit(word);
      case "access" -> PageRoleBits.access(word);
      case "invalid" -> PageRoleBits.invalidBit(word);
      case "efer_nx" -> PageRoleBits.eferNxBit(word);
      case "cr0_wp" -> PageRoleBits.cr0WpBit(word);
      case "smep_andnot_wp" -> PageRoleBits.smepAndnotWpBit(word);
      case "smap_andnot_wp" -> PageRoleBits.smapAndnotWpBit(word);
      case "ad_disabled" -> PageRoleBits.adDisabledBit(word);
      case "guest_mode" -> PageRoleBits.guestModeBit(word);
      case "smm" -> PageRoleBits.smm(word);
      case "valid" -> ExtendedRoleBits.validBit(word);
      case "execonly" -> ExtendedRoleBits.execonlyBit(word);
      case "cr0_pg" -> ExtendedRoleBits.cr0PgBit(word);
      case "cr4_pae" -> ExtendedRoleBits.cr4PaeBit(word);
      case "cr4_pse" -> ExtendedRoleBits.cr4PseBit(word);
      case "cr4_pke" -> ExtendedRoleBits.cr4PkeBit(word);
      case "cr4_smap" -> ExtendedRoleBits.cr4SmapBit(word);
      case "cr4_smep" -> ExtendedRoleBits.cr4SmepBit(word);
      case "cr4_la57" -> ExtendedRoleBits.cr4La57Bit(word);
      default -> throw new IllegalStateException(name + " is no field of a role");
    };
  }

  /** The word with the field set; high bits of the value are dropped, as C does. */
  public int setTruncated(int word, int value) {
    return switch (name) {
      case "level" -> PageRoleBits.withLevelTruncated(word, value);
      case "gpte_is_8_bytes" -> PageRoleBits.withGpteIs8BytesTruncated(word, value);
      case "quadrant" -> PageRoleBits.withQuadrantTruncated(word, value);
      case "direct" -> PageRoleBits.withDirectTruncated(word, value);
      case "access" -> PageRoleBits.withAccessTruncated(word, value);
      case "invalid" -> PageRoleBits.withInvalidTruncated(word, value);
      case "efer_nx" -> PageRoleBits.withEferNxTruncated(word, value);
      case "cr0_wp" -> PageRoleBits.withCr0WpTruncated(word, value);
      case "smep_andnot_wp" -> PageRoleBits.withSmepAndnotWpTruncated(word, value);
      case "smap_andnot_wp" -> PageRoleBits.withSmapAndnotWpTruncated(word, value);
      case "ad_disabled" -> PageRoleBits.withAdDisabledTruncated(word, value);
      case "guest_mode" -> PageRoleBits.withGuestModeTruncated(word, value);
      case "smm" -> PageRoleBits.withSmmTruncated(word, value);
      case "valid" -> ExtendedRoleBits.withValidTruncated(word, value);
      case "execonly" -> ExtendedRoleBits.withExeconlyTruncated(word, value);
      case "cr0_pg" -> ExtendedRoleBits.withCr0PgTruncated(word, value);
      case "cr4_pae" -> ExtendedRoleBits.withCr4PaeTruncated(word, value);
      case "cr4_pse" -> ExtendedRoleBits.withCr4PseTruncated(word, value);
      case "cr4_pke" -> ExtendedRoleBits.withCr4PkeTruncated(word, value);
      case "cr4_smap" -> ExtendedRoleBits.withCr4SmapTruncated(word, value);
      case "cr4_smep" -> ExtendedRoleBits.withCr4SmepTruncated(word, value);
      case "cr4_la57" -> ExtendedRoleBits.withCr4La57Truncated(word, value);
      default -> throw new IllegalStateException(name + " is no field of a role");
    };
  }

  /** The largest value. */
  public int max() {
    return get(-1);
  }

  /** The field's bits in the word. */
  public int mask() {
    return setTruncated(0, -1);
  }

  /** {@code 3:0}, or {@code 7} for a flag. */
  public String place() {
    return width == 1 ? Integer.toString(shift) : (shift + width - 1) + ":" + shift;
  }
}

package dev.bitunion.mmuroles.role;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;

/**
 * From registers to roles, as Linux v5.14 computes them (arch/x86/kvm/mmu/mmu.c, the {@code
 * kvm_calc_*} functions): pure functions on primitives, without allocation.
 *
 * <p>Registers are taken whole; only their bits in {@link #CR0_ROLE_BITS}, {@link #CR4_ROLE_BITS},
 * EFER.LMA and EFER.NX matter. {@code hflags} is an {@link Hflags} word. A full role is a {@link
 * MmuRole} word; a base-only role, which v5.14 computes on a CR3 load, is a {@link PageRole} word:
 * there the extended role does not exist yet, so both {@code *_andnot_wp} bits come out clear.
 *
 * <p>Fields are set in words of their own and or-ed: a word that holds nothing yet needs no
 * clearing, and the terms do not wait for each other.
 */
public final class RoleMath {
  /** Bits of CR0 that KVM's snapshot for roles keeps. */
  public static final long CR0_ROLE_BITS = Cr0Bits.PG_MASK | Cr0Bits.WP_MASK;

  /** Bits of CR4 that KVM's snapshot for roles keeps; PGE is among them but in no role. */
  public static final long CR4_ROLE_BITS =
      Cr4Bits.PSE_MASK
          | Cr4Bits.PAE_MASK
          | Cr4Bits.PGE_MASK
          | Cr4Bits.LA57_MASK
          | Cr4Bits.SMEP_MASK
          | Cr4Bits.SMAP_MASK
          | Cr4Bits.PKE_MASK;

  /** What the paging mode gives as {@link PageRole} level of a shadow root below long mode. */
  private static final int PAE_LEVEL = 3;

  /** MAXPHYADDR up to which four levels reach every guest frame. */
  private static final int FOUR_LEVEL_MAXPHYADDR = 48;

  private RoleMath() {}

  /** Depth of the guest's own page tables: 0 (paging off), 2, 3 (PAE), 4 or 5. */
  public static int rootLevel(long cr0, long cr4, long efer) {
    if (!Cr0Bits.pg(cr0)) {
      return 0;
    }
    if (EferBits.lma(efer)) {
      return 4 + Cr4Bits.la57Bit(cr4);
    }
    return 2 + Cr4Bits.paeBit(cr4);
  }

  /**
   * Levels of two-dimensional paging in use: five only if the host offers five and the guest needs
   * more than 48 bits of physical address.
   *
   * @param maxTdpLevel what the host offers: 3, 4 or 5
   * @param maxphyaddr the guest's physical address width in bits
   */
  public static int tdpLevel(int maxTdpLevel, int maxphyaddr) {
    return maxTdpLevel == 5 && maxphyaddr <= FOUR_LEVEL_MAXPHYADDR ? 4 : maxTdpLevel;
  }

  /** The extended role: an {@link ExtendedRole} word, always valid; only that if paging is off. */
  public static int ext(long cr0, long cr4, long efer) {
    if (!Cr0Bits.pg(cr0)) {
      return ExtendedRoleBits.VALID_MASK;
    }
    int ext =
        ExtendedRoleBits.VALID_MASK
            | ExtendedRoleBits.CR0_PG_MASK
            | ExtendedRoleBits.withCr4PaeTruncated(0, Cr4Bits.paeBit(cr4))
            | ExtendedRoleBits.withCr4PseTruncated(0, Cr4Bits.pseBit(cr4))
            | ExtendedRoleBits.withCr4SmapTruncated(0, Cr4Bits.smapBit(cr4))
            | ExtendedRoleBits.withCr4SmepTruncated(0, Cr4Bits.smepBit(cr4));
    if (!EferBits.lma(efer)) {
      return ext;
    }
    return ext
        | ExtendedRoleBits.withCr4PkeTruncated(0, Cr4Bits.pkeBit(cr4))
        | ExtendedRoleBits.withCr4La57Truncated(0, Cr4Bits.la57Bit(cr4));
  }

  /** What every page role starts from: full access, NX and WP while paging, SMM, guest mode. */
  private static int common(long cr0, long efer, int hflags) {
    int role =
        PageRoleBits.ACCESS_MASK
            | PageRoleBits.withSmmTruncated(0, HflagsBits.smmBit(hflags))
            | PageRoleBits.withGuestModeTruncated(0, HflagsBits.guestBit(hflags));
    if (!Cr0Bits.pg(cr0)) {
      return role;
    }
    return role
        | PageRoleBits.withEferNxTruncated(0, EferBits.nxBit(efer))
        | PageRoleBits.withCr0WpTruncated(0, Cr0Bits.wpBit(cr0));
  }

  /**
   * The base of {@link #tdpRoot}, which is also what a CR3 load asks for.
   *
   * @param tdpLevel levels of two-dimensional paging in use
   * @param adDisabled whether the host's entries lack accessed and dirty bits (EPT without A/D)
   */
  public static int tdpRootBase(long cr0, long efer, int hflags, int tdpLevel, boolean adDisabled) {
    return common(cr0, efer, hflags)
        | PageRoleBits.DIRECT_MASK
        | PageRoleBits.GPTE_IS_8_BYTES_MASK
        | PageRoleBits.prepAdDisabled(adDisabled)
        | PageRoleBits.withLevelTruncated(0, tdpLevel);
  }

  /** The role of root_mmu under two-dimensional paging: direct, but it follows the guest's bits. */
  public static long tdpRoot(
      long cr0, long cr4, long efer, int hflags, int tdpLevel, boolean adDisabled) {
    return full(tdpRootBase(cr0, efer, hflags, tdpLevel, adDisabled), ext(cr0, cr4, efer));
  }

  /**
   * What all roles that shadow guest tables share; SMEP and SMAP are those of the extended role.
   */
  private static int shadowCommon(long cr0, long cr4, long efer, int hflags, int ext) {
    int role = common(cr0, efer, hflags);
    if (!Cr0Bits.pg(cr0)) {
      return role;
    }
    int notWp = 1 - Cr0Bits.wpBit(cr0);
    return role
        | PageRoleBits.withSmepAndnotWpTruncated(0, notWp & ExtendedRoleBits.cr4SmepBit(ext))
        | PageRoleBits.withSmapAndnotWpTruncated(0, notWp & ExtendedRoleBits.cr4SmapBit(ext))
        | PageRoleBits.withGpteIs8BytesTruncated(0, Cr4Bits.paeBit(cr4));
  }

  private static int shadowRootBase(long cr0, long cr4, long efer, int hflags, int ext) {
    int level = EferBits.lma(efer) ? 4 + Cr4Bits.la57Bit(cr4) : PAE_LEVEL;
    return shadowCommon(cr0, cr4, efer, hflags, ext)
        | PageRoleBits.prepDirect(!Cr0Bits.pg(cr0))
        | PageRoleBits.withLevelTruncated(0, level);
  }

  /** The base role that a CR3 load asks for under shadow paging; both andnot_wp bits are clear. */
  public static int shadowRootBase(long cr0, long cr4, long efer, int hflags) {
    return shadowRootBase(cr0, cr4, efer, hflags, 0);
  }

  /** The role of root_mmu under shadow paging; level 3 for every mode below long mode. */
  public static long shadowRoot(long cr0, long cr4, long efer, int hflags) {
    int ext = ext(cr0, cr4, efer);
    return full(shadowRootBase(cr0, cr4, efer, hflags, ext), ext);
  }

  /**
   * The role of guest_mmu for nested NPT, from L1's registers as given. KVM passes a CR0 with
   * nothing but PG, and hflags from before L2 is entered: {@link #NPT_CR0}.
   */
  public static long shadowNpt(long cr0, long cr4, long efer, int hflags, int tdpLevel) {
    int ext = ext(cr0, cr4, efer);
    int role = shadowCommon(cr0, cr4, efer, hflags, ext);
    return full(role | PageRoleBits.withLevelTruncated(0, tdpLevel), ext);
  }

  /** The CR0 that KVM makes up for nested NPT: PG alone, so WP reads as 0. */
  public static final long NPT_CR0 = Cr0Bits.PG_MASK;

  /**
   * The role of guest_mmu for nested EPT. It depends on no register: guest_mode is constant, and
   * smm is that of root_mmu's stored role.
   *
   * @param level levels of L1's EPT: 4 or 5
   */
  public static long shadowEpt(boolean adEnabled, boolean execonly, int level, int rootSmm) {
    int role =
        PageRoleBits.ACCESS_MASK
            | PageRoleBits.GPTE_IS_8_BYTES_MASK
            | PageRoleBits.GUEST_MODE_MASK
            | PageRoleBits.withSmmTruncated(0, rootSmm)
            | PageRoleBits.withLevelTruncated(0, level)
            | PageRoleBits.prepAdDisabled(!adEnabled);
    return full(role, ExtendedRoleBits.VALID_MASK | ExtendedRoleBits.prepExeconly(execonly));
  }

  /**
   * The role of nested_mmu, which only walks L2's tables: direct is set although nothing is, so
   * that the role fits no shadow page.
   */
  public static long nested(long cr0, long cr4, long efer, int hflags) {
    int ext = ext(cr0, cr4, efer);
    int role =
        shadowCommon(cr0, cr4, efer, hflags, ext)
            | PageRoleBits.DIRECT_MASK
            | PageRoleBits.withLevelTruncated(0, rootLevel(cr0, cr4, efer));
    return full(role, ext);
  }

  private static long full(int base, int ext) {
    return MmuRoleBits.prepBase(base) | MmuRoleBits.prepExt(ext);
  }
}

package dev.bitunion.mmuroles.mmu;

import static dev.bitunion.mmuroles.mmu.PageMath.bits;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.EptTypeAndRightsBits;
import dev.bitunion.mmuroles.arch.Pde4MBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import java.util.Arrays;

/**
 * Which bits of a guest entry must be clear, by level and by bit 7 (large page), and which EPT
 * types and rights must not go together.
 *
 * <p>A mask that a mode does not define keeps what it held: no walk of that mode asks for it.
 * Source: Linux v5.14, __reset_rsvds_bits_mask and __reset_rsvds_bits_mask_ept.
 */
public final class ReservedBits {
  /** Highest level of a page table. */
  public static final int LEVELS = 5;

  /** Memory types 2, 3 and 7, and rights 2 (write) and 6 (write, execute) under every type. */
  private static final long BAD_EPT_TYPES = 0xff444444ffff4444L;

  /** Rights 4 (execute only) under the types that are good otherwise. */
  private static final long EXECUTE_ONLY = 0x0010101000001010L;

  private static final long MEMORY_TYPE = EptEntryBits.MT_MASK | EptEntryBits.IPAT_MASK;

  /** Frame bits below a 2 MB and a 1 GB page, without bit 12, which is PAT in the guest's own. */
  private static final long BELOW_2M = bits(13, 20);

  private static final long BELOW_1G = bits(13, 29);
  private static final long EPT_BELOW_2M = bits(12, 20);
  private static final long EPT_BELOW_1G = bits(12, 29);

  /** By level and bit 7 of the entry: see {@link #index}. */
  private final long[] masks = new long[2 * (LEVELS + 1)];

  /**
   * By level: the bits of which one, set or, for P, clear, makes an entry another thing than the
   * plain address of a table.
   */
  private final long[] stops = new long[LEVELS + 1];

  private long badTypes;

  /**
   * Recomputes the masks of the guest's own tables, or of NPT.
   *
   * @param rootLevel 2 to 5
   * @param nx EFER.NX
   * @param pse CR4.PSE
   * @param guest what CPUID offers
   */
  public void recompute(int rootLevel, boolean nx, boolean pse, GuestCpuid guest) {
    badTypes = 0;
    if (rootLevel == 2) {
      set(0, 1, 0);
      set(0, 2, 0);
      set(1, 1, 0);
      set(1, 2, pse ? Pde4MBits.RSVD_MASK : 0);
      stopOn(Pte64Bits.P_MASK);
      return;
    }
    long noNx = nx ? 0 : Pte64Bits.NX_MASK;
    if (rootLevel == PageMath.PAE_LEVELS) {
      long high = guest.reservedAddress() & ~Pte64Bits.NX_MASK | noNx;
      set(0, 1, high);
      set(0, 2, high);
      set(0, 3, high | Pte64Bits.NX_MASK | bits(5, 8) | bits(1, 2));
      set(1, 1, high);
      set(1, 2, high | BELOW_2M);
      stopOn(Pte64Bits.P_MASK);
      return;
    }
    long high = guest.reservedAddress() & bits(0, 51) | noNx;
    long top = high | Pte64Bits.PS_MASK | (guest.amd() ? Pte64Bits.G_MASK : 0);
    long noGbPages = guest.gbPages() ? 0 : Pte64Bits.PS_MASK;
    set(0, 1, high);
    set(0, 2, high);
    set(0, 3, high | noGbPages);
    set(1, 1, high);
    set(1, 2, high | BELOW_2M);
    set(1, 3, high | noGbPages | BELOW_1G);
    for (int large = 0; large <= 1; large++) {
      set(large, 4, top);
      if (rootLevel == 5) {
        set(large, 5, top);
      }
    }
    stopOn(Pte64Bits.P_MASK);
  }

  /** Recomputes the masks of EPT. */
  public void recomputeEpt(boolean executeOnly, GuestCpuid guest) {
    badTypes = executeOnly ? BAD_EPT_TYPES : BAD_EPT_TYPES | EXECUTE_ONLY;
    long high = guest.reservedAddress() & bits(0, 51);
    long top = high | MEMORY_TYPE | EptEntryBits.PS_MASK;
    set(0, 1, high);
    set(0, 2, high | MEMORY_TYPE);
    set(0, 3, high | MEMORY_TYPE);
    set(1, 1, high);
    set(1, 2, high | EPT_BELOW_2M);
    set(1, 3, high | EPT_BELOW_1G);
    for (int large = 0; large <= 1; large++) {
      set(large, 4, top);
      set(large, 5, top);
    }
    stopOn(0);
  }

  /** Forgets everything: no bit is reserved. */
  public void clear() {
    Arrays.fill(masks, 0);
    stopOn(Pte64Bits.P_MASK);
    badTypes = 0;
  }

  /**
   * False if an entry above level 1 just leads to the next table. If true it may be absent, map a
   * large page or violate a rule: one test where a walk would need three at each level.
   */
  boolean stops(PteFormat format, long entry, int level) {
    return format.ept()
        ? format.absent(entry) || (entry & stops[level]) != 0 || badType(entry)
        : ((entry ^ Pte64Bits.P_MASK) & stops[level]) != 0;
  }

  /** As {@link #violated(long, int)}, for a format that is known when this is compiled. */
  boolean violated(PteFormat format, long entry, int level) {
    return (entry & masks[index(Pte64Bits.pageSizeBit(entry), level)]) != 0
        || format.ept() && badType(entry);
  }

  /** True if a present entry of {@code level} has a reserved bit or an EPT misconfiguration. */
  public boolean violated(long entry, int level) {
    return (entry & masks[index(Pte64Bits.pageSizeBit(entry), level)]) != 0 || badType(entry);
  }

  /** True if an EPT entry's rights and memory type must not go together. */
  public boolean badType(long entry) {
    return PageMath.contains(badTypes, EptTypeAndRightsBits.typeAndRights(entry)) != 0;
  }

  /**
   * The mask of reserved bits.
   *
   * @param large bit 7 of the entry
   * @param level 1 to 5
   */
  public long mask(int large, int level) {
    return masks[index(large, level)];
  }

  /** The set of misconfigured values of an EPT entry's bits 5:0; 0 for the guest's own tables. */
  public long badTypes() {
    return badTypes;
  }

  private void set(int large, int level, long mask) {
    masks[index(large, level)] = mask;
  }

  /** Recomputes {@link #stops}: {@code present} is P where that one bit makes an entry present. */
  private void stopOn(long present) {
    for (int level = 1; level <= LEVELS; level++) {
      stops[level] = masks[index(0, level)] | Pte64Bits.PS_MASK | present;
    }
  }

  private static int index(int large, int level) {
    return 2 * level + large;
  }
}

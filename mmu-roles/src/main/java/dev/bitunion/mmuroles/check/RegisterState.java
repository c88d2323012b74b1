package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.role.HflagsBits;
import java.util.ArrayList;
import java.util.List;

/**
 * What a full role is computed from.
 *
 * @param cr0 of it, PG and WP
 * @param cr4 of it, PSE, PAE, SMEP, SMAP, PKE and LA57
 * @param efer of it, NX and LMA
 * @param hflags an {@code Hflags} word
 */
record RegisterState(long cr0, long cr4, long efer, int hflags) {
  private static final long CR4_BITS =
      Cr4Bits.PSE_MASK
          | Cr4Bits.PAE_MASK
          | Cr4Bits.SMEP_MASK
          | Cr4Bits.SMAP_MASK
          | Cr4Bits.PKE_MASK
          | Cr4Bits.LA57_MASK;

  /** Normal, in a nested guest, and in system management mode, where no nested guest runs. */
  private static final int[] HFLAGS = {0, HflagsBits.GUEST_MASK, HflagsBits.SMM_MASK};

  /** Every legal state (LMA only with PG and PAE), in each of the three places: 3 x 640. */
  static List<RegisterState> all() {
    List<RegisterState> states = new ArrayList<>();
    for (int hflags : HFLAGS) {
      for (long cr0 : subsets(Cr0Bits.PG_MASK | Cr0Bits.WP_MASK)) {
        for (long cr4 : subsets(CR4_BITS)) {
          for (long efer : subsets(EferBits.NX_MASK | EferBits.LMA_MASK)) {
            if (!EferBits.lma(efer) || Cr0Bits.pg(cr0) && Cr4Bits.pae(cr4)) {
              states.add(new RegisterState(cr0, cr4, efer, hflags));
            }
          }
        }
      }
    }
    return states;
  }

  /** Every subset of a word's bits, smallest first. */
  static List<Long> subsets(long bits) {
    List<Long> subsets = new ArrayList<>();
    long subset = 0;
    do {
      subsets.add(subset);
      subset = (subset - bits) & bits;
    } while (subset != 0);
    return subsets;
  }

  @Override
  public String toString() {
    return "CR0 {"
        + Cr0Bits.toString(cr0)
        + "} CR4 {"
        + Cr4Bits.toString(cr4)
        + "} EFER {"
        + EferBits.toString(efer)
        + "}"
        + (hflags == 0 ? "" : " " + HflagsBits.toString(hflags));
  }
}

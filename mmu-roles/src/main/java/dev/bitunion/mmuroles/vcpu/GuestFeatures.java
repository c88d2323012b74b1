package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;

/**
 * Which register bits the guest's CPUID lets it set; a write that sets another is refused.
 *
 * @param cr4 bits of CR4
 * @param efer bits of EFER; a written LMA is ignored
 */
public record GuestFeatures(long cr4, long efer) {
  /** Everything that this simulator has a name for. */
  public static final GuestFeatures ALL =
      new GuestFeatures(
          Cr4Bits.FIELD_BITS,
          EferBits.SCE_MASK
              | EferBits.LME_MASK
              | EferBits.LMA_MASK
              | EferBits.NX_MASK
              | EferBits.SVME_MASK);

  /** Whether the guest has long mode, and so an EFER that SMM clears. */
  public boolean longMode() {
    return (efer & EferBits.LME_MASK) != 0;
  }
}

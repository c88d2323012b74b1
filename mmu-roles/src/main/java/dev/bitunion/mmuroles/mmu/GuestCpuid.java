package dev.bitunion.mmuroles.mmu;

/**
 * What the guest's CPUID says about physical addresses and large pages.
 *
 * @param maxphyaddr physical address bits, 32 to 52 (CPUID 0x80000008, else 36)
 * @param gbPages 1 GB pages: the host's CPUID with two-dimensional paging, else the guest's
 * @param amd an AMD or Hygon guest: bit 8 is reserved in the top levels
 */
public record GuestCpuid(int maxphyaddr, boolean gbPages, boolean amd) {
  /** Checks the width. */
  public GuestCpuid {
    if (maxphyaddr < 32 || maxphyaddr > 52) {
      throw new IllegalArgumentException("maxphyaddr " + maxphyaddr + " is not within 32 to 52");
    }
  }

  /** The bits that no physical address of this guest has, up to bit 63. */
  public long reservedAddress() {
    return PageMath.bitsAboveAddress(maxphyaddr);
  }
}

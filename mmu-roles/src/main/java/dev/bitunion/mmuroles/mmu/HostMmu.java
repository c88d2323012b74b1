package dev.bitunion.mmuroles.mmu;

/**
 * What the host offers, constant for a virtual machine.
 *
 * @param tdp two-dimensional paging (EPT or NPT) is in use
 * @param tdpLevel its levels in use, 3 to 5; also those of a shadow of nested NPT
 * @param adDisabled EPT without accessed and dirty bits
 * @param executeOnly execute-only entries are offered to L1's EPT
 */
public record HostMmu(boolean tdp, int tdpLevel, boolean adDisabled, boolean executeOnly) {}

package dev.bitunion.mmuroles.shadow;

/** What KVM did about a page fault (RET_PF_*), in the kernel's order: the ordinal is its number. */
public enum FaultResult {
  /** Nothing was mapped: a #PF went to the guest, or a guest entry changed on the way. */
  RETRY,
  /** The instruction must be emulated. */
  EMULATE,
  /** Not decided; never the result of a whole fault. */
  INVALID,
  /** The entry was filled or changed. */
  FIXED,
  /** The entry was already as it should be. */
  SPURIOUS
}

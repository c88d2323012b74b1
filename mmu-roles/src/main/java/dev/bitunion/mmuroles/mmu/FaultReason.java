package dev.bitunion.mmuroles.mmu;

/** Why a walk ended without a translation. */
public enum FaultReason {
  /** It did not: the walk gave a frame. */
  NONE,
  /** An entry is not present. */
  NOT_PRESENT,
  /** A present entry has a reserved bit set, or is a misconfigured EPT entry. */
  RESERVED,
  /** A table lies where the guest has no memory. */
  NO_MEMORY,
  /** A table's or the page's address has more bits than the guest's physical addresses. */
  ILLEGAL_ADDRESS,
  /** The rights of the entries, or the page's protection key, forbid the access. */
  FORBIDDEN,
  /** The second stage did not translate the address of a table or of the page. */
  SECOND_STAGE
}

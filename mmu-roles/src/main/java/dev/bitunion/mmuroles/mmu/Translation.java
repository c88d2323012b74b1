package dev.bitunion.mmuroles.mmu;

/** How a context translates an address: the kernel's {@code gva_to_gpa} handler. */
public enum Translation {
  /** Not initialised: the kernel has a null handler here. */
  UNSET,
  /** No paging: the address is the guest physical address. */
  IDENTITY,
  /** 32-bit paging: 4-byte entries, two levels. */
  SHORT,
  /** PAE, 4-level and 5-level paging, and NPT: 8-byte entries. */
  LONG,
  /** Extended page tables of a nested guest. */
  EPT
}

package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;

/**
 * What differs between the three formats of guest entries. A record with static instances, so that
 * the compiler makes three walkers of the one in {@link Walker}, as a C++ template would.
 *
 * <p>A 4-byte entry travels zero-extended: its low 32 bits lie as those of an 8-byte entry, and it
 * has no NX bit, so it always allows execution.
 *
 * @param ept rights and presence are EPT's
 * @param wide entries have 8 bytes and tables 512 entries; else 4 and 1024
 * @param presentMask the bits of which a present entry has one
 * @param invertedMask the bits that forbid; inverted before rights are accumulated
 * @param accessedMask the accessed bit
 * @param dirtyMask the dirty bit
 */
record PteFormat(
    boolean ept,
    boolean wide,
    long presentMask,
    long invertedMask,
    long accessedMask,
    long dirtyMask) {
  static final PteFormat SHORT =
      new PteFormat(false, false, Pte64Bits.P_MASK, 0, Pte64Bits.A_MASK, Pte64Bits.D_MASK);
  static final PteFormat LONG =
      new PteFormat(
          false, true, Pte64Bits.P_MASK, Pte64Bits.NX_MASK, Pte64Bits.A_MASK, Pte64Bits.D_MASK);
  static final PteFormat EPT =
      new PteFormat(
          true,
          true,
          EptEntryBits.R_MASK | EptEntryBits.W_MASK | EptEntryBits.X_MASK,
          0,
          EptEntryBits.A_MASK,
          EptEntryBits.D_MASK);

  /** Address bits that one level translates. */
  int indexBits() {
    return wide ? PageMath.LONG_INDEX_BITS : PageMath.SHORT_INDEX_BITS;
  }

  /** Offset in its table, in bytes, of the entry that translates an address. */
  int entryOffset(long address, int level) {
    return PageMath.entryOffset(address, level, indexBits());
  }

  long read(GuestMemory memory, long page, int offset) {
    return wide ? memory.read64(page, offset) : Integer.toUnsignedLong(memory.read32(page, offset));
  }

  boolean replace(GuestMemory memory, long page, int offset, long expected, long value) {
    return wide
        ? memory.replace64(page, offset, expected, value)
        : memory.replace32(page, offset, (int) expected, (int) value);
  }

  /** True if an entry is not present. */
  boolean absent(long entry) {
    return (entry & presentMask) == 0;
  }

  /** The rights that accumulated bits stand for: 1 execute, 2 write, 4 user (EPT: read). */
  int rights(long accumulated) {
    return ept ? Rights.ofEpt(accumulated) : Rights.of(accumulated ^ invertedMask);
  }
}

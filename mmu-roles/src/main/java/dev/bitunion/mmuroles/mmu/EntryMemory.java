package dev.bitunion.mmuroles.mmu;

import java.util.Arrays;

/**
 * Guest memory given as a list of page-table entries, anywhere in the address space: what a test
 * vector or a command line states.
 *
 * <p>An entry is read with the size it was given for; memory between the entries reads as zero and
 * is counted, for a walk that strays there read what nobody stated. Changes can be undone.
 */
public final class EntryMemory implements GuestMemory {
  private final long[] addresses;
  private final long[] given;
  private final long[] values;
  private final MemorySlots slots;

  private int strayReads;

  /**
   * Creates the memory.
   *
   * @param addresses guest physical addresses, in ascending order
   * @param values the entries there, a 4-byte one zero-extended
   * @param slots which frames exist
   * @throws IllegalArgumentException if the addresses do not ascend, or are not as many as values
   */
  public EntryMemory(long[] addresses, long[] values, MemorySlots slots) {
    if (addresses.length != values.length) {
      throw new IllegalArgumentException(
          addresses.length + " addresses but " + values.length + " values");
    }
    for (int i = 1; i < addresses.length; i++) {
      if (Long.compareUnsigned(addresses[i - 1], addresses[i]) >= 0) {
        throw new IllegalArgumentException(
            "address 0x" + Long.toHexString(addresses[i]) + " is out of order or stated twice");
      }
    }
    this.addresses = addresses.clone();
    this.given = values.clone();
    this.values = values.clone();
    this.slots = slots;
  }

  /** A handle is the frame number. */
  @Override
  public long find(long gfn) {
    return slots.exists(gfn) ? gfn : NO_PAGE;
  }

  @Override
  public boolean isReadOnly(long page) {
    return slots.isReadOnly(page);
  }

  @Override
  public long read64(long page, int offset) {
    int index = indexOf(page, offset);
    if (index < 0) {
      strayReads++;
      return 0;
    }
    return values[index];
  }

  @Override
  public int read32(long page, int offset) {
    return (int) read64(page, offset);
  }

  @Override
  public boolean replace64(long page, int offset, long expected, long value) {
    int index = indexOf(page, offset);
    if (index < 0 || values[index] != expected) {
      return false;
    }
    values[index] = value;
    return true;
  }

  @Override
  public boolean replace32(long page, int offset, int expected, int value) {
    return replace64(page, offset, Integer.toUnsignedLong(expected), Integer.toUnsignedLong(value));
  }

  private int indexOf(long page, int offset) {
    return Arrays.binarySearch(addresses, PageMath.gpa(page) + offset);
  }

  /** Makes every entry what it was at first, and forgets stray reads. */
  public void restore() {
    System.arraycopy(given, 0, values, 0, given.length);
    strayReads = 0;
  }

  /** How many reads met no stated entry. */
  public int strayReads() {
    return strayReads;
  }

  /** How many entries differ from what they were at first. */
  public int changes() {
    int changes = 0;
    for (int i = 0; i < given.length; i++) {
      changes += given[i] == values[i] ? 0 : 1;
    }
    return changes;
  }

  /** Whether an entry was stated at an address. */
  public boolean states(long address) {
    return Arrays.binarySearch(addresses, address) >= 0;
  }

  /**
   * The entry at an address, as it is now.
   *
   * @throws IllegalArgumentException if none was stated
   */
  public long at(long address) {
    int index = Arrays.binarySearch(addresses, address);
    if (index < 0) {
      throw new IllegalArgumentException("no entry at 0x" + Long.toHexString(address));
    }
    return values[index];
  }
}

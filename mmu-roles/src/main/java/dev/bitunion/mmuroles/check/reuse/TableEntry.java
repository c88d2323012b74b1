package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.mmu.GuestMemory;

/**
 * One entry of a guest's table, kept as it is written in a scenario.
 *
 * @param format its format
 * @param table frame of the table
 * @param index its place there
 * @param frame where it points
 * @param flags names as the manuals have them, with blanks between; empty: the entry is absent
 * @param word the entry itself
 */
public record TableEntry(
    Format format, long table, int index, long frame, String flags, long word) {
  /** Formats of entries. */
  public enum Format {
    /** 8 bytes: PAE, long mode and NPT. */
    PTE(Long.BYTES),
    /** 4 bytes. */
    PTE32(Integer.BYTES),
    /** Nested EPT. */
    EPT(Long.BYTES);

    private final int size;

    Format(int size) {
      this.size = size;
    }

    int size() {
      return size;
    }
  }

  /** Writes it into memory. */
  void store(GuestMemory memory) {
    long page = memory.find(table);
    int offset = format.size() * index;
    if (format.size() == Integer.BYTES) {
      memory.replace32(page, offset, memory.read32(page, offset), (int) word);
    } else {
      memory.replace64(page, offset, memory.read64(page, offset), word);
    }
  }

  static TableEntry of(Format format, long table, int index, long frame, String flags) {
    long word = 0;
    if (!flags.isEmpty()) {
      word =
          format == Format.EPT
              ? EptEntryBits.withFrame(EptEntryBits.parse(flags), frame)
              : Pte64Bits.withFrame(Pte64Bits.parse(flags), frame);
    }
    return new TableEntry(format, table, index, frame, flags, word);
  }

  /** Whether both stand in the same place. */
  boolean replaces(TableEntry other) {
    return table == other.table && index == other.index;
  }

  /** {@code 3[0] = 4 P W U A D}. */
  String text() {
    String value = flags.isEmpty() ? "none" : Text.number(frame) + " " + flags;
    return Text.number(table) + "[" + index + "] = " + value;
  }

  /** The line of a scenario that writes it. */
  String line() {
    return "store " + format.name().toLowerCase(java.util.Locale.ROOT) + " " + text();
  }
}

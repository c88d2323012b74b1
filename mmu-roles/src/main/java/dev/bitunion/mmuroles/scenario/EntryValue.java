package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;

/** A page-table entry written as {@code FRAME FLAG...}, or {@code none}. */
final class EntryValue {
  /** Frames that a 4-byte entry reaches: 32 - 12 bits. */
  private static final long SHORT_FRAMES = 0x100000;

  private EntryValue() {}

  static long read(Words words, Symbols symbols, boolean ept, int size) {
    if (words.take("none")) {
      return 0;
    }
    Word frameWord = words.next("a frame, or none");
    long frame = symbols.frame(frameWord);
    if (size == Integer.BYTES && frame >= SHORT_FRAMES) {
      throw frameWord.error("a 4-byte entry reaches frames below 2^20");
    }
    Flags flags = ept ? Flags.EPT_ENTRY : Flags.ENTRY;
    long bits = words.more() ? flags.words(words) : 0;
    return ept ? EptEntryBits.withFrame(bits, frame) : Pte64Bits.withFrame(bits, frame);
  }
}

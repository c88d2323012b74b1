package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.Pte64Bits;

/**
 * Single entries of a guest's tables, in the format that a context walks: what KVM reads when it
 * prefetches or synchronises, outside of any walk.
 */
public final class GuestEntries {
  private GuestEntries() {}

  /** Bytes of an entry: 4 in 32-bit paging, else 8. */
  public static int size(MmuContext context) {
    return format(context).wide() ? Long.BYTES : Integer.BYTES;
  }

  /** The entry at an index of a table page; a 4-byte one zero-extended. */
  public static long read(MmuContext context, GuestMemory memory, long page, int index) {
    return format(context).read(memory, page, index * size(context));
  }

  /**
   * Whether KVM may map what a level-1 entry says although nobody asked for it: present, accessed
   * (where there is such a bit), and no reserved bit.
   */
  public static boolean mappable(MmuContext context, long entry) {
    PteFormat format = format(context);
    return (entry & format.presentMask()) != 0
        && (!context.entriesHaveAccessedDirty() || (entry & format.accessedMask()) != 0)
        && !context.reserved.violated(entry, 1);
  }

  /** What a level-1 entry allows, without writes while it is clean. */
  public static int rights(MmuContext context, long entry) {
    PteFormat format = format(context);
    int rights = format.rights(entry ^ format.invertedMask());
    boolean clean = context.entriesHaveAccessedDirty() && (entry & format.dirtyMask()) == 0;
    return clean ? rights & ~Rights.WRITE : rights;
  }

  /** The frame that an entry points to. */
  public static long frame(long entry) {
    return Pte64Bits.frame(entry);
  }

  private static PteFormat format(MmuContext context) {
    return switch (context.translation) {
      case SHORT -> PteFormat.SHORT;
      case EPT -> PteFormat.EPT;
      default -> PteFormat.LONG;
    };
  }
}

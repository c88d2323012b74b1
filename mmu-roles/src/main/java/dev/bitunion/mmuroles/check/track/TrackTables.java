package dev.bitunion.mmuroles.check.track;

import dev.bitunion.mmuroles.arch.EptEntryBits;
import dev.bitunion.mmuroles.arch.Pte64Bits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.vcpu.MemoryAccess;

/**
 * Page tables through which one frame is reached as a table of every level with every access: a
 * table a level, whose first entry leads to the next one and eight more, one for each set of
 * rights, to the frame. What stands in the frame leads on to a page, whatever level it is read at.
 */
final class TrackTables {
  /** The frame whose counter is driven up. */
  static final long FRAME = 0x800;

  /** Four page-directory pointers, the first to the frame. */
  static final long POINTERS = 0x802;

  /** Sets of rights. */
  static final int RIGHTS = 8;

  private static final long BELOW = 0x801;
  private static final long TABLES = 0x810;
  private static final int DEEPEST = 5;

  /** Entries that lead to the frame begin here. */
  private static final int FIRST = 8;

  private final MemoryAccess memory;
  private final boolean ept;

  TrackTables(MemoryAccess memory, boolean ept) {
    this.memory = memory;
    this.ept = ept;
  }

  /** Writes them. */
  void write() {
    for (int level = 2; level <= DEEPEST; level++) {
      store(table(level), 0, entry(table(level - 1), Rights.ALL));
      for (int rights = 0; rights < RIGHTS; rights++) {
        store(table(level), FIRST + rights, entry(FRAME, rights));
      }
    }
    store(FRAME, 0, entry(BELOW, Rights.ALL));
    store(BELOW, 0, clean(entry(BELOW, Rights.ALL)));
    store(POINTERS, 0, Pte64Bits.withFrame(Pte64Bits.P_MASK, FRAME));
  }

  /** The table of a level, to begin a walk at. */
  static long table(int level) {
    return TABLES + level;
  }

  /** The address whose walk, begun at {@link #table}, reaches the frame at a level. */
  static long address(int level, int rights) {
    return PageMath.gpa(
        (FIRST + rights) * PageMath.framesPerEntry(level + 1, PageMath.LONG_INDEX_BITS));
  }

  private void store(long gfn, int index, long entry) {
    memory.store(PageMath.gpa(gfn) + Long.BYTES * index, Long.BYTES, entry);
  }

  private long entry(long gfn, int rights) {
    boolean exec = (rights & Rights.EXEC) != 0;
    boolean write = (rights & Rights.WRITE) != 0;
    boolean user = (rights & Rights.USER) != 0;
    if (ept) {
      long entry = EptEntryBits.withFrame(EptEntryBits.A_MASK | EptEntryBits.D_MASK, gfn);
      entry = EptEntryBits.withReadable(entry, user);
      return EptEntryBits.withExecutable(EptEntryBits.withWritable(entry, write), exec);
    }
    long entry = Pte64Bits.withFrame(Pte64Bits.P_MASK | Pte64Bits.A_MASK | Pte64Bits.D_MASK, gfn);
    entry = Pte64Bits.withUser(Pte64Bits.withWritable(entry, write), user);
    return Pte64Bits.withNoExecute(entry, !exec);
  }

  /** Not dirty: a read maps the page read-only, and the table stays in step. */
  private long clean(long entry) {
    return ept ? EptEntryBits.withDirty(entry, false) : Pte64Bits.withDirty(entry, false);
  }
}

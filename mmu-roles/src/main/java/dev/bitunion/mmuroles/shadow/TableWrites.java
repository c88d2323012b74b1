package dev.bitunion.mmuroles.shadow;

import static dev.bitunion.mmuroles.role.PageRoleBits.gpte_is_8_bytes;
import static dev.bitunion.mmuroles.role.PageRoleBits.level;
import static dev.bitunion.mmuroles.role.PageRoleBits.quadrant;
import static dev.bitunion.mmuroles.shadow.ShadowPages.NONE;

import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviour;

/**
 * Emulated guest writes to frames that are shadowed as page tables (kvm_mmu_pte_write): each page
 * of the frame loses the entries written, or goes altogether if the write is not that of an entry
 * or writes come thick.
 */
public final class TableWrites {
  /** The third write in a row zaps an upper-level page. */
  private static final int FLOOD = 3;

  private final ShadowVm vm;
  private final PageZapper zapper;
  private final VmMemory memory;
  private final boolean countsFirst;

  TableWrites(ShadowVm vm, PageZapper zapper, VmMemory memory) {
    this.vm = vm;
    this.zapper = zapper;
    this.memory = memory;
    this.countsFirst = vm.behaviours.has(Behaviour.FLOOD_COUNTED_BEFORE_QUADRANT);
  }

  /**
   * Tells the shadow pages of a write that is already in memory.
   *
   * @param gpa address written
   * @param bytes how many bytes
   * @param pae CR4.PAE: a 4-byte write is taken as one half of an 8-byte entry
   */
  public void written(long gpa, int bytes, boolean pae) {
    if (vm.indirect == 0) {
      return;
    }
    vm.stats.mmuPteWrite++;
    if (pae && bytes == Integer.BYTES) {
      gpa &= -Long.BYTES;
      bytes = Long.BYTES;
    }
    boolean whole = bytes == Integer.BYTES || bytes == Long.BYTES;
    boolean empty = !whole || memory.read(gpa, bytes) == 0;
    int offset = PageMath.pageOffset(gpa);
    int page = vm.index.newestOf(PageMath.gfn(gpa));
    while (page != NONE) {
      int next = vm.pages.older(page);
      if (ShadowVm.shadowsTable(vm.pages.role(page))) {
        writtenTo(page, offset, bytes, empty);
      }
      page = next;
    }
    zapper.commit();
  }

  private void writtenTo(int page, int offset, int bytes, boolean empty) {
    int role = vm.pages.role(page);
    boolean misaligned =
        misaligned(gpte_is_8_bytes(role) ? Long.BYTES : Integer.BYTES, offset, bytes);
    if (misaligned || countsFirst && floods(page, role)) {
      zapFlooded(page);
      return;
    }
    int first = offset;
    int count = 1;
    if (!gpte_is_8_bytes(role)) {
      first = 2 * offset;
      if (level(role) == 2) {
        first = 2 * (first & -Long.BYTES);
        count = 2;
      }
      if (first / PageMath.PAGE_SIZE != quadrant(role)) {
        return;
      }
    }
    if (!countsFirst && floods(page, role)) {
      zapFlooded(page);
      return;
    }
    int at = first % PageMath.PAGE_SIZE / Long.BYTES;
    for (int i = at; i < at + count; i++) {
      zapper.zapEntry(page, i, false);
      if (!empty && level(role) > 1) {
        vm.stats.mmuPdeZapped++;
      }
    }
  }

  /**
   * Whether a write is not that of a whole aligned entry, so that the frame may be no table now.
   */
  static boolean misaligned(int size, int offset, int bytes) {
    if (bytes == 1 && offset % size == 0) {
      return false;
    }
    return bytes < Integer.BYTES || offset / size != (offset + bytes - 1) / size;
  }

  private void zapFlooded(int page) {
    zapper.prepare(page);
    vm.stats.mmuFlooded++;
  }

  private boolean floods(int page, int role) {
    return level(role) > 1 && vm.pages.flood(page) >= FLOOD;
  }
}

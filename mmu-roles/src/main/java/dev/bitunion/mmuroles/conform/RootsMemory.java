package dev.bitunion.mmuroles.conform;

import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.shadow.VmMemory;

/** The guest memory that the two files of root sequences start from: pages of PDPTEs. */
enum RootsMemory {
  /** {@code spcache_roots}: four entries a page, one absent, one with reserved bits. */
  NARROW {
    @Override
    void write(VmMemory memory) {
      firstFour(memory);
      entry(memory, 0x13, 2, 0);
      entry(memory, 0x14, 1, 0x24007);
    }
  },
  /** {@code spcache_roots2}: whole pages, with more entries that no load accepts. */
  WIDE {
    @Override
    void write(VmMemory memory) {
      firstFour(memory);
      for (int g = FIRST; g <= LAST; g++) {
        for (int i = 4; i < 16; i++) {
          entry(memory, g, i, PageMath.gpa(0x60 + (g - FIRST) * 16 + i) | 1);
        }
      }
      entry(memory, 0x13, 2, 0);
      entry(memory, 0x14, 1, 0x24007);
      entry(memory, 0x15, 3, 0x5000001);
      entry(memory, 0x15, 9, PageMath.gpa(0xb9) | 1 | PageMath.setOf(63));
      entry(memory, 0x16, 1, PageMath.gpa(0x39) | 1 | 0xe18);
      entry(memory, 0x16, 5, PageMath.gpa(0xc5) | 1 | 0x20);
      entry(memory, 0x17, 2, PageMath.gpa(0x3e) | 1 | PageMath.setOf(41));
      entry(memory, 0x17, 10, 0x70000002);
    }
  };

  private static final int FIRST = 0x10;
  private static final int LAST = 0x17;

  /** Writes the image into an empty memory. */
  abstract void write(VmMemory memory);

  private static void firstFour(VmMemory memory) {
    for (int g = FIRST; g <= LAST; g++) {
      for (int i = 0; i < 4; i++) {
        entry(memory, g, i, PageMath.gpa(0x20 + (g - FIRST) * 4 + i) | 1);
      }
    }
  }

  private static void entry(VmMemory memory, long gfn, int index, long value) {
    memory.write(PageMath.gpa(gfn) + Long.BYTES * index, Long.BYTES, value);
  }
}

package dev.bitunion.mmuroles.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.PageRoleBits;
import dev.bitunion.mmuroles.role.RoleModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As many live shadow pages as a VM of a terabyte may have, in look-up, lists, tracking, roles and
 * links; a small number of them in the suite, all with {@code -Dmmuroles.pages=5400000} in a heap
 * of a gigabyte.
 */
class HeapTest {
  private static final int PAGES = Integer.getInteger("mmuroles.pages", 54_000);

  /** A page table maps 2 MB: 512 of them hang below one page directory. */
  private static final int CHILDREN = ShadowEntries.PER_PAGE;

  private static final int DIRECTORY = PageRoleBits.withLevel(0x3713, 2);
  private static final int TABLE = PageRoleBits.withLevel(0x3713, 1);

  /** Frames of tables lie apart, all over the terabyte. */
  private static final long STRIDE = 49;

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void pagesOfATerabyteFit(int leaves) {
    ShadowVm vm = new ShadowVm(false, RoleModel.of(KernelVersion.V5_14).behaviours());
    int directory = ShadowPages.NONE;
    for (int i = 0; i < PAGES; i++) {
      int place = i % (CHILDREN + 1);
      boolean isDirectory = place == 0;
      int page = add(vm, i * STRIDE, isDirectory ? DIRECTORY : TABLE);
      if (isDirectory) {
        directory = page;
      } else {
        vm.entries.set(directory, place - 1, link(page));
        for (int leaf = 0; leaf < leaves; leaf++) {
          vm.entries.set(page, leaf, leaf(i * STRIDE + 1 + leaf));
        }
      }
    }
    long used = used();
    System.out.printf("%,d pages, %d leaves each: %,d MB%n", PAGES, leaves, used / 1_000_000);
    assertThat(vm.pages.count()).isEqualTo(PAGES);
    assertThat(vm.find((PAGES - 1) * STRIDE, vm.pages.role(PAGES - 1))).isEqualTo(PAGES - 1);
    assertThat(vm.tracking.track(0, 0)).isEqualTo(1);
  }

  private static int add(ShadowVm vm, long gfn, int role) {
    int page = vm.pages.allocate(gfn, role, 0);
    vm.index.add(page);
    if (PageRoleBits.level(role) > 1) {
      vm.tracking.addTrack(gfn, 0, 1);
    }
    vm.tracking.addDisallow(gfn, 0, 1);
    return page;
  }

  private static long link(int child) {
    return ShadowEntryBits.withFrame(ShadowEntryBits.PRESENT_MASK, child);
  }

  private static long leaf(long frame) {
    return ShadowEntryBits.withFrame(
        ShadowEntryBits.PRESENT_MASK | ShadowEntryBits.LEAF_MASK, frame);
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

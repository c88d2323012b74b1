package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.mmu.Walker;

/**
 * Who hears what happens to shadow pages: the moments and the state are those of the kernel's
 * tracepoints of the same names.
 */
public interface PageEvents {
  /** Nobody listens. */
  PageEvents NONE =
      new PageEvents() {
        @Override
        public void getPage(int page, boolean created) {}

        @Override
        public void syncPage(int page) {}

        @Override
        public void unsyncPage(int page) {}

        @Override
        public void prepareZap(int page) {}

        @Override
        public void zapAllFast(int generation, int used) {}
      };

  /**
   * A fault begins.
   *
   * @param address the faulting address
   * @param error its {@code PageFaultError} word
   */
  default void fault(long address, long error) {}

  /** A fault's walk of the guest's tables ended, well or not. */
  default void walked(Walker walker) {}

  /** A page was found (after its synchronisation) or made (before any reference to it). */
  void getPage(int page, boolean created);

  /** An unsync page is about to be synchronised, or its unsync state ends with it. */
  void syncPage(int page);

  /** A page is about to become unsync. */
  void unsyncPage(int page);

  /** A page is about to be zapped; its role does not show {@code invalid} yet. */
  void prepareZap(int page);

  /** gfn_track of a frame goes up in an address space (0 normal, 1 SMM), or is refused. */
  default void trackAdd(long gfn, int space) {}

  /** gfn_track of a frame goes down in an address space. */
  default void trackDel(long gfn, int space) {}

  /** Unsync pages below the roots in use are about to be synchronised. */
  default void syncRoots() {}

  /**
   * Roots of a context are about to go.
   *
   * @param context whose
   * @param current whether the current root goes
   * @param previous set of the previous roots that go
   */
  default void freeRoots(ShadowContext context, boolean current, int previous) {}

  /** All pages of {@code generation} are about to become obsolete. */
  void zapAllFast(int generation, int used);
}

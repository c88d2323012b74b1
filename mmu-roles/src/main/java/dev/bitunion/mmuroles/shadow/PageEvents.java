package dev.bitunion.mmuroles.shadow;

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

  /** A page was found (after its synchronisation) or made (before any reference to it). */
  void getPage(int page, boolean created);

  /** An unsync page is about to be synchronised, or its unsync state ends with it. */
  void syncPage(int page);

  /** A page is about to become unsync. */
  void unsyncPage(int page);

  /** A page is about to be zapped; its role does not show {@code invalid} yet. */
  void prepareZap(int page);

  /** All pages of {@code generation} are about to become obsolete. */
  void zapAllFast(int generation, int used);
}

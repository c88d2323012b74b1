package dev.bitunion.mmuroles.shadow;

/** The shadow MMU of one virtual machine: its state and everything that works on it, wired once. */
public final class ShadowMmu {
  private final ShadowVm vm;
  private final PageZapper zapper;
  private final PageCache cache;

  /**
   * A machine without pages.
   *
   * @param tdpEnabled whether L0 uses EPT or NPT
   */
  public ShadowMmu(boolean tdpEnabled) {
    vm = new ShadowVm(tdpEnabled);
    UnsyncPages unsync = new UnsyncPages(vm);
    zapper = new PageZapper(vm, unsync);
    cache = new PageCache(vm, unsync, zapper, new PageSync());
  }

  /** The state. */
  public ShadowVm vm() {
    return vm;
  }

  /** Taking pages away. */
  public PageZapper zapper() {
    return zapper;
  }

  /** Finding and making pages. */
  public PageCache cache() {
    return cache;
  }
}

package dev.bitunion.mmuroles.shadow;

/** The shadow MMU of one virtual machine: its state and everything that works on it, wired once. */
public final class ShadowMmu {
  private final ShadowVm vm;
  private final PageZapper zapper;
  private final PageCache cache;
  private final PageSync sync;
  private final Roots roots;
  private final VmMemory memory;

  /**
   * A machine without pages.
   *
   * @param tdpEnabled whether L0 uses EPT or NPT
   */
  public ShadowMmu(boolean tdpEnabled) {
    vm = new ShadowVm(tdpEnabled);
    UnsyncPages unsync = new UnsyncPages(vm);
    zapper = new PageZapper(vm, unsync);
    memory = new VmMemory(vm);
    sync = new PageSync();
    cache = new PageCache(vm, unsync, zapper, sync);
    roots = new Roots(vm, cache, zapper, memory);
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

  /** Guest memory. */
  public VmMemory memory() {
    return memory;
  }

  /** Synchronising pages. */
  public PageSync sync() {
    return sync;
  }

  /** Roots. */
  public Roots roots() {
    return roots;
  }
}

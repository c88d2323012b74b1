package dev.bitunion.mmuroles.shadow;

import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.ReuseKey;

/** The shadow MMU of one virtual machine: its state and everything that works on it, wired once. */
public final class ShadowMmu {
  private final ShadowVm vm;
  private final VmMemory memory;
  private final PageZapper zapper;
  private final PageSync sync;
  private final PageCache cache;
  private final Roots roots;
  private final ShadowFaults shadowFaults;
  private final DirectFaults directFaults;
  private final TableWrites writes;
  private final AddressInvalidation invalidation;
  private final HardwareAccess hardware;

  /**
   * A machine without memory and pages.
   *
   * @param tdpEnabled whether L0 uses EPT or NPT
   * @param behaviours what the kernel does
   */
  public ShadowMmu(boolean tdpEnabled, Behaviours behaviours) {
    this(tdpEnabled, behaviours, ReuseKey.WHOLE);
  }

  /**
   * As the other constructor.
   *
   * @param key what of a role pages are found by
   */
  public ShadowMmu(boolean tdpEnabled, Behaviours behaviours, ReuseKey key) {
    vm = new ShadowVm(tdpEnabled, behaviours, key);
    memory = new VmMemory(vm);
    UnsyncPages unsync = new UnsyncPages(vm);
    LeafEntries leaves = new LeafEntries(vm, unsync);
    FaultPath path = new FaultPath(vm);
    zapper = new PageZapper(vm, unsync);
    sync = new PageSync(vm, unsync, zapper, leaves, memory);
    cache = new PageCache(vm, unsync, zapper, sync);
    roots = new Roots(vm, cache, zapper, memory);
    shadowFaults = new ShadowFaults(vm, cache, zapper, leaves, sync, path);
    directFaults = new DirectFaults(vm, cache, zapper, leaves, path);
    writes = new TableWrites(vm, zapper, memory);
    invalidation = new AddressInvalidation(vm, sync, path);
    hardware = new HardwareAccess(vm, path);
  }

  /** The state. */
  public ShadowVm vm() {
    return vm;
  }

  /** Guest memory. */
  public VmMemory memory() {
    return memory;
  }

  /** Taking pages away. */
  public PageZapper zapper() {
    return zapper;
  }

  /** Finding and making pages. */
  public PageCache cache() {
    return cache;
  }

  /** Synchronising pages. */
  public PageSync sync() {
    return sync;
  }

  /** Roots. */
  public Roots roots() {
    return roots;
  }

  /** Faults of a context that shadows guest tables. */
  public ShadowFaults shadowFaults() {
    return shadowFaults;
  }

  /** Faults of a context that maps linearly. */
  public DirectFaults directFaults() {
    return directFaults;
  }

  /** Emulated writes to tables. */
  public TableWrites writes() {
    return writes;
  }

  /** Invalidation of single addresses. */
  public AddressInvalidation invalidation() {
    return invalidation;
  }

  /** What the processor makes of an access. */
  public HardwareAccess hardware() {
    return hardware;
  }
}

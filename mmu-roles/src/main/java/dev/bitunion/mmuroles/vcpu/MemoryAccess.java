package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.Cr3Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.shadow.AddressInvalidation;
import dev.bitunion.mmuroles.shadow.FaultResult;
import dev.bitunion.mmuroles.shadow.RequestSetBits;
import dev.bitunion.mmuroles.shadow.ShadowContext;

/**
 * What the guest does with memory as far as KVM notices: faults, emulated writes, invalidations.
 */
public final class MemoryAccess {
  private static final int ADDRESS_BITS = 48;
  private static final int LA57_ADDRESS_BITS = 57;

  private final Vcpu vcpu;
  private final RegisterLoads registers;
  private boolean injected;
  private long faults;
  private long lastAddress;
  private long lastError;
  private FaultResult lastResult = FaultResult.RETRY;
  private long stores;
  private long invalidations;
  private long lastInvalidated;

  MemoryAccess(Vcpu vcpu, RegisterLoads registers) {
    this.vcpu = vcpu;
    this.registers = registers;
  }

  /**
   * A page fault of the context in use, which has a root.
   *
   * @param address the faulting address: for nested and two-dimensional paging a physical one
   * @param error the hardware's error code, a {@code PageFaultError} word
   */
  public FaultResult fault(long address, long error) {
    injected = false;
    FaultResult result = handle(vcpu.active(), address, error);
    faults++;
    lastAddress = address;
    lastError = error;
    lastResult = result;
    return result;
  }

  private FaultResult handle(ShadowContext context, long address, long error) {
    if (context.mmu().directMap()) {
      return vcpu.shadow().directFaults().handle(context, address, error);
    }
    Walker walker = vcpu.contexts().faultWalker();
    if (context == vcpu.guest() && vcpu.does(Behaviour.NPT_WALK_READS_LIVE_SMEP)) {
      readLiveSmep(context.mmu());
    }
    FaultResult result = vcpu.shadow().shadowFaults().handle(context, walker, address, error);
    injected = vcpu.shadow().shadowFaults().injected();
    if (injected) {
      invalidateFaulting(context, walker);
    }
    return result;
  }

  private void readLiveSmep(MmuContext npt) {
    boolean nx = MmuRoleBits.baseEferNx(npt.role());
    npt.setReportsFetch(npt.translation() != Translation.EPT && (nx || Cr4Bits.smep(vcpu.cr4())));
  }

  /** Faults so far. */
  public long faults() {
    return faults;
  }

  /** Address of the last fault. */
  public long lastAddress() {
    return lastAddress;
  }

  /** Error code of the last fault. */
  public long lastError() {
    return lastError;
  }

  /** What the last fault came to. */
  public FaultResult lastResult() {
    return lastResult;
  }

  /** Stores so far that KVM did not notice. */
  public long stores() {
    return stores;
  }

  /** Single addresses invalidated so far. */
  public long invalidations() {
    return invalidations;
  }

  /** The address invalidated last. */
  public long lastInvalidated() {
    return lastInvalidated;
  }

  /** Whether the last fault became a #PF (or nested violation) of the guest. */
  public boolean injected() {
    return injected;
  }

  /** Error code of the injected fault. */
  public long injectedError() {
    return vcpu.contexts().faultWalker().error();
  }

  /** Address of the injected fault. */
  public long injectedAddress() {
    return vcpu.contexts().faultWalker().faultAddress();
  }

  /** A fault on a present entry: the mapping that hardware used is stale. */
  private void invalidateFaulting(ShadowContext context, Walker walker) {
    long error = walker.error();
    if (PageFaultErrorBits.present(error)
        && !PageFaultErrorBits.rsvd(error)
        && reaches(context, walker.faultAddress())) {
      vcpu.shadow().invalidation().current(context, walker.faultAddress());
    }
  }

  /** INVLPG ignores addresses that are not canonical; those of guest_mmu are physical. */
  private boolean reaches(ShadowContext context, long address) {
    int width = Cr4Bits.la57(vcpu.cr4()) ? LA57_ADDRESS_BITS : ADDRESS_BITS;
    return context == vcpu.guest() || PageMath.isCanonical(address, width);
  }

  /** INVLPG: the current root, then the previous ones, of the context in use. */
  public void invlpg(long address) {
    invalidations++;
    lastInvalidated = address;
    vcpu.vm().stats().invlpg++;
    ShadowContext context = vcpu.active();
    boolean translates = vcpu.contexts().walkMmu() == context.mmu();
    if (!translates && !vcpu.does(Behaviour.INVLPG_ACTS_ON_ACTIVE_MMU)
        || !reaches(context, address)) {
      return;
    }
    AddressInvalidation invalidation = vcpu.shadow().invalidation();
    invalidation.current(context, address);
    for (int i = 0; i < ShadowContext.PREVIOUS; i++) {
      invalidation.previous(context, i, address);
    }
  }

  /**
   * INVPCID.
   *
   * @param type 0 one address, 1 one PCID, 2 everything, 3 everything but global pages
   * @return false if the guest gets #GP
   */
  public boolean invpcid(int type, int pcid, long address) {
    boolean pcide = Cr4Bits.pcide(vcpu.cr4());
    if (type > 3 || type < 2 && !pcide && pcid != 0) {
      return false;
    }
    if (type >= 2) {
      vcpu.vm().request(RequestSetBits.FLUSHGUEST_MASK);
      return true;
    }
    if (type == 1) {
      registers.invalidatePcid(pcid);
      return true;
    }
    if (!PageMath.isCanonical(address, ADDRESS_BITS)) {
      return false;
    }
    invalidateInPcid(pcid, address);
    return true;
  }

  /** Whether INVPCID of one address would make the host call a null handler. */
  public boolean invpcidOopses(int type, int pcid) {
    boolean cached = pcidOf(vcpu.cr3()) == pcid;
    return type == 0
        && cached
        && vcpu.active().mmu().directMap()
        && vcpu.does(Behaviour.INVPCID_CALLS_NULL_INVLPG);
  }

  private void invalidateInPcid(int pcid, long address) {
    vcpu.vm().stats().invlpg++;
    ShadowContext context = vcpu.active();
    AddressInvalidation invalidation = vcpu.shadow().invalidation();
    if (pcidOf(vcpu.cr3()) == pcid) {
      invalidation.current(context, address);
    }
    for (int i = 0; i < ShadowContext.PREVIOUS; i++) {
      if (pcidOf(context.previousPgd(i)) == pcid) {
        invalidation.previous(context, i, address);
      }
    }
  }

  private int pcidOf(long pgd) {
    return Cr4Bits.pcide(vcpu.cr4()) ? Cr3Bits.pcid(pgd) : 0;
  }

  /**
   * A guest write that KVM emulates: memory first, then the pages that shadow it.
   *
   * @return false if there is no memory
   */
  public boolean write(long gpa, int bytes, long value) {
    if (!vcpu.shadow().memory().write(gpa, bytes, value)) {
      return false;
    }
    vcpu.shadow().writes().written(gpa, bytes, Cr4Bits.pae(vcpu.cr4()));
    return true;
  }

  /** A guest store that KVM does not notice. */
  public boolean store(long gpa, int bytes, long value) {
    stores++;
    return vcpu.shadow().memory().write(gpa, bytes, value);
  }
}

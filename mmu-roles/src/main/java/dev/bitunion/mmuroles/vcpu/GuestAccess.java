package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.shadow.FaultResult;
import dev.bitunion.mmuroles.shadow.HardwareAccess;
import dev.bitunion.mmuroles.shadow.ShadowContext;

/**
 * A guest's access from its instruction to its end: the processor looks, faults, KVM handles the
 * fault, and the processor looks again, until the access reaches something. Allocates nothing.
 */
public final class GuestAccess {
  /** How an access ended. */
  public enum End {
    /** It reached memory, {@link GuestAccess#frame}. */
    MEMORY,
    /** It reached a frame without memory: a device, emulated by user space. */
    DEVICE,
    /** The guest got a page fault (or a nested one its hypervisor), {@link GuestAccess#error}. */
    FAULT,
    /** The processor left the tables; see {@link HardwareAccess.Result#ASTRAY}. */
    ASTRAY,
    /** The same fault came again and again, as in a guest that hangs. */
    STUCK,
    /** There is no root to walk from. */
    NO_ROOT
  }

  /** No correct access needs more; KVM itself would go on for ever. */
  private static final int MOST_FAULTS = 16;

  private final Vcpu vcpu;
  private final GuestEntry entry;
  private final MemoryAccess memory;
  private long frame;
  private boolean smram;
  private long error;
  private int faults;

  GuestAccess(Vcpu vcpu, GuestEntry entry, MemoryAccess memory) {
    this.vcpu = vcpu;
    this.entry = entry;
    this.memory = memory;
  }

  /**
   * Lets the guest access an address.
   *
   * @param address as for {@link MemoryAccess#fault}
   * @param access an error code of which W, U and F count
   */
  public End perform(long address, long access) {
    HardwareAccess hardware = vcpu.shadow().hardware();
    for (faults = 0; faults < MOST_FAULTS; faults++) {
      entry.run();
      ShadowContext context = vcpu.active();
      if (context.root() == ShadowContext.INVALID) {
        return End.NO_ROOT;
      }
      switch (hardware.look(context, address, access, vcpu.cpu().suspendsSmap(access))) {
        case HIT -> {
          hardware.mark();
          frame = hardware.frame();
          smram = hardware.smram();
          return End.MEMORY;
        }
        case ASTRAY -> {
          return End.ASTRAY;
        }
        case MMIO -> {
          return emulated(address, access);
        }
        default -> {
          FaultResult result = memory.fault(address, hardware.error());
          if (memory.injected()) {
            error = memory.injectedError();
            return End.FAULT;
          }
          if (result == FaultResult.EMULATE) {
            return emulated(address, access);
          }
        }
      }
    }
    return End.STUCK;
  }

  /** KVM's emulator translates the address itself, so that no shadow entry has a say. */
  private End emulated(long address, long access) {
    Walker walker = vcpu.contexts().faultWalker();
    if (walker.context().translation() == Translation.UNSET || vcpu.active().mmu().directMap()) {
      frame = PageMath.gfn(address);
    } else if (!walker.walk(address, asWalked(vcpu, access))) {
      error = walker.error();
      return End.FAULT;
    } else {
      frame = walker.gfn();
    }
    smram = vcpu.vm().hidden(frame);
    return vcpu.vm().mappable(frame) ? End.MEMORY : End.DEVICE;
  }

  /** An access as a walk of the context in use takes it: for EPT "user" means readable. */
  static long asWalked(Vcpu vcpu, long access) {
    long reads = PageFaultErrorBits.W_MASK | PageFaultErrorBits.F_MASK;
    boolean second = vcpu.config().host().tdp();
    boolean ept = vcpu.contexts().mmu().translation() == Translation.EPT;
    return second && (!ept || (access & reads) == 0)
        ? access | PageFaultErrorBits.U_MASK
        : ept ? access & ~PageFaultErrorBits.U_MASK : access;
  }

  /** The frame that the last access reached. */
  public long frame() {
    return frame;
  }

  /** Whether it reached the frame's memory of address space 1, hidden from the normal one. */
  public boolean smram() {
    return smram;
  }

  /** Error code of the page fault that the guest got. */
  public long error() {
    return error;
  }

  /** Faults that KVM handled during the last access; 0 if the processor went through at once. */
  public int faults() {
    return faults;
  }
}

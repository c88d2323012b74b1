package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.mmu.UnwrittenMemory;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.vcpu.GuestAccess.End;

/**
 * What the guest's own tables say of an access, whatever the shadow pages hold: how it has to end.
 * Nothing changes, neither memory nor the vCPU.
 */
public final class GuestWalk {
  private final Vcpu vcpu;
  private final UnwrittenMemory memory;
  private final Walker root;
  private final Walker guest;
  private long frame;
  private boolean smram;
  private long error;

  GuestWalk(Vcpu vcpu) {
    this.vcpu = vcpu;
    memory = new UnwrittenMemory(vcpu.shadow().memory());
    root = new Walker(vcpu.contexts().root(), memory, vcpu.cpu());
    guest = new Walker(vcpu.contexts().guest(), memory, vcpu.cpu());
  }

  /**
   * Asks how an access has to end: {@link End#MEMORY}, {@link End#DEVICE} or {@link End#FAULT}.
   *
   * @param address as for {@link MemoryAccess#fault}
   * @param access an error code of which W, U and F count
   */
  public End walk(long address, long access) {
    memory.forget();
    Walker walker = vcpu.active() == vcpu.root() ? root : guest;
    if (vcpu.active().mmu().directMap() || walker.context().translation() == Translation.UNSET) {
      frame = PageMath.gfn(address);
    } else if (passes(walker, address, GuestAccess.asWalked(vcpu, access))) {
      frame = walker.gfn();
    } else {
      error = walker.error();
      return End.FAULT;
    }
    smram = vcpu.vm().hidden(frame);
    return vcpu.vm().mappable(frame) ? End.MEMORY : End.DEVICE;
  }

  private boolean passes(Walker walker, long address, long access) {
    long qualification = vcpu.cpu().exitQualification();
    boolean passes = walker.walk(address, access);
    vcpu.cpu().setExitQualification(qualification);
    return passes;
  }

  /** The frame that the access has to reach. */
  public long frame() {
    return frame;
  }

  /** Whether that is the frame's memory of address space 1, hidden from the normal one. */
  public boolean smram() {
    return smram;
  }

  /** Error code of the fault that it has to end in. */
  public long error() {
    return error;
  }

  /** Whether the access has to set an accessed or dirty bit that is clear. */
  public boolean updates() {
    return memory.wanted();
  }
}

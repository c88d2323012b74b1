package dev.bitunion.mmuroles.mmu;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;

/**
 * What a walk reads from the virtual CPU at the time of the walk, because no role holds it: CR3,
 * CPL, EFLAGS.AC, PKRU, and the exit qualification that an EPT fault rewrites.
 */
public final class CpuState {
  long cr3;
  int pkru;
  long exitQualification;

  /** Bits of an access that make it one that EFLAGS.AC does not cover. */
  private final long notCovered;

  /** The RSVD bit of a permission index while EFLAGS.AC suspends SMAP, else 0. */
  long acOverride;

  /**
   * Creates the state of a CPU at CPL 0 with every register 0.
   *
   * @param behaviours whether EFLAGS.AC covers implicit accesses too
   */
  public CpuState(Behaviours behaviours) {
    notCovered =
        behaviours.has(Behaviour.AC_OVERRIDES_IMPLICIT_ACCESS)
            ? 0
            : PageFaultErrorBits.IMPLICIT_MASK;
  }

  /** Sets CR3, 64 bits, without the NOFLUSH bit of the instruction. */
  public void setCr3(long value) {
    cr3 = value;
  }

  /** CR3. */
  public long cr3() {
    return cr3;
  }

  /**
   * Sets the privilege of the accesses to come: SMAP is suspended at CPL 0 to 2 with EFLAGS.AC.
   *
   * @param cpl 0 to 3
   * @param ac EFLAGS.AC
   */
  public void setPrivilege(int cpl, boolean ac) {
    acOverride = cpl < 3 && ac ? PageFaultErrorBits.RSVD_MASK : 0;
  }

  /** Whether the processor itself lifts SMAP for an access: never for an implicit one. */
  public boolean suspendsSmap(long access) {
    return acOverride != 0 && !PageFaultErrorBits.implicitAccess(access);
  }

  /** The RSVD bit of a permission index if EFLAGS.AC suspends SMAP for this access, else 0. */
  long smapOverride(long access) {
    return (access & notCovered) == 0 ? acOverride : 0;
  }

  /** Sets the protection-key rights, two bits a key. */
  public void setPkru(int value) {
    pkru = value;
  }

  /** The protection-key rights. */
  public int pkru() {
    return pkru;
  }

  /** Sets the exit qualification as the processor left it; bits 8:7 survive an EPT fault. */
  public void setExitQualification(long value) {
    exitQualification = value;
  }

  /** The exit qualification, rewritten by the last EPT violation. */
  public long exitQualification() {
    return exitQualification;
  }
}

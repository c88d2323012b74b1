package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr3Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.PaeCr3Bits;
import dev.bitunion.mmuroles.role.Behaviour;

/**
 * System management mode: SMI and RSM in KVM's own order, in which every step may compute a role.
 * Source: Linux v5.14, enter_smm in x86.c and em_rsm in emulate.c.
 */
public final class Smm {
  /** What SMM entry clears in CR0; WP survives, but without paging nothing asks for it. */
  private static final long CLEARED_IN_CR0 =
      Cr0Bits.PE_MASK | Cr0Bits.EM_MASK | Cr0Bits.TS_MASK | Cr0Bits.PG_MASK;

  private static final long PROTECTION = Cr0Bits.PG_MASK | Cr0Bits.PE_MASK;

  private final Vcpu vcpu;
  private final RegisterLoads registers;
  private final Nesting nesting;
  private Registers saved;
  private boolean resumesL2;

  Smm(Vcpu vcpu, RegisterLoads registers, Nesting nesting) {
    this.vcpu = vcpu;
    this.registers = registers;
    this.nesting = nesting;
  }

  /**
   * Sets or clears the flag and resets the context (kvm_smm_changed); no other register changes.
   */
  public void changed(boolean smm) {
    vcpu.setSmm(smm);
    vcpu.resetContext();
  }

  /** SMI: saves the registers, leaves L2 if it runs, and ends in real mode. CR3 keeps its value. */
  public void enter() {
    saved = new Registers(vcpu.cr0(), vcpu.cr3(), vcpu.cr4(), vcpu.efer());
    resumesL2 = vcpu.guestMode();
    if (resumesL2) {
      nesting.vmexit();
    }
    enterWithoutExit();
  }

  /** The part of {@link #enter} behind the exit from L2: two resets of the context. */
  public void enterWithoutExit() {
    changed(true);
    vcpu.loadCr0(vcpu.cr0() & ~CLEARED_IN_CR0);
    vcpu.setCr4Raw(0);
    if (vcpu.config().features().longMode()) {
      vcpu.setEferRaw(0);
    }
    vcpu.resetContext();
  }

  /**
   * RSM: brings the saved registers back one by one through the checks of ordinary writes.
   *
   * @return false if one of them was refused; KVM then shuts the guest down
   */
  public boolean leave() {
    if (vcpu.does(Behaviour.RSM_RESETS_LATE)) {
      vcpu.setSmm(false);
    } else {
      changed(false);
    }
    boolean good = safeMode();
    if (resumesL2) {
      nesting.resume();
    }
    good &= registers.setEfer(EferBits.withLma(saved.efer(), false));
    boolean pcide = Cr4Bits.pcide(saved.cr4());
    int pcid = pcide ? Cr3Bits.pcid(saved.cr3()) : 0;
    good &=
        registers.setCr3(pcide ? PaeCr3Bits.prepFrame(PaeCr3Bits.frame(saved.cr3())) : saved.cr3());
    good &= registers.setCr4(Cr4Bits.withPcide(saved.cr4(), false));
    good &= registers.setCr0(saved.cr0());
    if (pcide) {
      good &= registers.setCr4(saved.cr4());
      good &= pcid == 0 || registers.setCr3(saved.cr3());
    }
    return good;
  }

  /** Whether the vCPU is in SMM with registers to come back to. */
  public boolean canLeave() {
    return vcpu.smm() && saved != null;
  }

  /** Real mode with every feature off, from which the saved mode can be built up again. */
  private boolean safeMode() {
    boolean good = true;
    if (vcpu.config().features().longMode()) {
      if (Cr4Bits.pcide(vcpu.cr4())) {
        good = registers.setCr4(Cr4Bits.withPcide(vcpu.cr4(), false));
      }
      if (Cr0Bits.pe(vcpu.cr0())) {
        good &= registers.setCr0(vcpu.cr0() & ~PROTECTION);
      }
      if (Cr4Bits.pae(vcpu.cr4())) {
        good &= registers.setCr4(Cr4Bits.withPae(vcpu.cr4(), false));
      }
      good &= registers.setEfer(0);
    }
    return good;
  }
}

package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Entering and leaving a nested guest. The two vendors differ in the order of things, and the order
 * decides roles and roots. Source: Linux v5.14, arch/x86/kvm/svm/nested.c and vmx/nested.c.
 */
public final class Nesting {
  private final Vcpu vcpu;
  private final NestedCr3 cr3;
  private final TransitionFlush flush;
  private Registers l1;
  private IntSupplier entry = () -> 0;

  Nesting(Vcpu vcpu, NestedCr3 cr3) {
    this.vcpu = vcpu;
    this.cr3 = cr3;
    this.flush = new TransitionFlush(vcpu);
  }

  /** L1's registers as they were saved at the last entry; null before the first. */
  public Registers savedL1() {
    return l1;
  }

  /**
   * VMRUN: nested NPT is initialised first, while guest mode is still off, and only then is L2
   * entered.
   *
   * @param npt whether L2 runs on nested tables
   * @param nestedCr3 their root
   * @param l2 L2's registers
   * @return 0, or -22 if the load of CR3 failed half-way: guest mode, CR0, CR4, EFER and the
   *     contexts in use have changed, CR3 has not
   */
  public int vmrun(boolean npt, long nestedCr3, Registers l2) {
    flush.use(VpidUse.LEFT_OUT);
    save();
    entry = () -> enterSvm(npt, nestedCr3, l2);
    return entry.getAsInt();
  }

  private int enterSvm(boolean npt, long nestedCr3, Registers l2) {
    vcpu.called(KernelFunction.ENTER_GUEST, npt ? 1 : 0);
    if (npt) {
      initNpt(nestedCr3);
    }
    vcpu.requestSyncAndFlush();
    vcpu.setGuestMode(true);
    restore(l2);
    return cr3.load(l2.cr3(), npt, true);
  }

  /**
   * VMLAUNCH and VMRESUME: guest mode first, then nested EPT. Neither this nor the exit from it
   * flushes anything.
   *
   * @param ept whether L2 runs on nested tables
   * @param eptp L1's EPT pointer
   * @param executeOnly whether L1 was offered execute-only entries
   * @param l2 L2's registers
   * @return as for {@link #vmrun}
   */
  public int vmenter(boolean ept, long eptp, boolean executeOnly, Registers l2) {
    return vmenter(ept, eptp, executeOnly, VpidUse.LEFT_OUT, l2);
  }

  /** As the other, with the flushes that the use of VPIDs asks of it and of the exit. */
  public int vmenter(boolean ept, long eptp, boolean executeOnly, VpidUse vpid, Registers l2) {
    save();
    flush.use(vpid);
    entry = () -> enterVmx(ept, eptp, executeOnly, l2);
    return entry.getAsInt();
  }

  private int enterVmx(boolean ept, long eptp, boolean executeOnly, Registers l2) {
    flush.before();
    vcpu.called(KernelFunction.ENTER_GUEST, ept ? 1 : 0);
    vcpu.setGuestMode(true);
    flush.request();
    if (ept) {
      initEpt(eptp, executeOnly);
    }
    restore(l2);
    return cr3.load(l2.cr3(), ept, true);
  }

  /**
   * #VMEXIT or VM exit to L1, whose registers come back as they were saved at entry.
   *
   * @return 0, or -22 if L1's PDPTEs are bad: the rest of the exit is then left out
   */
  public int vmexit() {
    return vmexit(l1);
  }

  /** As {@link #vmexit()}, with the registers that L1 asked for. */
  public int vmexit(Registers host) {
    flush.before();
    vcpu.called(KernelFunction.NESTED_VMEXIT, 0);
    vcpu.setGuestMode(false);
    restore(host);
    if (vcpu.config().vendor() == Vendor.SVM) {
      vcpu.requestSyncAndFlush();
    }
    vcpu.contexts().useRoot();
    int result = cr3.load(host.cr3(), false, true);
    if (result == 0) {
      flush.request();
    }
    return result;
  }

  /** The last entry once more, as RSM does when SMI had left L2. */
  void resume() {
    entry.getAsInt();
  }

  /**
   * VMFUNC: L2 switches to another of L1's EPT pointers.
   *
   * @param eptp the new pointer
   * @param executeOnly whether L1 was offered execute-only entries
   */
  public void switchEptp(long eptp, boolean executeOnly) {
    initEpt(eptp, executeOnly);
    flush.requestForEptp();
  }

  /** INVEPT of one context: the roots that shadow the EPT below this pointer's frame go. */
  public void inveptSingle(long eptp) {
    vcpu.shadow().roots().freeEptp(vcpu.guest(), eptp);
  }

  /** INVEPT of all contexts. */
  public void inveptAll() {
    freeNested();
  }

  /** L1 gives its nested tables up (VMXOFF, VMCLEAR): every root of {@code guest_mmu} goes. */
  public void freeNested() {
    vcpu.shadow().roots().freeAll(vcpu.guest());
  }

  /**
   * KVM_SET_NESTED_STATE in guest mode on SVM: CR3 is loaded, and {@code root_mmu} initialised,
   * with L2's registers before L2 is entered and nested paging set up.
   *
   * @return as for {@link #vmrun}
   */
  public int setSvmState(boolean npt, long nestedCr3, Registers host, Registers l2) {
    boolean first = vcpu.does(Behaviour.SVM_STATE_LOADS_CR3_FIRST);
    if (first) {
      restore(l2);
      int result = cr3.load(l2.cr3(), npt, false);
      if (result != 0) {
        return result;
      }
    }
    l1 = host;
    if (npt) {
      initNpt(nestedCr3);
    }
    vcpu.requestSyncAndFlush();
    vcpu.setGuestMode(true);
    vcpu.called(KernelFunction.SET_NESTED_STATE, 0);
    if (first) {
      return 0;
    }
    restore(l2);
    return cr3.load(l2.cr3(), npt, false);
  }

  /** Points {@code guest_mmu} at L1's NPT: a root for it and the context, in the kernel's order. */
  private void initNpt(long nestedCr3) {
    VcpuContexts contexts = vcpu.contexts();
    contexts.useGuest();
    vcpu.initsShadowNpt(l1, nestedCr3);
    long role = contexts.nptRole(l1.cr4(), l1.efer(), vcpu.hflags());
    int pages = contexts.nptPages(role, l1.cr4(), l1.efer());
    withRoot(nestedCr3, pages, () -> contexts.initNpt(role, l1.cr4(), l1.efer(), nestedCr3));
  }

  /** Points {@code guest_mmu} at L1's EPT: a root for it and the context, in the kernel's order. */
  void initEpt(long eptp, boolean executeOnly) {
    VcpuContexts contexts = vcpu.contexts();
    contexts.useGuest();
    vcpu.called(KernelFunction.INIT_SHADOW_EPT, eptp, executeOnly ? 1 : 0);
    long role = vcpu.config().model().shadowEpt(eptp, executeOnly, contexts.root().role());
    withRoot(eptp, MmuRoleBits.base(role), () -> contexts.initEpt(role, eptp));
  }

  private void withRoot(long pgd, int pages, BooleanSupplier init) {
    boolean newPgdFirst = vcpu.does(Behaviour.NEW_PGD_BEFORE_INIT);
    if (newPgdFirst) {
      vcpu.shadow().roots().newPgd(vcpu.guest(), pgd, pages);
    }
    long before = vcpu.contexts().guest().role();
    vcpu.guestComputed(before, init.getAsBoolean());
    if (!newPgdFirst) {
      vcpu.called(KernelFunction.NEW_PGD, pgd);
      vcpu.shadow().roots().newPgd(vcpu.guest(), pgd, pages);
    }
  }

  private void save() {
    l1 = new Registers(vcpu.cr0(), vcpu.cr3(), vcpu.cr4(), vcpu.efer());
  }

  private void restore(Registers registers) {
    boolean asksForLma = EferBits.lme(registers.efer()) && Cr0Bits.pg(registers.cr0());
    boolean corrects = asksForLma && !vcpu.does(Behaviour.VMRUN_LEAVES_LMA_CLEAR);
    vcpu.setEferRaw(EferBits.withLma(registers.efer(), EferBits.lma(registers.efer()) || corrects));
    vcpu.setCr0Raw(registers.cr0());
    vcpu.setCr4Raw(registers.cr4());
  }
}

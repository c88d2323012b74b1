package dev.bitunion.mmuroles.vcpu;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.RequestSetBits;
import dev.bitunion.mmuroles.shadow.Roots;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowMmu;
import dev.bitunion.mmuroles.shadow.ShadowVm;

/**
 * One virtual CPU of a machine of its own: registers, mode flags, the three MMU contexts and their
 * roots. Holds the state and the primitives that every event is made of; the events themselves are
 * in the classes beside it.
 */
public final class Vcpu {
  private final VcpuConfig config;
  private final ShadowMmu shadow;
  private final CpuState cpu;
  private final VcpuContexts contexts;
  private final ShadowContext root;
  private final ShadowContext guest;

  private long cr0;
  private long cr4;
  private long efer;
  private int hflags;
  private GuestCpuid cpuid;
  private final ContextEvents events;

  /** A vCPU with the given registers and no roots, after kvm_init_mmu. CR3 is 0. */
  public Vcpu(VcpuConfig config, long cr0, long cr4, long efer) {
    this(config, cr0, cr4, efer, ContextEvents.NONE);
  }

  /** As the other constructor, with someone who hears of every computed role. */
  public Vcpu(VcpuConfig config, long cr0, long cr4, long efer, ContextEvents events) {
    this.config = config;
    this.events = events;
    this.cpuid = config.cpuid();
    this.cr0 = cr0;
    this.cr4 = cr4;
    this.efer = efer;
    RoleModel model = config.model();
    shadow = new ShadowMmu(config.host().tdp(), model.behaviours(), model.key());
    cpu = new CpuState(config.model().behaviours());
    contexts =
        new VcpuContexts(config.model(), config.host(), config.cpuid(), shadow.memory(), cpu);
    boolean rootIsPae = !config.host().tdp() || config.host().tdpLevel() < 4;
    root = new ShadowContext(contexts.root(), rootIsPae);
    guest = new ShadowContext(contexts.guest(), false);
    initMmu();
  }

  /** Whether the kernel behaves so. */
  boolean does(Behaviour behaviour) {
    return config.model().behaviours().has(behaviour);
  }

  /** What is constant. */
  public VcpuConfig config() {
    return config;
  }

  /** What CPUID tells the guest about addresses. */
  public GuestCpuid cpuid() {
    return cpuid;
  }

  /** Sets what CPUID tells, and nothing else. */
  void setCpuidRaw(GuestCpuid changed) {
    cpuid = changed;
    contexts.setCpuid(changed);
  }

  /** The machine's shadow MMU. */
  public ShadowMmu shadow() {
    return shadow;
  }

  /** The machine's pages, counters and requests. */
  public ShadowVm vm() {
    return shadow.vm();
  }

  /** CR3, PKRU and privilege. */
  public CpuState cpu() {
    return cpu;
  }

  /** The three contexts. */
  public VcpuContexts contexts() {
    return contexts;
  }

  /** root_mmu with its roots. */
  public ShadowContext root() {
    return root;
  }

  /** guest_mmu with its roots. */
  public ShadowContext guest() {
    return guest;
  }

  /** The context whose roots and page faults are live. */
  public ShadowContext active() {
    return contexts.mmu() == contexts.root() ? root : guest;
  }

  /** CR0. */
  public long cr0() {
    return cr0;
  }

  /** CR3. */
  public long cr3() {
    return cpu.cr3();
  }

  /** CR4. */
  public long cr4() {
    return cr4;
  }

  /** EFER. */
  public long efer() {
    return efer;
  }

  /** The {@code Hflags} word: guest mode and SMM. */
  public int hflags() {
    return hflags;
  }

  /** A nested guest (L2) runs. */
  public boolean guestMode() {
    return HflagsBits.guest(hflags);
  }

  /** The vCPU is in system management mode. */
  public boolean smm() {
    return HflagsBits.smm(hflags);
  }

  /** CR0.PG. */
  public boolean paging() {
    return Cr0Bits.pg(cr0);
  }

  /** Paging with PAE outside long mode: PDPTEs are registers. */
  public boolean paePaging() {
    return paging() && Cr4Bits.pae(cr4) && !EferBits.lma(efer);
  }

  /** Sets CR0 as the vendor code does: EFER.LMA follows LME when PG toggles. No MMU action. */
  void loadCr0(long value) {
    boolean toggles = Cr0Bits.pg(value) != paging();
    if (toggles && EferBits.lme(efer)) {
      efer = EferBits.withLma(efer, Cr0Bits.pg(value));
    }
    cr0 = value;
  }

  /** Sets CR0 and nothing else. */
  void setCr0Raw(long value) {
    cr0 = value;
  }

  /** Sets CR3 and nothing else. */
  void setCr3Raw(long value) {
    cpu.setCr3(value);
  }

  /** Sets CR4 and nothing else. */
  void setCr4Raw(long value) {
    cr4 = value;
  }

  /** Sets EFER and nothing else. */
  void setEferRaw(long value) {
    efer = value;
  }

  /** Enters or leaves guest mode; nothing but the flag. */
  void setGuestMode(boolean on) {
    hflags = HflagsBits.withGuest(hflags, on);
    vm().setGuestMode(on);
  }

  /** Sets the SMM flag and with it the address space; nothing but that. */
  void setSmm(boolean on) {
    hflags = HflagsBits.withSmm(hflags, on);
    vm().setSpace(HflagsBits.smmBit(hflags));
  }

  /** Initialises the context in use if its role changed (kvm_init_mmu). Frees no roots. */
  void initMmu() {
    called(KernelFunction.INIT_MMU, 0);
    MmuContext context = contexts.walkMmu();
    long before = context.role();
    events.computed(context, before, contexts.init(cr0, cr4, efer, hflags));
  }

  /** Tells of a role of {@code guest_mmu} that was computed. */
  void guestComputed(long before, boolean configured) {
    events.computed(contexts.guest(), before, configured);
  }

  /** Tells that a function of KVM is called. */
  void called(KernelFunction function, long argument) {
    called(function, argument, 0);
  }

  /** Tells that a function of KVM with two arguments is called. */
  void called(KernelFunction function, long argument, long second) {
    events.called(this, function, argument, second);
  }

  /** Tells that {@code guest_mmu} is about to be initialised for L1's NPT. */
  void initsShadowNpt(Registers l1, long nestedCr3) {
    events.initsShadowNpt(this, l1, nestedCr3);
  }

  /** Lets every root of both contexts go (kvm_mmu_unload). */
  public void unload() {
    called(KernelFunction.MMU_UNLOAD, 0);
    freeRoots();
  }

  private void freeRoots() {
    shadow.roots().freeAll(root);
    shadow.roots().freeAll(guest);
  }

  /** {@link #unload}, then kvm_init_mmu (kvm_mmu_reset_context). */
  public void resetContext() {
    called(KernelFunction.RESET_CONTEXT, 0);
    freeRoots();
    initMmu();
  }

  /**
   * The page role that a CR3 load asks of a root: one that is computed for root_mmu, whatever
   * context is in use, or that of the context in use.
   */
  private int newPgdRole() {
    if (!does(Behaviour.NEW_PGD_BEFORE_INIT)) {
      return active().mmu().pages();
    }
    return config.host().tdp()
        ? config
            .model()
            .tdpNewPgd(cr0, efer, hflags, config.host().tdpLevel(), config.host().adDisabled())
        : config.model().shadowNewPgd(cr0, cr4, efer, hflags);
  }

  /** Switches the context in use to a page directory (kvm_mmu_new_pgd). */
  void newPgd(long pgd) {
    called(KernelFunction.NEW_PGD, pgd);
    shadow.roots().newPgd(active(), pgd, newPgdRole());
  }

  /** Requests a synchronisation and a flush, as after a change of CR3. */
  void requestSyncAndFlush() {
    vm().request(RequestSetBits.SYNC_MASK | RequestSetBits.FLUSHCUR_MASK);
  }

  /** Loads a root for the context in use, and synchronises it. */
  int load() {
    called(KernelFunction.MMU_LOAD, 0);
    ShadowContext context = active();
    int result = shadow.roots().load(context, context.mmu().pgd(cpu));
    if (result == Roots.OK) {
      shadow.sync().syncRoots(context);
    }
    return result;
  }
}

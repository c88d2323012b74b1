package dev.bitunion.mmuroles.verdict;

import dev.bitunion.mmuroles.mmu.VcpuContexts;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.verdict.EventFields.Key;

/** Reads the probes on the initialisation of contexts: registers, and what guest_mmu is given. */
final class InitEvents {
  private static final Key CR0 = Key.of("cr0");
  private static final Key CR3 = Key.of("cr3");
  private static final Key CR4 = Key.of("cr4");
  private static final Key EFER = Key.of("efer");
  private static final Key HFLAGS = Key.of("hflags");
  private static final Key NESTED_CR3 = Key.of("ncr3");
  private static final Key EPTP = Key.of("eptp");
  private static final Key EXECUTE_ONLY = Key.of("execonly");

  private final EventFields fields;
  private final PrintedState printed;
  private final ReuseVerdicts reuse;
  private final Tallies tallies;
  private final boolean newPgdFirst;
  private boolean resetsAreProbed;

  InitEvents(
      RoleModel model,
      EventFields fields,
      PrintedState printed,
      ReuseVerdicts reuse,
      Tallies tallies) {
    this.fields = fields;
    this.printed = printed;
    this.reuse = reuse;
    this.tallies = tallies;
    this.newPgdFirst = model.behaviours().has(Behaviour.NEW_PGD_BEFORE_INIT);
  }

  /** kvm_mmu_reset_context begins: it frees every root. */
  void reset(VcpuTrack vcpu) {
    resetsAreProbed = true;
    vcpu.endTransition();
    reuse.unload(vcpu);
  }

  /**
   * kvm_init_mmu.
   *
   * @return false if it does not print what it has to
   */
  boolean initMmu(VcpuTrack vcpu, long number) {
    printed.settle(vcpu, tallies);
    vcpu.init.lose(vcpu.unknownReason(), tallies);
    long stored = printed.role();
    long cr0 = fields.hex(CR0);
    long cr3 = fields.hex(CR3);
    long cr4 = fields.hex(CR4);
    long efer = fields.hex(EFER);
    int hflags = (int) fields.hex(HFLAGS);
    if (fields.failed()) {
      return false;
    }
    vcpu.decideBy(printed.pages(stored));
    if (!vcpu.endTransition() && !resetsAreProbed) {
      // kvm_mmu_reset_context, or a new vCPU: every root is freed first.
      compute(vcpu);
      reuse.unload(vcpu);
    }
    VcpuContexts contexts = vcpu.contexts();
    if (contexts != null && !HflagsBits.guest(hflags)) {
      contexts.useRoot();
    }
    reuse.compute(vcpu, cr0, cr4, efer, hflags);
    vcpu.hflags = hflags;
    vcpu.setRegisters(cr0, cr3, cr4, efer);
    if (stored == 0 && !HflagsBits.guest(hflags)) {
      vcpu.created();
    }
    if (contexts == null) {
      vcpu.init.expect(null, true, number, "");
    } else if (vcpu.entersUnseenNesting(stored)) {
      vcpu.init.cannotTell(Reason.NESTED_ROLE_NOT_PRINTED, number);
    } else {
      Inits.init(vcpu, stored, number, tallies);
    }
    return true;
  }

  /** kvm_init_shadow_npt_mmu. */
  void initNpt(VcpuTrack vcpu, long number) {
    vcpu.init.close(vcpu.unknownReason(), tallies);
    long cr4 = fields.hex(CR4);
    long efer = fields.hex(EFER);
    long nestedCr3 = fields.hex(NESTED_CR3);
    VcpuContexts contexts = vcpu.contexts();
    if (fields.failed() || contexts == null) {
      return;
    }
    long role = contexts.nptRole(cr4, efer, HflagsBits.withGuest(vcpu.hflags, false));
    begin(vcpu, nestedCr3, role, number);
    Inits.initNpt(vcpu, role, cr4, efer, nestedCr3, number);
  }

  /** kvm_init_shadow_ept_mmu. */
  void initEpt(VcpuTrack vcpu, long number) {
    vcpu.init.close(vcpu.unknownReason(), tallies);
    long eptp = fields.hex(EPTP);
    boolean executeOnly = fields.hex(EXECUTE_ONLY) != 0;
    VcpuContexts contexts = vcpu.contexts();
    if (fields.failed() || contexts == null) {
      return;
    }
    long role = vcpu.model().shadowEpt(eptp, executeOnly, contexts.root().role());
    begin(vcpu, eptp, role, number);
    Inits.initEpt(vcpu, role, eptp, number);
  }

  private void begin(VcpuTrack vcpu, long pgd, long role, long number) {
    VcpuContexts contexts = vcpu.contexts();
    contexts.useGuest();
    if (printed.readRoots()) {
      reuse.printed(vcpu, printed.roots);
    }
    if (newPgdFirst) {
      reuse.nested(vcpu, contexts.guest(), pgd, role, number);
      vcpu.predictsFrees = true;
    }
  }

  private void compute(VcpuTrack vcpu) {
    reuse.compute(vcpu, vcpu.cr0, vcpu.cr4, vcpu.efer, vcpu.hflags);
  }
}

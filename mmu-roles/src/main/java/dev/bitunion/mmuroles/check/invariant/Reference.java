package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.GuestMemory;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import dev.bitunion.mmuroles.vcpu.Vendor;

/**
 * A context as its registers say it ought to be: configured afresh, by a kernel with no behaviour
 * that may break an invariant. What L1 was offered in EPT, and where the root table is, are taken
 * from the context itself.
 */
final class Reference {
  private final Vcpu vcpu;
  private final VcpuEvents on;
  private final MmuContext actual;

  Reference(Vcpu vcpu, VcpuEvents on, MmuContext actual) {
    this.vcpu = vcpu;
    this.on = on;
    this.actual = actual;
  }

  private static RoleModel fixedModel(RoleModel model) {
    return RoleModel.of(model.kernel(), Invariant.fixed());
  }

  /** The role that the kernel at hand gives for the registers. */
  long role() {
    return role(vcpu.config().model());
  }

  private long role(RoleModel model) {
    return switch (actual.kind()) {
      case ROOT -> {
        long cr0 = vcpu.cr0();
        yield vcpu.config().host().tdp()
            ? model.tdpRoot(
                cr0,
                vcpu.cr4(),
                vcpu.efer(),
                vcpu.hflags(),
                vcpu.config().host().tdpLevel(),
                vcpu.config().host().adDisabled())
            : model.shadowRoot(cr0, vcpu.cr4(), vcpu.efer(), vcpu.hflags());
      }
      case GUEST -> ept() ? eptRole(model) : nptRole(model);
      case NESTED -> model.nested(vcpu.cr0(), vcpu.cr4(), vcpu.efer(), vcpu.hflags());
    };
  }

  /** The page role that the kernel at hand gives for them. */
  int pages() {
    RoleModel model = vcpu.config().model();
    HostMmu host = vcpu.config().host();
    long role = role(model);
    if (actual.kind() == MmuContext.Kind.GUEST && !ept()) {
      return model.nptPages(role, host.tdpLevel(), levels());
    }
    if (actual.kind() == MmuContext.Kind.ROOT) {
      return host.tdp()
          ? model.tdpPages(role, host.tdpLevel(), host.adDisabled())
          : model.shadowPages(role);
    }
    return MmuRoleBits.base(role);
  }

  private boolean ept() {
    return actual.kind() == MmuContext.Kind.GUEST && vcpu.config().vendor() == Vendor.VMX;
  }

  private long eptRole(RoleModel model) {
    boolean executeOnly = MmuRoleBits.extExeconly(actual.role());
    return model.shadowEpt(actual.pgd(vcpu.cpu()), executeOnly, vcpu.contexts().root().role());
  }

  private long nptRole(RoleModel model) {
    Registers l1 = on.nesting().savedL1();
    int hflags = HflagsBits.withGuest(vcpu.hflags(), false);
    return model.shadowNpt(l1.cr4(), l1.efer(), hflags, vcpu.config().host().tdpLevel());
  }

  private int levels() {
    if (actual.kind() == MmuContext.Kind.GUEST) {
      Registers l1 = on.nesting().savedL1();
      return RoleMath.rootLevel(RoleMath.NPT_CR0, l1.cr4(), l1.efer());
    }
    return RoleMath.rootLevel(vcpu.cr0(), vcpu.cr4(), vcpu.efer());
  }

  /** The context, configured afresh. */
  MmuContext context() {
    RoleModel model = fixedModel(vcpu.config().model());
    MmuContext fresh = new MmuContext(actual.kind(), vcpu.cpuid(), model.behaviours());
    long role = role(model);
    long pgd = actual.pgd(vcpu.cpu());
    switch (actual.kind()) {
      case ROOT -> {
        if (vcpu.config().host().tdp()) {
          fresh.initTdp(role, levels());
        } else {
          fresh.initShadow(role, levels());
        }
      }
      case GUEST -> {
        if (ept()) {
          fresh.initEpt(role);
          fresh.readPgdFromEptp(pgd);
        } else {
          fresh.initShadow(role, levels());
          fresh.readPgdFromNestedCr3(pgd);
        }
      }
      case NESTED -> fresh.initNested(role, levels());
    }
    for (int i = 0; i < 4; i++) {
      fresh.setPdptr(i, actual.pdptr(i));
    }
    return fresh;
  }

  /**
   * A CPU whose accesses are made with or without EFLAGS.AC. Its PKRU forbids nothing: KVM offers
   * no protection keys with shadow paging, and neither EPT nor NPT has any.
   */
  CpuState cpu(Behaviours behaviours, boolean ac) {
    CpuState cpu = new CpuState(behaviours);
    cpu.setCr3(vcpu.cr3());
    cpu.setPrivilege(0, ac);
    return cpu;
  }

  /** A walker of the fresh context over memory that no walk changes. */
  Walker walker(MmuContext fresh, GuestMemory frozen, boolean ac) {
    return new Walker(fresh, frozen, cpu(Invariant.fixed(), ac));
  }
}

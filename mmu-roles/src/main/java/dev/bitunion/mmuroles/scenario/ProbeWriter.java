package dev.bitunion.mmuroles.scenario;

import static dev.bitunion.mmuroles.scenario.TraceLines.hex;

import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.vcpu.KernelFunction;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.Vendor;

/** Writes calls of KVM's functions as probes print them: registers, roles and roots. */
final class ProbeWriter {
  /** Frame of the host where shadow pages begin, one a frame. */
  private static final long FIRST_PAGE = 0x1_0000;

  /** Frames of the tables of four pointers, root_mmu's and guest_mmu's. */
  private static final long[] TABLES = {0x8000, 0x8001};

  private static final int ISA_VMX = 1;
  private static final int ISA_SVM = 2;

  private final TraceLines lines;
  private RoleModel model;
  private GuestCpuid cpuid;

  ProbeWriter(TraceLines lines) {
    this.lines = lines;
  }

  void called(Vcpu vcpu, KernelFunction function, long argument, long second) {
    if (model == null) {
      model = vcpu.config().model();
      cpuid = vcpu.cpuid();
    }
    boolean svm = vcpu.config().vendor() == Vendor.SVM;
    switch (function) {
      case INIT_MMU ->
          lines.event(
              "init_mmu",
              String.format(
                  "%s cr0=0x%x cr3=0x%x cr4=0x%x efer=0x%x hflags=0x%x",
                  role(vcpu.contexts().mmu()),
                  vcpu.cr0(),
                  vcpu.cr3(),
                  vcpu.cr4(),
                  vcpu.efer(),
                  vcpu.hflags()));
      case INIT_SHADOW_EPT ->
          lines.event(
              "init_shadow_ept",
              String.format(
                  "execonly=%d ad=%d eptp=0x%x %s",
                  second, EptpBits.adBit(argument), argument, roots(vcpu.guest())));
      case RESET_CONTEXT -> lines.event("reset_context", role(vcpu.contexts().mmu()));
      case MMU_UNLOAD -> lines.event("mmu_unload", role(vcpu.contexts().mmu()));
      case MMU_LOAD ->
          withRoots(
              "mmu_load", hex("nrole", words().context(vcpu.contexts().nested().role())), vcpu);
      case NEW_PGD -> newPgd(vcpu, argument);
      case AFTER_SET_CPUID -> afterSetCpuid(vcpu);
      case SET_CR0 -> lines.event("set_cr0", hex("val", argument));
      case SET_CR3 -> lines.event("set_cr3", hex("val", argument));
      case SET_CR4 -> lines.event("set_cr4", hex("val", argument));
      case ENTER_GUEST -> enterGuest(svm, argument);
      case SET_NESTED_STATE -> lines.event("set_nested_state", hex("hflags", vcpu.hflags()));
      case NESTED_VMEXIT -> {
        lines.event("nvmexit", "");
        lines.event("kvm_nested_vmexit_inject", "exit_code=0 isa=" + (svm ? ISA_SVM : ISA_VMX));
      }
      case LEAVE_NESTED -> lines.event("leave_nested", "");
      case NESTED_LOAD_CR3 ->
          lines.event(
              svm ? "nsvm_load_cr3" : "nvmx_load_cr3",
              String.format(
                  "cr3=0x%x nested_%s=%d reload_pdptrs=%d",
                  argument, svm ? "npt" : "ept", vcpu.contexts().isNested() ? 1 : 0, second));
    }
  }

  private void enterGuest(boolean svm, long nestedPaging) {
    lines.event("enter_guest", "");
    if (!model.hasOneRole()) {
      lines.event(
          "kvm_nested_vmenter",
          "tdp_enabled=" + nestedPaging + " isa=" + (svm ? ISA_SVM : ISA_VMX));
    } else if (svm) {
      lines.event("kvm_nested_vmrun", "npt=" + nestedPaging);
    }
  }

  void initsShadowNpt(Vcpu vcpu, Registers l1, long nestedCr3) {
    lines.event(
        "init_shadow_npt",
        String.format(
            "cr0=0x%x cr4=0x%x efer=0x%x ncr3=0x%x %s",
            RoleMath.NPT_CR0, l1.cr4(), l1.efer(), nestedCr3, roots(vcpu.guest())));
  }

  /** The probe behind the test whether a role changed; on 6.1 the one on the permission tables. */
  void computed(MmuContext context, boolean configured) {
    if (configured && model.hasOneRole()) {
      lines.event("init_ctx_reconfig", "");
    } else if (configured && MmuRoleBits.extCr0Pg(context.role())) {
      lines.event("upd_perm", "");
    }
  }

  private void newPgd(Vcpu vcpu, long pgd) {
    MmuContext mmu = vcpu.contexts().mmu();
    lines.event("new_pgd", hex("pgd", pgd) + " " + role(mmu) + " " + roots(active(vcpu, mmu)));
  }

  private static ShadowContext active(Vcpu vcpu, MmuContext mmu) {
    return mmu == vcpu.root().mmu() ? vcpu.root() : vcpu.guest();
  }

  /** What CPUID says of addresses stands in no event: a line of facts comes before. */
  private void afterSetCpuid(Vcpu vcpu) {
    if (!cpuid.equals(vcpu.cpuid())) {
      cpuid = vcpu.cpuid();
      lines.facts(facts(cpuid));
    }
    lines.event("after_set_cpuid", "");
  }

  static String facts(GuestCpuid cpuid) {
    return String.format(
        "maxphyaddr=%d gbpages=%d amd=%d",
        cpuid.maxphyaddr(), cpuid.gbPages() ? 1 : 0, cpuid.amd() ? 1 : 0);
  }

  /** The vCPU is put away: what it holds is printed once more. */
  void put(Vcpu vcpu) {
    for (ShadowContext context : new ShadowContext[] {vcpu.root(), vcpu.guest()}) {
      if (context.mmu().role() != 0) {
        lines.event("vcpu_put", role(context.mmu()) + " " + roots(context));
      }
    }
  }

  /** Roots of a context go: a bit for the current one, and one for each previous. */
  void freeRoots(ShadowContext context, long set) {
    lines.event("free_roots", hex("roots", set) + " " + role(context.mmu()) + " " + roots(context));
  }

  /** Role and roots of the context in use, with a further field between them. */
  void withRoots(String name, String field, Vcpu vcpu) {
    ShadowContext context = vcpu.active();
    String role = role(context.mmu()) + " " + (field.isEmpty() ? "" : field + " ");
    lines.event(name, role + roots(context));
  }

  /** The stored role; where a context has two, the probes print both. */
  private String role(MmuContext context) {
    String role = hex("role", words().context(context.role()));
    boolean one = model.hasOneRole();
    return one ? role : role + String.format(" rootrole=0x%x", words().page(context.pages()));
  }

  private KernelWords words() {
    return model.words();
  }

  private static String roots(ShadowContext context) {
    StringBuilder text = new StringBuilder();
    text.append(hex("root_pgd", context.rootPgd())).append(' ');
    text.append(hex("root_hpa", hpa(context, context.root())));
    for (int i = 0; i < ShadowContext.PREVIOUS; i++) {
      text.append(' ').append(hex("p" + i, context.previousPgd(i)));
      text.append(' ').append(hex("p" + i + "h", hpa(context, context.previousRoot(i))));
    }
    return text.toString();
  }

  /** Where in the host a root is: a page's place follows from its number. */
  private static long hpa(ShadowContext context, int root) {
    return switch (root) {
      case ShadowContext.INVALID -> -1;
      case ShadowContext.SPECIAL ->
          PageMath.gpa(TABLES[context.mmu().kind() == MmuContext.Kind.ROOT ? 0 : 1]);
      default -> PageMath.gpa(FIRST_PAGE + root);
    };
  }
}

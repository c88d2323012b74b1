package dev.bitunion.mmuroles.conform;

import static dev.bitunion.mmuroles.conform.VectorLine.flag;
import static dev.bitunion.mmuroles.conform.VectorLine.hex;
import static dev.bitunion.mmuroles.conform.VectorLine.join;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.RequestSetBits;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.shadow.ShadowVm;
import dev.bitunion.mmuroles.vcpu.GuestFeatures;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuConfig;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import dev.bitunion.mmuroles.vcpu.Vendor;
import java.util.Arrays;

/**
 * Runs the lines of {@code spcache_roots} and {@code spcache_roots2}: register loads, SMM, nested
 * transitions and invalidations, each with the state of all roots afterwards.
 */
final class RootsVectors implements SequenceVectors {
  /** Fixed columns at the end of a line: the result and the state after the operation. */
  private static final int RESULTS = 15;

  private static final long SLOT_PAGES = 4096;
  private static final RoleModel V5_14 = RoleModel.of(KernelVersion.V5_14);

  private final RootsMemory image;
  private Vcpu vcpu;
  private VcpuEvents on;
  private PageEventText events;

  RootsVectors(RootsMemory image) {
    this.image = image;
  }

  @Override
  public String perform(String[] in) {
    int first = in.length - RESULTS;
    if (first < 1) {
      throw new IllegalArgumentException("a line of this file has at least 16 fields");
    }
    int result = perform(in[0], Arrays.copyOfRange(in, 1, first));
    return join(result, state());
  }

  @Override
  public void start(String[] in) {
    boolean tdp = !in[2].equals("SHADOW");
    int maxphyaddr = Integer.parseInt(in[4]);
    int level = tdp ? RoleMath.tdpLevel(Integer.parseInt(in[2].substring(3)), maxphyaddr) : 4;
    VcpuConfig config =
        new VcpuConfig(
            new HostMmu(tdp, level, false, false),
            Vendor.valueOf(in[3]),
            new GuestCpuid(maxphyaddr, true, false),
            GuestFeatures.ALL,
            V5_14);
    vcpu = new Vcpu(config, Cr0Bits.ET_MASK, 0, 0);
    on = new VcpuEvents(vcpu);
    ShadowVm vm = vcpu.vm();
    vm.slots(0).add(0, SLOT_PAGES, false);
    vm.slots(1).add(0, SLOT_PAGES, false);
    image.write(vcpu.shadow().memory());
    events = new PageEventText(vm.pages());
    vm.listen(events);
  }

  private int perform(String operation, String[] args) {
    switch (operation) {
      case "RUN" -> {
        return on.entry().run();
      }
      case "CR0" -> {
        return refused(on.registers().setCr0(hex(args[0])));
      }
      case "CR3" -> {
        return refused(on.registers().setCr3(hex(args[0])));
      }
      case "CR4" -> {
        return refused(on.registers().setCr4(hex(args[0])));
      }
      case "EFER" -> {
        return refused(on.registers().setEfer(hex(args[0])));
      }
      case "VMRUN" -> {
        return on.nesting().vmrun(flag(args[0]), hex(args[1]), registers(args, 2));
      }
      case "VMENTER" -> {
        Registers l2 = registers(args, 3);
        return on.nesting().vmenter(flag(args[0]), hex(args[1]), flag(args[2]), l2);
      }
      case "VMEXIT" -> {
        return on.nesting().vmexit();
      }
      case "UNPROT" -> {
        return vcpu.shadow().zapper().unprotect(hex(args[0])) ? 1 : 0;
      }
      case "SMI" -> on.smm().enterWithoutExit();
      case "RSM" -> {
        on.smm().changed(false);
        on.forceRegisters(hex(args[0]), hex(args[1]), hex(args[2]));
      }
      case "INVPCID" -> on.registers().invalidatePcid((int) hex(args[0]));
      case "UNLOAD" -> vcpu.unload();
      case "ZAPALL" -> vcpu.shadow().zapper().zapAllFast();
      case "FREEGM" -> vcpu.shadow().roots().freeGuestMode(vcpu.root());
      default -> throw new IllegalArgumentException("unknown operation '" + operation + "'");
    }
    return 0;
  }

  private static Registers registers(String[] args, int first) {
    return new Registers(
        hex(args[first]), hex(args[first + 3]), hex(args[first + 1]), hex(args[first + 2]));
  }

  private static int refused(boolean accepted) {
    return accepted ? 0 : 1;
  }

  private String state() {
    return join(
        requests(),
        events.take(),
        vcpu.active() == vcpu.root() ? "r" : "g",
        context(vcpu.root()),
        context(vcpu.guest()),
        String.format("%016x", vcpu.contexts().nested().role()),
        vcpu.vm().used(),
        vcpu.vm().indirect());
  }

  private String requests() {
    int pending = vcpu.vm().requests();
    return pending == 0 ? "-" : String.join(" ", RequestSetBits.flagNames(pending));
  }

  private String context(ShadowContext context) {
    StringBuilder previous = new StringBuilder();
    for (int i = 0; i < ShadowContext.PREVIOUS; i++) {
      int root = context.previousRoot(i);
      long pgd = root == ShadowContext.INVALID ? 0 : context.previousPgd(i);
      previous.append(i == 0 ? "" : " ").append(root(context, root)).append('@');
      previous.append(Long.toHexString(pgd));
    }
    return join(
        String.format("%016x", context.mmu().role()),
        root(context, context.root()),
        Long.toHexString(context.rootPgd()),
        previous);
  }

  private String root(ShadowContext context, int root) {
    if (root == ShadowContext.INVALID) {
      return "inv";
    }
    if (root != ShadowContext.SPECIAL) {
      return String.valueOf(vcpu.vm().pages().serial(root));
    }
    StringBuilder text = new StringBuilder(context.hasPml4Table() ? "pml4[" : "pae[");
    for (int i = 0; i < ShadowContext.PAE_ENTRIES; i++) {
      int page = context.paeRoot(i);
      text.append(i == 0 ? "" : " ");
      text.append(page == ShadowContext.INVALID ? -1 : vcpu.vm().pages().serial(page));
    }
    return text.append(']').toString();
  }
}

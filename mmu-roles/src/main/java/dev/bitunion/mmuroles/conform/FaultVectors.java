package dev.bitunion.mmuroles.conform;

import static dev.bitunion.mmuroles.conform.VectorLine.hex;
import static dev.bitunion.mmuroles.conform.VectorLine.join;

import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.shadow.ShadowVm;
import dev.bitunion.mmuroles.shadow.VmMemory;
import dev.bitunion.mmuroles.vcpu.GuestFeatures;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.VcpuConfig;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import dev.bitunion.mmuroles.vcpu.Vendor;

/**
 * Runs the lines of {@code spcache_faults}: shadow pages made, reused and zapped by the guest's
 * page faults, table writes and invalidations.
 */
final class FaultVectors implements SequenceVectors {
  private static final long SLOT_PAGES = 4096;
  private static final VcpuConfig CONFIG =
      new VcpuConfig(
          new HostMmu(false, 4, false, false),
          Vendor.SVM,
          new GuestCpuid(40, true, false),
          GuestFeatures.ALL,
          RoleModel.of(KernelVersion.V5_14));

  private Vcpu vcpu;
  private VcpuEvents on;
  private PageEventText events;
  private String mode;
  private boolean loaded;
  private long cr3;

  @Override
  public void start(String[] in) {
    mode = in[2];
    boolean longMode = mode.startsWith("L");
    long efer = EferBits.withLma(hex(in[5]), longMode);
    vcpu = new Vcpu(CONFIG, hex(in[3]), hex(in[4]), efer);
    on = new VcpuEvents(vcpu);
    cr3 = hex(in[6]);
    ShadowVm vm = vcpu.vm();
    vm.slots(0).add(0, SLOT_PAGES, false);
    vm.slots(1).add(0, SLOT_PAGES, false);
    events = new PageEventText(vm.pages());
    vm.listen(events);
    loaded = false;
  }

  @Override
  public String perform(String[] in) {
    if (in[0].equals("M")) {
      on.memory().store(hex(in[1]), Integer.parseInt(in[2]), hex(in[3]));
      return "";
    }
    if (!loaded) {
      on.forceCr3(cr3);
      loaded = true;
    }
    vcpu.shadow().memory().forgetUpdates();
    String inject = "-";
    int result = 0;
    switch (in[0]) {
      case "F" -> {
        result = fault(hex(in[1]), hex(in[2]));
        inject = injected();
      }
      case "W" -> on.memory().write(hex(in[1]), Integer.parseInt(in[2]), hex(in[3]));
      case "D" -> on.memory().store(hex(in[1]), Integer.parseInt(in[2]), hex(in[3]));
      case "I" -> on.memory().invlpg(hex(in[1]));
      case "C" -> result = refused(on.registers().setCr3(hex(in[1])));
      case "B" -> result = registers(hex(in[1]), hex(in[2]), hex(in[3]));
      case "Y" -> vcpu.shadow().sync().syncRoots(vcpu.active());
      case "U" -> result = vcpu.shadow().zapper().unprotect(hex(in[1])) ? 1 : 0;
      default -> throw new IllegalArgumentException("unknown operation '" + in[0] + "'");
    }
    return join(result, inject, state());
  }

  private int fault(long address, long error) {
    vcpu.cpu().setPrivilege(PageFaultErrorBits.user(error) ? 3 : 0, false);
    on.entry().run();
    return on.memory().fault(address, error).ordinal();
  }

  private String injected() {
    return on.memory().injected()
        ? Long.toHexString(on.memory().injectedError())
            + "@"
            + Long.toHexString(on.memory().injectedAddress())
        : "-";
  }

  private int registers(long cr0, long cr4, long efer) {
    return refused(on.registers().setCr0(cr0))
        + refused(on.registers().setCr4(cr4))
        + refused(on.registers().setEfer(efer));
  }

  private static int refused(boolean accepted) {
    return accepted ? 0 : 1;
  }

  private String state() {
    ShadowVm vm = vcpu.vm();
    return join(
        events.take(), tracks(vm), vm.used(), vm.indirect(), vm.stats().mmuUnsync, updates());
  }

  private static String tracks(ShadowVm vm) {
    StringBuilder text = new StringBuilder();
    for (int space = 0; space <= 1; space++) {
      for (long gfn : vm.tracking().trackedGfns(space)) {
        text.append(text.isEmpty() ? "" : " ").append(space == 1 ? "s" : "");
        text.append(Long.toHexString(gfn)).append(':').append(vm.tracking().track(gfn, space));
      }
    }
    return text.isEmpty() ? "-" : text.toString();
  }

  /** The entries whose accessed or dirty bits the walk set, and what they hold now. */
  private String updates() {
    VmMemory memory = vcpu.shadow().memory();
    StringBuilder text = new StringBuilder();
    for (long gpa : memory.updates()) {
      long value = memory.read(gpa, mode.equals("32") ? Integer.BYTES : Long.BYTES);
      text.append(text.isEmpty() ? "" : " ");
      text.append(Long.toHexString(gpa)).append(':').append(Long.toHexString(value));
    }
    return text.isEmpty() ? "-" : text.toString();
  }
}

package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.HostMmu;
import dev.bitunion.mmuroles.mmu.MemorySlots;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.Behaviours;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.KernelWords;
import dev.bitunion.mmuroles.role.ReuseKey;
import dev.bitunion.mmuroles.role.RoleField;
import dev.bitunion.mmuroles.role.RoleFields;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;
import dev.bitunion.mmuroles.vcpu.GuestFeatures;
import dev.bitunion.mmuroles.vcpu.VcpuConfig;
import dev.bitunion.mmuroles.vcpu.Vendor;
import java.util.ArrayList;
import java.util.List;

/** What a scenario says about its machine before the first event. */
final class MachineSettings {
  private record Slot(int space, long first, long frames, boolean readOnly, boolean kvmOwn) {}

  /** Reuse never asks about this one: a page that is zapped is not found at all. */
  private static final String INVALID = "invalid";

  private static final int MAXPHYADDR = 46;
  private static final int MAXPHYADDR_E5 = 52;

  private final List<Slot> slots = new ArrayList<>();
  private final List<Long> smram = new ArrayList<>();
  private ReuseKey key = ReuseKey.WHOLE;
  private boolean tdp;
  private Vendor vendor = Vendor.SVM;
  private int maxTdpLevel = 4;
  private int maxphyaddr = MAXPHYADDR;
  private boolean gbPages = true;
  private boolean amd;
  private boolean adDisabled;
  private boolean executeOnly = true;
  private int hostLevel = 1;
  private int quota = Integer.MAX_VALUE;
  private final KernelVersion kernel;
  private Behaviours behaviours;

  /** The settings of a machine under a kernel that is modelled. */
  MachineSettings(KernelVersion kernel) {
    this.kernel = kernel;
    behaviours = Behaviours.of(kernel);
  }

  /** {@code machine PROFILE [key=value...]}. */
  void machine(Words words) {
    Word profile = words.next("a profile: E4, E5, N or S");
    switch (profile.text().toUpperCase(java.util.Locale.ROOT)) {
      case "E4" -> host(true, Vendor.VMX, 4);
      case "E5" -> {
        host(true, Vendor.VMX, 5);
        maxphyaddr = MAXPHYADDR_E5;
      }
      case "N" -> host(true, Vendor.SVM, 4);
      case "S" -> host(false, Vendor.SVM, 4);
      default ->
          throw profile.error(
              "'"
                  + profile.text()
                  + "' is no profile; write E4 (EPT), E5 (5-level EPT), N (NPT) or S (shadow)");
    }
    while (words.more()) {
      option(words);
    }
  }

  private void host(boolean twoDimensional, Vendor maker, int levels) {
    tdp = twoDimensional;
    vendor = maker;
    maxTdpLevel = levels;
  }

  private void option(Words words) {
    Word value;
    if ((value = words.option("vendor")) != null) {
      vendor = choice(value, "svm", "vmx") == 0 ? Vendor.SVM : Vendor.VMX;
    } else if ((value = words.option("maxphyaddr")) != null) {
      maxphyaddr = width(value);
    } else if ((value = words.option("gbpages")) != null) {
      gbPages = yes(value);
    } else if ((value = words.option("amd")) != null) {
      amd = yes(value);
    } else if ((value = words.option("ad")) != null) {
      adDisabled = !yes(value);
    } else if ((value = words.option("execonly")) != null) {
      executeOnly = yes(value);
    } else if ((value = words.option("host-pages")) != null) {
      hostLevel = 1 + choice(value, "4k", "2m", "1g");
    } else if ((value = words.option("levels")) != null) {
      maxTdpLevel = 4 + choice(value, "4", "5");
    } else if ((value = words.option("quota")) != null) {
      quota = Symbols.count(value);
    } else {
      Word unknown = words.next("an option");
      throw unknown.error(
          "'"
              + unknown.text()
              + "' is no option; write vendor=, maxphyaddr=, gbpages=, amd=, ad=, execonly=,"
              + " host-pages=, levels= or quota=");
    }
  }

  static int width(Word value) {
    int width = Symbols.count(value);
    if (width < 32 || width > 52) {
      throw value.error("maxphyaddr " + width + " is not within 32 to 52");
    }
    return width;
  }

  /** {@code behaviour NAME on|off}. */
  void behaviour(Words words) {
    Word name = words.next("the name of a behaviour");
    Behaviour behaviour;
    try {
      behaviour = Behaviour.parse(name.text());
    } catch (IllegalArgumentException e) {
      throw name.error(e.getMessage());
    }
    boolean on = choice(words.next("on or off"), "off", "on") == 1;
    behaviours = on ? behaviours.with(behaviour) : behaviours.without(behaviour);
  }

  KernelVersion kernel() {
    return kernel;
  }

  Behaviours behaviours() {
    return behaviours;
  }

  /** {@code slot FIRST COUNT [smm] [readonly|private]}. */
  void slot(Words words, Symbols symbols) {
    long first = symbols.frame(words.next("the first frame"));
    Word count = words.next("a number of frames");
    long frames = Symbols.number(count);
    if (frames <= 0 || frames > PageMath.setOf(40)) {
      throw count.error("a slot has 1 to 2^40 frames");
    }
    int space = words.take("smm") ? 1 : 0;
    boolean readOnly = words.take("readonly");
    slots.add(new Slot(space, first, frames, readOnly, !readOnly && words.take("private")));
  }

  /** {@code drop FIELD}: pages are found without comparing this field of the page role. */
  void drop(Words words) {
    Word name = words.next("a field of the page role");
    List<String> names = new ArrayList<>();
    for (RoleField field : RoleFields.PAGE) {
      if (!field.name().equals(INVALID)) {
        names.add(field.name());
        if (name.is(field.name())) {
          key = key.without(field.mask());
          return;
        }
      }
    }
    throw name.error("'" + name.text() + "' cannot be dropped; write " + String.join(", ", names));
  }

  /** {@code smram FRAME}: the frame has memory of its own in SMM. */
  void smram(Words words, Symbols symbols) {
    smram.add(symbols.frame(words.next("a frame")));
  }

  static boolean yes(Word value) {
    return choice(value, "no", "yes") == 1;
  }

  static int choice(Word value, String... choices) {
    for (int i = 0; i < choices.length; i++) {
      if (value.is(choices[i])) {
        return i;
      }
    }
    throw value.error("'" + value.text() + "': write " + String.join(" or ", choices));
  }

  /**
   * The machine, without roots. Without any slot of the guest's every frame below MAXPHYADDR has
   * memory.
   */
  Simulation build(TraceSink trace, Behaviours behaviours, KernelWords words) {
    VcpuConfig config =
        new VcpuConfig(
            new HostMmu(
                tdp,
                tdp ? RoleMath.tdpLevel(maxTdpLevel, maxphyaddr) : maxTdpLevel,
                adDisabled,
                executeOnly),
            vendor,
            new GuestCpuid(maxphyaddr, gbPages, amd),
            GuestFeatures.ALL,
            RoleModel.of(kernel, behaviours).withKey(key).withWords(words));
    Simulation simulation = new Simulation(config, trace);
    simulation.vm().setHostLevel(hostLevel);
    simulation.vm().setMax(quota);
    if (slots.stream().allMatch(Slot::kvmOwn)) {
      long frames = PageMath.gfn(PageMath.setOf(maxphyaddr));
      simulation.vm().slots(0).add(0, frames, false);
      simulation.vm().slots(1).add(0, frames, false);
    }
    for (Slot slot : slots) {
      MemorySlots space = simulation.vm().slots(slot.space());
      if (slot.kvmOwn()) {
        space.addPrivate(slot.first(), slot.frames());
      } else {
        space.add(slot.first(), slot.frames(), slot.readOnly());
      }
    }
    smram.forEach(simulation.vm()::separate);
    return simulation;
  }

  /** The facts that a reader of the trace needs. */
  String facts() {
    int level = RoleMath.tdpLevel(maxTdpLevel, maxphyaddr);
    return "kernel="
        + kernel
        + (tdp ? " npt=1 tdp_level=" + level + (adDisabled ? " ad=0" : "") : " npt=0")
        + " "
        + ProbeWriter.facts(new GuestCpuid(maxphyaddr, gbPages, amd))
        + " start=nothing";
  }
}

package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import dev.bitunion.mmuroles.vcpu.Vendor;
import dev.bitunion.mmuroles.vcpu.VpidUse;
import java.util.Map;

/** Nested transitions: {@code vmrun}, {@code vmenter}, {@code vmexit} and what belongs to them. */
final class NestedVerbs {
  private static final int WRITE_BACK = 6;
  private static final VpidUse[] TAGS = {VpidUse.OWN, VpidUse.SHARED, VpidUse.NONE};
  private static final String[] TAG_NAMES = {"own", "shared", "none"};

  private NestedVerbs() {}

  static void addTo(Map<String, Step.Verb> verbs) {
    verbs.put("vmrun", NestedVerbs::vmrun);
    verbs.put("vmenter", NestedVerbs::vmenter);
    verbs.put("vmexit", NestedVerbs::vmexit);
    verbs.put("eptp-switch", NestedVerbs::eptpSwitch);
    verbs.put("nested-state", NestedVerbs::nestedState);
    verbs.put("free-nested", NestedVerbs::freeNested);
    verbs.put("invvpid", NestedVerbs::invvpid);
    verbs.put("invept", NestedVerbs::invept);
  }

  /** L2 may be entered: not from L2, and on this vendor. */
  private static void mayEnter(Simulation simulation, Word where, Vendor vendor, boolean nested) {
    Vcpu vcpu = simulation.vcpu();
    if (vcpu.config().vendor() != vendor) {
      throw where.error("this machine is " + vcpu.config().vendor() + ", not " + vendor);
    }
    if (vcpu.guestMode()) {
      throw where.error("L2 runs already; leave it with vmexit");
    }
    if (nested && !vcpu.config().host().tdp()) {
      throw where.error("a host with shadow paging offers no nested page tables");
    }
  }

  private static Step.Action vmrun(Words words, Symbols symbols) {
    Word where = new Word("vmrun", words.line(), 1);
    Word npt = words.option("npt");
    long nestedCr3 = npt == null ? 0 : symbols.address(npt);
    PartialRegisters l2 = PartialRegisters.read(words, symbols);
    return simulation -> {
      mayEnter(simulation, where, Vendor.SVM, npt != null);
      if (simulation.vcpu().smm()) {
        simulation.outcome(Outcome.UD);
        return;
      }
      Registers registers = l2.over(RegisterVerbs.current(simulation.vcpu()));
      entered(simulation, simulation.on().nesting().vmrun(npt != null, nestedCr3, registers));
    };
  }

  private static Step.Action vmenter(Words words, Symbols symbols) {
    Word where = new Word("vmenter", words.line(), 1);
    Word ept = words.option("ept");
    Long eptp = ept == null ? null : eptp(words, symbols, ept);
    Word execonly = words.option("execonly");
    Boolean stated = execonly == null ? null : MachineSettings.choice(execonly, "no", "yes") == 1;
    Word vpid = words.option("vpid");
    VpidUse tags = vpid == null ? VpidUse.OWN : TAGS[MachineSettings.choice(vpid, TAG_NAMES)];
    PartialRegisters l2 = PartialRegisters.read(words, symbols);
    return simulation -> {
      mayEnter(simulation, where, Vendor.VMX, eptp != null);
      if (simulation.vcpu().smm()) {
        simulation.outcome(Outcome.UD);
        return;
      }
      boolean executeOnly = stated == null ? executeOnly(simulation) : stated;
      Registers registers = l2.over(RegisterVerbs.current(simulation.vcpu()));
      long pointer = eptp == null ? 0 : eptp;
      entered(
          simulation,
          simulation.on().nesting().vmenter(eptp != null, pointer, executeOnly, tags, registers));
    };
  }

  private static boolean executeOnly(Simulation simulation) {
    return simulation.vcpu().config().host().executeOnly();
  }

  /** {@code FRAME [ad] [level5]}: a pointer to write-back memory with four or five levels. */
  private static long eptp(Words words, Symbols symbols, Word frame) {
    long eptp = EptpBits.withMemtype(symbols.address(frame), WRITE_BACK);
    eptp = EptpBits.withAd(eptp, words.take("ad"));
    return EptpBits.withWalkLength(eptp, words.take("level5") ? 4 : 3);
  }

  private static void entered(Simulation simulation, int result) {
    if (result != 0) {
      simulation.outcome(Outcome.FAILED);
      simulation.detail("the load of CR3 failed: L2's mode is in force, its CR3 is not");
    }
  }

  private static Step.Action vmexit(Words words, Symbols symbols) {
    Word where = new Word("vmexit", words.line(), 1);
    PartialRegisters host = PartialRegisters.read(words, symbols);
    return simulation -> {
      if (!simulation.vcpu().guestMode()) {
        throw where.error("no L2 runs that could be left");
      }
      Registers saved = simulation.on().nesting().savedL1();
      if (saved == null) {
        throw where.error("L2 was never entered");
      }
      entered(simulation, simulation.on().nesting().vmexit(host.over(saved)));
    };
  }

  private static Step.Action eptpSwitch(Words words, Symbols symbols) {
    Word where = new Word("eptp-switch", words.line(), 1);
    long eptp = eptp(words, symbols, words.next("a frame"));
    return simulation -> {
      if (!simulation.vcpu().guestMode()
          || !simulation.vcpu().contexts().isNested()
          || simulation.vcpu().config().vendor() != Vendor.VMX) {
        throw where.error("EPTP switching needs an L2 that runs on nested EPT");
      }
      simulation.on().nesting().switchEptp(eptp, executeOnly(simulation));
    };
  }

  /** {@code nested-state [npt=FRAME] cr0=... }: L2's registers; L1's are the current ones. */
  private static Step.Action nestedState(Words words, Symbols symbols) {
    Word where = new Word("nested-state", words.line(), 1);
    Word npt = words.option("npt");
    long nestedCr3 = npt == null ? 0 : symbols.address(npt);
    PartialRegisters l2 = PartialRegisters.read(words, symbols);
    return simulation -> {
      mayEnter(simulation, where, Vendor.SVM, npt != null);
      Registers l1 = RegisterVerbs.current(simulation.vcpu());
      entered(
          simulation,
          simulation.on().nesting().setSvmState(npt != null, nestedCr3, l1, l2.over(l1)));
    };
  }

  private static Step.Action freeNested(Words words, Symbols symbols) {
    return simulation -> simulation.on().nesting().freeNested();
  }

  private static Step.Action invvpid(Words words, Symbols symbols) {
    return simulation -> {
      Vcpu vcpu = simulation.vcpu();
      if (!vcpu.config().host().tdp()) {
        vcpu.shadow().roots().freeGuestMode(vcpu.root());
      }
    };
  }

  /** {@code invept FRAME|all}: L1 flushes what it changed in its EPT. */
  private static Step.Action invept(Words words, Symbols symbols) {
    Word where = new Word("invept", words.line(), 1);
    Long eptp = words.take("all") ? null : (Long) symbols.address(words.next("a frame or all"));
    return simulation -> {
      mayEnter(simulation, where, Vendor.VMX, true);
      if (eptp == null) {
        simulation.on().nesting().inveptAll();
      } else {
        simulation.on().nesting().inveptSingle(eptp);
      }
    };
  }
}

package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.shadow.Roots;
import java.util.Map;

/** Events of the machine as a whole: entry, SMM, user space, and KVM's own housekeeping. */
final class MachineVerbs {
  private MachineVerbs() {}

  static void addTo(Map<String, Step.Verb> verbs) {
    verbs.put("run", (words, symbols) -> MachineVerbs::run);
    verbs.put("smi", MachineVerbs::smi);
    verbs.put("rsm", MachineVerbs::rsm);
    verbs.put("set-smm", MachineVerbs::setSmm);
    verbs.put("cpuid", MachineVerbs::cpuid);
    verbs.put("reset", (words, symbols) -> s -> s.on().userSpace().reset());
    verbs.put("unload", (words, symbols) -> s -> s.vcpu().unload());
    verbs.put(
        "sync", (words, symbols) -> s -> s.vcpu().shadow().sync().syncRoots(s.vcpu().active()));
    verbs.put("zap-all", (words, symbols) -> s -> s.vcpu().shadow().zapper().zapAllFast());
    verbs.put("make-room", (words, symbols) -> s -> s.vcpu().shadow().zapper().makeRoom());
    verbs.put("unprotect", MachineVerbs::unprotect);
    verbs.put("init-mmu", (words, symbols) -> s -> s.on().userSpace().initMmu());
    verbs.put("quota", MachineVerbs::quota);
  }

  private static void run(Simulation simulation) {
    int result = simulation.on().entry().run();
    switch (result) {
      case Roots.OK -> {}
      case Roots.TRIPLE_FAULT -> {
        simulation.outcome(Outcome.SHUTDOWN);
        simulation.detail("the root is in no memory");
      }
      default -> {
        simulation.outcome(Outcome.FAILED);
        simulation.detail("no root can be loaded: " + result);
      }
    }
  }

  /** {@code cpuid [maxphyaddr=N] [gbpages=yes|no] [amd=yes|no]}: what is not named stays. */
  private static Step.Action cpuid(Words words, Symbols symbols) {
    Word width = words.option("maxphyaddr");
    Word gbPages = words.option("gbpages");
    Word amd = words.option("amd");
    if (width == null && gbPages == null && amd == null) {
      return simulation -> simulation.on().userSpace().setCpuid();
    }
    Integer bits = width == null ? null : (Integer) MachineSettings.width(width);
    Boolean large = gbPages == null ? null : (Boolean) MachineSettings.yes(gbPages);
    Boolean isAmd = amd == null ? null : (Boolean) MachineSettings.yes(amd);
    return simulation -> {
      GuestCpuid old = simulation.vcpu().cpuid();
      simulation
          .on()
          .userSpace()
          .setCpuid(
              new GuestCpuid(
                  bits == null ? old.maxphyaddr() : bits,
                  large == null ? old.gbPages() : large,
                  isAmd == null ? old.amd() : isAmd));
    };
  }

  private static Step.Action smi(Words words, Symbols symbols) {
    Word where = new Word("smi", words.line(), 1);
    return simulation -> {
      if (simulation.vcpu().smm()) {
        throw where.error("the vCPU is in SMM already; SMIs are masked there");
      }
      simulation.on().smm().enter();
    };
  }

  private static Step.Action rsm(Words words, Symbols symbols) {
    return simulation -> {
      if (!simulation.on().smm().canLeave()) {
        simulation.outcome(Outcome.UD);
        return;
      }
      if (!simulation.on().smm().leave()) {
        simulation.outcome(Outcome.SHUTDOWN);
        simulation.detail("a saved register was refused");
      }
    };
  }

  private static Step.Action setSmm(Words words, Symbols symbols) {
    boolean on = MachineSettings.choice(words.next("on or off"), "off", "on") == 1;
    return simulation -> simulation.on().userSpace().setSmm(on);
  }

  private static Step.Action unprotect(Words words, Symbols symbols) {
    long gfn = symbols.frame(words.next("a frame"));
    return simulation ->
        simulation.detail(
            simulation.vcpu().shadow().zapper().unprotect(gfn) ? "zapped" : "nothing to zap");
  }

  private static Step.Action quota(Words words, Symbols symbols) {
    int pages = Symbols.count(words.next("a number of pages"));
    return simulation -> simulation.vm().setMax(pages);
  }
}

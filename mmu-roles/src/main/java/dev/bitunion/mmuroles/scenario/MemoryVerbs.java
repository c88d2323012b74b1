package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.mmu.Rights;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.mmu.Walker;
import dev.bitunion.mmuroles.shadow.FaultResult;
import dev.bitunion.mmuroles.shadow.ShadowContext;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import java.util.Map;

/** Events of memory: faults, writes, walks and invalidations. */
final class MemoryVerbs {
  private MemoryVerbs() {}

  static void addTo(Map<String, Step.Verb> verbs) {
    verbs.put("fault", MemoryVerbs::fault);
    verbs.put("access", AccessVerb::read);
    verbs.put("walk", MemoryVerbs::walk);
    verbs.put("write", (words, symbols) -> write(words, symbols, true));
    verbs.put("store", (words, symbols) -> write(words, symbols, false));
    verbs.put("invlpg", MemoryVerbs::invlpg);
    verbs.put("invpcid", MemoryVerbs::invpcid);
  }

  /**
   * The access as an error code: {@code user|supervisor read|write|fetch present}, in any order.
   */
  static long access(Words words) {
    long error = 0;
    while (words.more()) {
      Word word = words.next("an access");
      error |=
          switch (word.text()) {
            case "user" -> PageFaultErrorBits.U_MASK;
            case "write" -> PageFaultErrorBits.W_MASK;
            case "fetch" -> PageFaultErrorBits.F_MASK;
            case "present" -> PageFaultErrorBits.P_MASK;
            case "read", "supervisor" -> 0;
            default ->
                throw word.error(
                    "'"
                        + word.text()
                        + "' is no access; write user, supervisor, read, write, fetch, present");
          };
    }
    return error;
  }

  private static Step.Action fault(Words words, Symbols symbols) {
    Word at = words.next("an address");
    long address = symbols.address(at);
    long error = access(words);
    return simulation -> {
      int loaded = simulation.on().entry().run();
      if (simulation.vcpu().active().root() == ShadowContext.INVALID) {
        simulation.outcome(loaded == 1 ? Outcome.SHUTDOWN : Outcome.FAILED);
        simulation.detail("no root, so no fault is handled");
        return;
      }
      boolean physical = simulation.vcpu().active().mmu().directMap();
      if (physical && PageMath.gfn(address) >= Symbols.FRAMES) {
        throw at.error("a fault here is at a physical address, and those end at 2^52");
      }
      FaultResult result = simulation.on().memory().fault(address, readable(simulation, error));
      simulation.detail(result + injected(simulation));
    };
  }

  /** For EPT "user" means readable, so a read asks for it. */
  private static long readable(Simulation simulation, long error) {
    boolean ept =
        simulation.vcpu().contexts().mmu().translation() == Translation.EPT
            && !PageFaultErrorBits.write(error)
            && !PageFaultErrorBits.fetch(error);
    return ept ? PageFaultErrorBits.withUser(error, true) : error;
  }

  private static String injected(Simulation simulation) {
    return simulation.on().memory().injected()
        ? String.format(
            ", #PF 0x%x at 0x%x",
            simulation.on().memory().injectedError(), simulation.on().memory().injectedAddress())
        : "";
  }

  private static Step.Action walk(Words words, Symbols symbols) {
    Word at = words.next("an address");
    long address = symbols.address(at);
    boolean shadowed = words.take("nested");
    long access = access(words);
    return simulation -> {
      Vcpu vcpu = simulation.vcpu();
      Walker walker = shadowed ? vcpu.contexts().faultWalker() : vcpu.contexts().walker();
      if (walker.context().translation() == Translation.UNSET) {
        throw at.error("the context that would walk was never initialised");
      }
      long how = shadowed ? readable(simulation, access) : access;
      boolean passes = walker.walk(address, how);
      String found =
          passes
              ? String.format(
                  "frame 0x%x %s",
                  walker.gfn(),
                  Rights.text(walker.rights(), walker.context().translation() == Translation.EPT))
              : String.format("fault 0x%x", walker.error());
      if (shadowed) {
        simulation.trace().fault(vcpu, address, how);
      }
      if (walker.context().translation() != Translation.IDENTITY) {
        simulation.trace().walked(walker);
      }
      simulation.detail(found);
    };
  }

  /**
   * {@code write|store [pte|pte32|ept] TABLE[INDEX] = FRAME FLAGS} or {@code write|store SIZE
   * ADDRESS = VALUE}.
   */
  private static Step.Action write(Words words, Symbols symbols, boolean emulated) {
    Word first = words.next("pte, pte32, ept or a size in bytes");
    Word at;
    long gpa;
    long value;
    int size;
    if (Character.isDigit(first.text().charAt(0))) {
      size = Symbols.count(first);
      if (size < 1 || size > Long.BYTES) {
        throw first.error("a write has 1 to 8 bytes");
      }
      at = words.next("an address");
      gpa = symbols.address(at);
      words.take("=");
      value = Symbols.number(words.next("a value"));
    } else {
      int format = MachineSettings.choice(first, "pte", "pte32", "ept");
      size = format == 1 ? Integer.BYTES : Long.BYTES;
      at = words.next("TABLE[INDEX]");
      gpa = symbols.entry(at, size);
      words.take("=");
      value = EntryValue.read(words, symbols, format == 2, size);
    }
    return simulation -> {
      boolean done =
          emulated
              ? simulation.on().memory().write(gpa, size, value)
              : simulation.on().memory().store(gpa, size, value);
      if (!done) {
        throw at.error("there is no memory at 0x" + Long.toHexString(gpa));
      }
    };
  }

  private static Step.Action invlpg(Words words, Symbols symbols) {
    long address = symbols.address(words.next("an address"));
    return simulation -> simulation.on().memory().invlpg(address);
  }

  private static Step.Action invpcid(Words words, Symbols symbols) {
    int type = Symbols.count(words.next("a type: 0 to 3"));
    int pcid = Symbols.count(words.next("a PCID"));
    long address = words.more() ? symbols.address(words.next("an address")) : 0;
    return simulation -> {
      boolean oopses = simulation.on().memory().invpcidOopses(type, pcid);
      simulation.accepted(simulation.on().memory().invpcid(type, pcid, address));
      if (oopses) {
        simulation.outcome(Outcome.FAILED);
        simulation.detail("the host calls a null invlpg handler (CVE-2022-1789)");
      }
    };
  }
}

package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.arch.Cr3Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.Vcpu;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * Events that change registers: {@code cr0}, {@code cr3}, {@code cr4}, {@code efer}, {@code sregs}.
 */
final class RegisterVerbs {
  private RegisterVerbs() {}

  /** Who takes a new value of a register, and says whether it was accepted. */
  @FunctionalInterface
  private interface Setter {
    boolean set(Simulation simulation, long value);
  }

  static void addTo(Map<String, Step.Verb> verbs) {
    verbs.put("cr0", register(Flags.CR0, Vcpu::cr0, (s, v) -> s.on().registers().setCr0(v)));
    verbs.put("cr4", register(Flags.CR4, Vcpu::cr4, (s, v) -> s.on().registers().setCr4(v)));
    verbs.put("efer", register(Flags.EFER, Vcpu::efer, RegisterVerbs::setEfer));
    verbs.put("cr3", RegisterVerbs::cr3);
    verbs.put("sregs", RegisterVerbs::sregs);
    verbs.put("pkru", RegisterVerbs::pkru);
    verbs.put("privilege", RegisterVerbs::privilege);
  }

  private static boolean setEfer(Simulation simulation, long value) {
    boolean accepted = simulation.on().registers().setEfer(value);
    simulation.trace().efer(value, accepted);
    return accepted;
  }

  private static Step.Verb register(Flags flags, ToLongFunction<Vcpu> old, Setter setter) {
    return (words, symbols) -> {
      boolean add = words.take("+=");
      boolean remove = !add && words.take("-=");
      if (!add && !remove) {
        words.take("=");
      }
      long value = flags.words(words);
      return simulation -> {
        long before = old.applyAsLong(simulation.vcpu());
        long after = add ? before | value : remove ? before & ~value : value;
        simulation.accepted(setter.set(simulation, after));
      };
    };
  }

  private static Step.Action cr3(Words words, Symbols symbols) {
    words.take("=");
    long base = symbols.address(words.next("an address"));
    long value = base;
    Word pcid = words.option("pcid");
    if (pcid != null) {
      long number = Symbols.number(pcid);
      if (number < 0 || number > Cr3Bits.PCID_MAX) {
        throw pcid.error("a PCID is 0 to " + Cr3Bits.PCID_MAX);
      }
      value = Cr3Bits.withPcid(base, (int) number);
    }
    long cr3 = Cr3Bits.withNoflush(value, words.take("noflush") || Cr3Bits.noflush(value));
    return simulation -> simulation.accepted(simulation.on().registers().setCr3(cr3));
  }

  private static Step.Action sregs(Words words, Symbols symbols) {
    PartialRegisters registers = PartialRegisters.read(words, symbols);
    return simulation -> {
      Registers all = registers.over(current(simulation.vcpu()));
      simulation.accepted(simulation.on().userSpace().setSregs(all));
    };
  }

  static Registers current(Vcpu vcpu) {
    return new Registers(vcpu.cr0(), vcpu.cr3(), vcpu.cr4(), vcpu.efer());
  }

  private static Step.Action pkru(Words words, Symbols symbols) {
    words.take("=");
    long value = Symbols.number(words.next("a value"));
    return simulation -> {
      if (!Cr4Bits.pke(simulation.vcpu().cr4())) {
        simulation.outcome(Outcome.UD);
        return;
      }
      simulation.vcpu().cpu().setPkru((int) value);
      simulation.privilegeChanged();
    };
  }

  private static Step.Action privilege(Words words, Symbols symbols) {
    Word cpl = words.option("cpl");
    int level = cpl == null ? 0 : Symbols.count(cpl);
    if (level > 3) {
      throw cpl.error("a CPL is 0 to 3");
    }
    boolean ac = words.take("ac");
    return simulation -> simulation.setPrivilege(level, ac);
  }
}

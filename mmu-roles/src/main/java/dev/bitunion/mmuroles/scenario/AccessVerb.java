package dev.bitunion.mmuroles.scenario;

import dev.bitunion.mmuroles.vcpu.GuestAccess;
import dev.bitunion.mmuroles.vcpu.GuestAccess.End;
import dev.bitunion.mmuroles.vcpu.GuestWalk;
import java.util.Locale;

/**
 * {@code access ADDRESS [user] [read|write|fetch]}: the guest's whole access, with the faults that
 * it takes. Where it does not end as the guest's tables say, the timeline says so.
 */
final class AccessVerb {
  private static final String LOST = ", accessed or dirty bit not set";

  private AccessVerb() {}

  static Step.Action read(Words words, Symbols symbols) {
    long address = symbols.address(words.next("an address"));
    long access = MemoryVerbs.access(words);
    return simulation -> {
      GuestWalk tables = simulation.on().tables();
      simulation.on().entry().run();
      End wanted = tables.walk(address, access);
      String right = text(wanted, tables.frame(), tables.smram(), tables.error());
      boolean updates = wanted == End.MEMORY && tables.updates();
      GuestAccess made = simulation.on().access();
      End end = made.perform(address, access);
      String actual = text(end, made.frame(), made.smram(), made.error());
      tables.walk(address, access);
      boolean lost = updates && end == End.MEMORY && tables.updates();
      boolean wrong = lost || !actual.equals(right);
      simulation.detail(actual + (lost ? LOST : ""));
      simulation.accessed(wrong ? right : null);
    };
  }

  /** {@code access right|wrong}: whether the last access ended as the guest's tables say. */
  static Step.Check expect(Words words, Symbols symbols) {
    boolean right = MachineSettings.choice(words.next("right or wrong"), "wrong", "right") == 1;
    return simulation ->
        simulation.last() == null || !simulation.last().event().startsWith("access ")
            ? "the last event is no access"
            : right == simulation.rightAccess()
                ? null
                : "it is "
                    + (right ? "wrong: " : "right: ")
                    + simulation.last().detail()
                    + (right ? "; the guest's tables say " + simulation.tablesSay() : "");
  }

  private static String text(End end, long frame, boolean smram, long error) {
    return switch (end) {
      case MEMORY -> String.format("frame 0x%x%s", frame, smram ? " of SMRAM" : "");
      case DEVICE -> String.format("no memory at frame 0x%x", frame);
      case FAULT -> String.format("#PF 0x%x", error);
      case ASTRAY, STUCK, NO_ROOT -> end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    };
  }
}

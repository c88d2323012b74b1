package dev.bitunion.mmuroles.check.invariant;

import dev.bitunion.mmuroles.check.Derived;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.Translation;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A context that translates is honest: its role is the one that the registers give, and what was
 * derived when that role was stored is what a fresh context derives now.
 */
final class FullRole {
  private FullRole() {}

  static void check(Observed observed, Findings findings) {
    MmuContext active = observed.vcpu().contexts().mmu();
    context(observed, active, findings);
    MmuContext walks = observed.vcpu().contexts().walkMmu();
    if (walks != active) {
      context(observed, walks, findings);
    }
  }

  private static void context(Observed observed, MmuContext context, Findings findings) {
    String name = context.kind().name().toLowerCase(Locale.ROOT) + "_mmu";
    Reference reference = observed.reference(context);
    long wanted = reference.role();
    MmuContext fresh = reference.context();
    long stored = MmuRoleBits.withExtValid(context.role(), true);
    List<String> differences = differences(context, fresh);
    if (stored != wanted) {
      findings.add(
          name,
          "its role is 0x%016x, and the registers give 0x%016x (%s): %s",
          stored,
          wanted,
          MmuRoleBits.diff(stored, wanted),
          differences.isEmpty() ? "what is made next is keyed wrongly" : victim(context, fresh));
    } else if (!differences.isEmpty()) {
      findings.add(
          name,
          "its role 0x%016x is right, and wrong is what comes of it (%s): %s",
          stored,
          String.join(", ", differences),
          victim(context, fresh));
    }
  }

  private static List<String> differences(MmuContext context, MmuContext fresh) {
    List<String> names = new ArrayList<>();
    if (fresh.translation() != Translation.IDENTITY) {
      names.addAll(Derived.of(context).differences(Derived.of(fresh)));
      if (context.reportsFetch() != fresh.reportsFetch()) {
        names.add("fetch reporting");
      }
    } else if (context.translation() != Translation.IDENTITY) {
      names.add("walker");
    }
    if (context.kind() != MmuContext.Kind.NESTED
        && context.shadowRootLevel() != fresh.shadowRootLevel()) {
      names.add("level of the shadow root");
    }
    return names;
  }

  private static String victim(MmuContext context, MmuContext fresh) {
    if (context.translation() == Translation.UNSET) {
      return "any walk finds no walker";
    }
    if (context.kind() != MmuContext.Kind.NESTED
        && context.shadowRootLevel() != fresh.shadowRootLevel()) {
      return String.format(
          "the processor walks %d levels from a root that has %d",
          fresh.shadowRootLevel(), context.shadowRootLevel());
    }
    if (fresh.translation() == Translation.IDENTITY) {
      return "any access is walked through tables although paging is off";
    }
    if (context.translation() != fresh.translation()) {
      return String.format(
          "any walk reads %s entries, and the guest's are %s",
          format(context.translation()), format(fresh.translation()));
    }
    String access = Derived.firstDifference(context, fresh);
    if (!access.equals("none")) {
      return access + " (first: as it is, second: as the registers say)";
    }
    return context.reportsFetch() != fresh.reportsFetch()
        ? "a fetch that faults is "
            + (fresh.reportsFetch()
                ? "not reported as one"
                : "reported as one although nothing asks")
        : "no access of the present mode";
  }

  private static String format(Translation translation) {
    return switch (translation) {
      case SHORT -> "4-byte";
      case LONG -> "8-byte";
      case EPT -> "EPT";
      default -> "no";
    };
  }
}

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
  private static final String FAULTS = "it faults with RSVD, and by the registers it does not";
  private static final String PASSES = "it passes, and by the registers it faults with RSVD";

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
      String victim =
          differences.isEmpty()
              ? String.format(
                  "the next fault makes and finds pages of 0x%08x",
                  observed.words().page(context.pages()))
              : victim(context, fresh);
      findings.addVictim(
          name,
          victim,
          "its role is 0x%016x, and the registers give 0x%016x (%s): ",
          observed.words().context(stored),
          observed.words().context(wanted),
          observed.words().contextDiff(stored, wanted));
    } else if (!differences.isEmpty()) {
      findings.addVictim(
          name,
          victim(context, fresh),
          "its role 0x%016x is right, and wrong is what comes of it (%s): ",
          observed.words().context(stored),
          String.join(", ", differences));
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
      return access
          .replace("the first faults with RSVD, the other does not", FAULTS)
          .replace("the second faults with RSVD, the other does not", PASSES)
          .replace("one starts at", "it starts at")
          .replace("the other at", "by the registers at")
          .replace("in the first", "as it is")
          .replace("in the second", "by the registers");
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

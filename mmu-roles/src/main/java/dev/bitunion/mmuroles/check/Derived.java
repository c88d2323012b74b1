package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.arch.PageFaultErrorBits;
import dev.bitunion.mmuroles.arch.PkruBits;
import dev.bitunion.mmuroles.mmu.CpuState;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.role.Behaviours;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All that an MMU context derives from its role, as values that can be compared: two contexts with
 * equal derived state treat every access alike.
 *
 * @param parts name and value of each part, in a fixed order
 */
public record Derived(List<Part> parts) {
  private static final int PERMISSION_ROWS = 16;

  /** One of them. */
  public record Part(String name, long value) {}

  /** What a context derived. */
  public static Derived of(MmuContext context) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("root level", context.rootLevel()));
    parts.add(new Part("walker", context.translation().ordinal()));
    parts.add(new Part("direct map", context.directMap() ? 1 : 0));
    for (int row = 0; row < PERMISSION_ROWS; row++) {
      parts.add(new Part("permissions", context.permissions().row(row)));
    }
    parts.add(new Part("pkru_mask", context.permissions().pkruMask()));
    for (int large = 0; large <= 1; large++) {
      for (int level = 1; level <= checkedLevels(context); level++) {
        parts.add(new Part("reserved bits", context.reserved().mask(large, level)));
      }
    }
    parts.add(new Part("reserved bits", context.reserved().badTypes()));
    return new Derived(List.copyOf(parts));
  }

  /**
   * The highest level whose mask a walk asks: masks above it are left from before and mean nothing.
   * PAE's third level is checked when it is loaded, not when it is walked.
   */
  private static int checkedLevels(MmuContext context) {
    return PageMath.topPageLevel(context.rootLevel());
  }

  /** Names of the parts that differ, each once. */
  public List<String> differences(Derived other) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : names()) {
      if (!values(name).equals(other.values(name))) {
        names.add(name);
      }
    }
    return List.copyOf(names);
  }

  private List<String> names() {
    return parts.stream().map(Part::name).distinct().toList();
  }

  private List<Long> values(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).map(Part::value).toList();
  }

  /** The first access that the two contexts treat differently, in one sentence. */
  public static String firstDifference(MmuContext a, MmuContext b) {
    String access = firstAccess(a, b);
    if (access != null) {
      return access;
    }
    int levels = Math.min(checkedLevels(a), checkedLevels(b));
    for (int level = 1; level <= levels; level++) {
      for (int large = 0; large <= 1; large++) {
        long differ = a.reserved().mask(large, level) ^ b.reserved().mask(large, level);
        if (differ != 0 && (level > 1 || large == 0)) {
          int bit = Long.numberOfTrailingZeros(differ);
          boolean first = (a.reserved().mask(large, level) & Long.lowestOneBit(differ)) != 0;
          return String.format(
              "any access through a level-%d %s with bit %d set: the %s faults with RSVD, the"
                  + " other does not",
              level, large == 1 ? "large page" : "entry", bit, first ? "first" : "second");
        }
      }
    }
    return a.rootLevel() == b.rootLevel()
        ? "none"
        : "any walk: one starts at level " + a.rootLevel() + ", the other at " + b.rootLevel();
  }

  private static String firstAccess(MmuContext a, MmuContext b) {
    long[] kinds = {
      0,
      PageFaultErrorBits.W_MASK,
      PageFaultErrorBits.F_MASK,
      PageFaultErrorBits.U_MASK,
      PageFaultErrorBits.U_MASK | PageFaultErrorBits.W_MASK,
      PageFaultErrorBits.U_MASK | PageFaultErrorBits.F_MASK
    };
    for (int pkru : new int[] {0, PkruBits.parse("WD0"), PkruBits.parse("AD0")}) {
      for (boolean ac : new boolean[] {false, true}) {
        CpuState cpu = new CpuState(Behaviours.NONE);
        cpu.setPkru(pkru);
        cpu.setPrivilege(0, ac);
        for (long kind : kinds) {
          for (int rights = 0; rights <= 7; rights++) {
            long inA = a.permissionFault(rights, 0, kind, cpu);
            long inB = b.permissionFault(rights, 0, kind, cpu);
            if (inA != inB) {
              return String.format(
                  "access {%s} to a page with rights %d, PKRU {%s}, AC=%d: error code {%s} in the"
                      + " first, {%s} in the second",
                  PageFaultErrorBits.toString(kind),
                  rights,
                  PkruBits.toString(pkru),
                  ac ? 1 : 0,
                  PageFaultErrorBits.toString(inA),
                  PageFaultErrorBits.toString(inB));
            }
          }
        }
      }
    }
    return null;
  }
}

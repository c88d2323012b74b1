package dev.bitunion.mmuroles.role;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One sentence that says which MMU context, and in what state, has a given full or extended role.
 */
public final class RoleMeaning {
  private RoleMeaning() {}

  /** The name of a depth of guest page tables, as {@link RoleMath#rootLevel} gives it. */
  public static String mode(int rootLevel) {
    return switch (rootLevel) {
      case 0 -> "paging off";
      case 2 -> "32-bit paging";
      case 3 -> "PAE paging";
      case 4 -> "4-level paging";
      case 5 -> "5-level paging";
      default -> "level " + rootLevel;
    };
  }

  /** The sentence for a full role; a role that nothing computes is said to be impossible. */
  public static String ofFull(RoleModel model, long role) {
    if (role == 0) {
      return "A context that was never configured.";
    }
    Map<MmuKind, List<String>> modes = new LinkedHashMap<>();
    for (RoleOrigin origin : RoleOrigin.of(model, role)) {
      modes
          .computeIfAbsent(origin.mmu(), unused -> new ArrayList<>())
          .add(
              origin.mmu() == MmuKind.EPT
                  ? origin.rootLevel() + "-level EPT"
                  : mode(origin.rootLevel()));
    }
    if (modes.isEmpty()) {
      return "No context: nothing computes this role.";
    }
    List<String> contexts = new ArrayList<>();
    modes.forEach((mmu, names) -> contexts.add(mmu.context() + ", " + String.join(" or ", names)));
    return "A context: " + String.join("; or ", contexts) + state(role) + ".";
  }

  private static String state(long role) {
    StringBuilder text = new StringBuilder();
    List<String> flags = flags(MmuRoleBits.ext(role));
    if (MmuRoleBits.baseEferNx(role)) {
      flags.add(0, "NX");
    }
    if (MmuRoleBits.baseCr0Wp(role)) {
      flags.add(0, "WP");
    }
    if (!flags.isEmpty()) {
      text.append("; ").append(String.join(", ", flags));
    }
    if (MmuRoleBits.baseAdDisabled(role)) {
      text.append("; no accessed and dirty bits");
    }
    if (MmuRoleBits.baseGuestMode(role)) {
      text.append("; for L2");
    }
    if (MmuRoleBits.baseSmm(role) != 0) {
      text.append("; in SMM");
    }
    if (!MmuRoleBits.extValid(role)) {
      text.append("; to be configured again, because valid is clear");
    }
    return text.toString();
  }

  private static List<String> flags(int ext) {
    List<String> flags = new ArrayList<>();
    if (ExtendedRoleBits.cr4_smep(ext)) {
      flags.add("SMEP");
    }
    if (ExtendedRoleBits.cr4_smap(ext)) {
      flags.add("SMAP");
    }
    if (ExtendedRoleBits.cr4_pke(ext)) {
      flags.add("PKE");
    }
    if (ExtendedRoleBits.cr4_pse(ext)) {
      flags.add("PSE");
    }
    if (ExtendedRoleBits.execonly(ext)) {
      flags.add("execute-only entries");
    }
    return flags;
  }

  /** The sentence for an extended role. */
  public static String ofExt(int ext) {
    List<String> said = new ArrayList<>();
    said.add(ExtendedRoleBits.valid(ext) ? "A computed role" : "A role to be computed again");
    if (!ExtendedRoleBits.cr0_pg(ext)) {
      said.add(ExtendedRoleBits.execonly(ext) ? "nested EPT" : "paging off or nested EPT");
    } else if (ExtendedRoleBits.cr4_la57(ext)) {
      said.add(mode(5));
    } else {
      said.add(ExtendedRoleBits.cr4_pae(ext) ? mode(3) + " or " + mode(4) : mode(2));
    }
    said.addAll(flags(ext));
    return String.join("; ", said) + ".";
  }

  /** Why nothing computes this extended role; null if something does. */
  public static String impossibleExt(int ext) {
    boolean paging = ExtendedRoleBits.cr0_pg(ext);
    int rest =
        ext
            & ~(ExtendedRoleBits.VALID_MASK
                | ExtendedRoleBits.EXECONLY_MASK
                | ExtendedRoleBits.CR0_PG_MASK);
    if ((ext & ExtendedRoleBits.RESERVED_BITS) != 0) {
      return "bits 31:9 belong to no field";
    }
    if (!paging && rest != 0) {
      return "without cr0_pg every CR4 bit is clear";
    }
    if (paging && ExtendedRoleBits.execonly(ext)) {
      return "execonly means nested EPT, whose role has no cr0_pg";
    }
    boolean longModeOnly = ExtendedRoleBits.cr4_la57(ext) || ExtendedRoleBits.cr4_pke(ext);
    return longModeOnly && !ExtendedRoleBits.cr4_pae(ext)
        ? "cr4_la57 and cr4_pke mean long mode, which needs cr4_pae"
        : null;
  }
}

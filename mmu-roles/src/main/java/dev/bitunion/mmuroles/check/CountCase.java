package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.role.Behaviour;
import dev.bitunion.mmuroles.role.KernelVersion;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.List;

/**
 * One counter of gfn_track: whose shadow pages it counts. Memory slots, and so the counters, exist
 * once an address space.
 *
 * @param paging what is shadowed
 * @param fiveLevels L1 may use five levels: LA57 (shadow), or five-level EPT
 * @param guestModes 1: no nested guest without nested paging; 2: L1 runs nested guests on its own
 *     shadow paging, so that guest_mode takes both values (shadow paging only)
 * @param execonly L1 is offered execute-only EPT entries (nested EPT only)
 * @param accessedDirty L1 is offered accessed and dirty bits in EPT (nested EPT only)
 * @param addressSpace 0: normal; 1: system management mode, where no nested guest runs
 * @param model the kernel's roles
 */
public record CountCase(
    Paging paging,
    boolean fiveLevels,
    int guestModes,
    boolean execonly,
    boolean accessedDirty,
    int addressSpace,
    RoleModel model) {
  /** What kernels do differently here. */
  public static final List<Behaviour> BEHAVIOURS =
      List.of(Behaviour.SHADOW_PAGES_FOLLOW_NX, Behaviour.NPT_ROLE_LACKS_GUEST_MODE);

  private static final RoleModel FIRST = RoleModel.of(KernelVersion.V5_14);

  /** A shadow-paging VM. */
  public static CountCase shadow(boolean la57, int guestModes, int addressSpace) {
    return new CountCase(Paging.SHADOW, la57, guestModes, false, false, addressSpace, FIRST);
  }

  /** A VM whose L1 uses EPT. */
  public static CountCase ept(boolean fiveLevels, boolean execonly, boolean accessedDirty) {
    return new CountCase(Paging.NESTED_EPT, fiveLevels, 1, execonly, accessedDirty, 0, FIRST);
  }

  /** A VM whose L1 uses NPT, without LA57. */
  public static CountCase npt() {
    return new CountCase(Paging.NESTED_NPT, false, 1, false, false, 0, FIRST);
  }

  /** The same case on another kernel. */
  public CountCase on(RoleModel other) {
    return new CountCase(
        paging, fiveLevels, guestModes, execonly, accessedDirty, addressSpace, other);
  }

  /** Whether shadow paging keeps efer_nx set in every page. */
  boolean alwaysNx() {
    return paging == Paging.SHADOW && !model.behaviours().has(Behaviour.SHADOW_PAGES_FOLLOW_NX);
  }

  /** Whether pages of nested NPT have guest_mode. */
  boolean nptHasGuestMode() {
    return !model.behaviours().has(Behaviour.NPT_ROLE_LACKS_GUEST_MODE);
  }

  /** One line that says which case it is. */
  public String title() {
    return switch (paging) {
      case SHADOW ->
          "shadow paging, "
              + (fiveLevels ? "with" : "without")
              + " LA57, "
              + (guestModes == 2 ? "with" : "without")
              + " nested guests, address space "
              + addressSpace;
      case NESTED_EPT ->
          "nested EPT, "
              + (fiveLevels ? "4 and 5 levels" : "4 levels")
              + ", "
              + (execonly ? "with" : "without")
              + " execute-only, "
              + (accessedDirty ? "with" : "without")
              + " accessed/dirty bits";
      case NESTED_NPT -> "nested NPT";
    };
  }
}

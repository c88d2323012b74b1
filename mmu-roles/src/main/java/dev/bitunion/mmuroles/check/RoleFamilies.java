package dev.bitunion.mmuroles.check;

import static dev.bitunion.mmuroles.check.RoleField.ACCESS;
import static dev.bitunion.mmuroles.check.RoleField.AD_DISABLED;
import static dev.bitunion.mmuroles.check.RoleField.CR0_WP;
import static dev.bitunion.mmuroles.check.RoleField.DIRECT;
import static dev.bitunion.mmuroles.check.RoleField.EFER_NX;
import static dev.bitunion.mmuroles.check.RoleField.GPTE_IS_8_BYTES;
import static dev.bitunion.mmuroles.check.RoleField.GUEST_MODE;
import static dev.bitunion.mmuroles.check.RoleField.INVALID;
import static dev.bitunion.mmuroles.check.RoleField.LEVEL;
import static dev.bitunion.mmuroles.check.RoleField.QUADRANT;
import static dev.bitunion.mmuroles.check.RoleField.SMAP_ANDNOT_WP;
import static dev.bitunion.mmuroles.check.RoleField.SMEP_ANDNOT_WP;
import static dev.bitunion.mmuroles.check.RoleField.SMM;

import dev.bitunion.mmuroles.role.PageRoleBits;
import java.util.ArrayList;
import java.util.List;

/**
 * Which page roles one gfn's tracked shadow pages can have, as conditions: by the kernel comment's
 * bullets, by legal registers, and by what can be reached. Families may overlap (a PAE root is a
 * long-mode page directory with full access); their union is what counts.
 */
final class RoleFamilies {
  private static final int FULL_ACCESS = 7;
  private static final int EXEC_BIT = 0;
  private static final int USER_BIT = 2;

  private RoleFamilies() {}

  /** The five bullets of the comment above kvm_mmu_page_role, read literally. */
  static List<Family> bullets() {
    Condition counted = tracked().and(SMM.clear());
    return List.of(
        new Family(
            "tables of 8-byte entries",
            "four levels; execonly and ad_disabled only without quadrant",
            counted.and(eightByte()).and(LEVEL.in(2, 3, 4, 5))),
        new Family(
            "tables of 4-byte entries",
            "one level, four quadrants",
            counted.and(fourByte()).and(AD_DISABLED.clear())));
  }

  /** Roles that legal registers give, with any access at every level. */
  static List<Family> legalRegisters(CountCase of) {
    Condition common = contextOf(of);
    List<Family> families = new ArrayList<>();
    int[] levels = of.fiveLevels() ? new int[] {2, 3, 4, 5} : new int[] {2, 3, 4};
    families.add(
        new Family(
            "tables of 8-byte entries",
            "any access at every level",
            common.and(eightByte()).and(LEVEL.in(levels))));
    if (of.paging() != Paging.NESTED_EPT) {
      families.add(
          new Family(
              "tables of 4-byte entries", "any access, four quadrants", common.and(fourByte())));
    }
    return families;
  }

  /** Roles that a page can really get: its access is what entries above it can grant. */
  static List<Family> reachable(CountCase of) {
    Condition common = contextOf(of);
    Condition eightByte = common.and(eightByte());
    int[] roots = of.fiveLevels() ? new int[] {4, 5} : new int[] {4};
    int[] deeper = of.fiveLevels() ? new int[] {2, 3, 4} : new int[] {2, 3};
    List<Family> families = new ArrayList<>();
    families.add(
        new Family(
            "roots",
            "nothing above them restricts access",
            eightByte.and(LEVEL.in(roots)).and(ACCESS.eq(FULL_ACCESS))));
    Condition below = eightByte.and(LEVEL.in(deeper));
    switch (of.paging()) {
      case SHADOW -> {
        if (of.alwaysNx()) {
          families.add(new Family("tables below", "any access; efer_nx is always set", below));
        } else {
          families.add(new Family("tables below, NX on", "any access", below.and(EFER_NX.set())));
          families.add(
              new Family(
                  "tables below, NX off",
                  "bit 63 is reserved, so every access executes",
                  below.and(EFER_NX.clear()).and(ACCESS.bit(EXEC_BIT))));
        }
      }
      case NESTED_NPT -> {
        Condition user = below.and(ACCESS.bit(USER_BIT));
        families.add(
            new Family("tables below, NX on", "walks are user accesses", user.and(EFER_NX.set())));
        families.add(
            new Family(
                "tables below, NX off",
                "walks are user accesses, and every access executes",
                user.and(EFER_NX.clear()).and(ACCESS.bit(EXEC_BIT))));
      }
      case NESTED_EPT ->
          families.add(
              new Family(
                  "tables below",
                  of.execonly()
                      ? "readable, or execute-only"
                      : "readable: write or execute alone is a misconfiguration",
                  below.and(of.execonly() ? ACCESS.in(1, 4, 5, 6, 7) : ACCESS.in(4, 5, 6, 7))));
    }
    if (of.paging() != Paging.NESTED_EPT) {
      families.add(
          new Family(
              "PAE roots",
              "level 2 with full access: long mode has the same",
              eightByte.and(LEVEL.eq(2)).and(ACCESS.eq(FULL_ACCESS))));
      families.add(
          new Family(
              "32-bit roots",
              "level 2 with full access, four quadrants",
              common.and(fourByte()).and(ACCESS.eq(FULL_ACCESS))));
    }
    return families;
  }

  /**
   * Also those that only an asynchronous page fault's completion reaches: it walks again, asking
   * for no right at all, and L1 may have changed its tables in between.
   */
  static List<Family> reachableByPrefault(CountCase of) {
    List<Family> families = new ArrayList<>(reachable(of));
    Condition eightByte = contextOf(of).and(eightByte());
    if (of.paging() == Paging.NESTED_EPT && of.execonly()) {
      int[] belowTwoEntries = of.fiveLevels() ? new int[] {2, 3} : new int[] {2};
      families.add(
          new Family(
              "prefault",
              "an execute-only entry and one without execute leave no right",
              eightByte.and(LEVEL.in(belowTwoEntries)).and(ACCESS.eq(0))));
    }
    if (of.paging() == Paging.NESTED_NPT) {
      Condition below = eightByte.and(LEVEL.in(2, 3)).and(ACCESS.bit(USER_BIT).not());
      families.add(
          new Family(
              "prefault",
              "entries need not allow users",
              below.and(EFER_NX.set().or(ACCESS.bit(EXEC_BIT)))));
    }
    return families;
  }

  /** SMEP and SMAP are in the role only where CR0.WP is clear. */
  static Condition andnotWpNeedsWpClear() {
    return CR0_WP.set().implies(SMEP_ANDNOT_WP.clear().and(SMAP_ANDNOT_WP.clear()));
  }

  /** What gfn_track counts: indirect, valid pages above level 1; no unnamed bit is ever set. */
  private static Condition tracked() {
    Condition unnamed = Condition.TRUE;
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if ((PageRoleBits.RESERVED_BITS & Integer.rotateLeft(1, bit)) != 0) {
        unnamed = unnamed.and(new Condition.Bit(bit).not());
      }
    }
    return unnamed.and(DIRECT.clear()).and(INVALID.clear());
  }

  /** What the VM and its registers fix, whatever the page's place in the tables. */
  private static Condition contextOf(CountCase of) {
    Condition common = tracked().and(SMM.eq(of.addressSpace()));
    Condition noRegister =
        EFER_NX.clear().and(CR0_WP.clear()).and(SMEP_ANDNOT_WP.clear()).and(SMAP_ANDNOT_WP.clear());
    return switch (of.paging()) {
      case SHADOW ->
          common
              .and(of.guestModes() == 2 ? Condition.TRUE : GUEST_MODE.clear())
              .and(of.alwaysNx() ? EFER_NX.set() : Condition.TRUE)
              .and(AD_DISABLED.clear())
              .and(andnotWpNeedsWpClear());
      case NESTED_EPT ->
          common
              .and(GUEST_MODE.set())
              .and(of.accessedDirty() ? Condition.TRUE : AD_DISABLED.set())
              .and(noRegister);
      case NESTED_NPT ->
          common
              .and(of.nptHasGuestMode() ? GUEST_MODE.set() : GUEST_MODE.clear())
              .and(AD_DISABLED.clear())
              .and(CR0_WP.clear());
    };
  }

  private static Condition eightByte() {
    return GPTE_IS_8_BYTES.set().and(QUADRANT.clear());
  }

  private static Condition fourByte() {
    return GPTE_IS_8_BYTES.clear().and(LEVEL.eq(2));
  }
}

package dev.bitunion.mmuroles.role;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.EptpBits;
import java.util.ArrayList;
import java.util.List;

/**
 * A way in which a full role can have come about. Found by taking the registers out of the role and
 * computing it again, so that a role without an origin is impossible by construction.
 *
 * @param mmu how it is computed
 * @param rootLevel depth of the guest's page tables: 0 (paging off), 2, 3, 4 or 5; for nested EPT
 *     the levels of the EPT
 */
public record RoleOrigin(MmuKind mmu, int rootLevel) {
  private static final int LOWEST_TDP_LEVEL = 3;
  private static final int HIGHEST_LEVEL = 5;

  /** All origins of the role; a cleared {@code valid}, as a CPUID change leaves it, is ignored. */
  public static List<RoleOrigin> of(RoleModel model, long role) {
    List<RoleOrigin> origins = new ArrayList<>();
    long wanted = MmuRoleBits.withExtValid(role, true);
    long cr0 = cr0(role);
    long cr4 = cr4(role);
    long shortEfer = EferBits.prepNx(MmuRoleBits.baseEferNx(role));
    long longEfer = shortEfer | EferBits.LME_MASK | EferBits.LMA_MASK;
    for (MmuKind mmu : MmuKind.values()) {
      for (long efer : new long[] {shortEfer, longEfer}) {
        boolean legal = efer == shortEfer || MmuRoleBits.extCr4Pae(role);
        if (legal && computed(model, mmu, cr0, cr4, efer, wanted) == wanted) {
          origins.add(new RoleOrigin(mmu, rootLevel(mmu, role, cr0, cr4, efer)));
        }
        if (mmu == MmuKind.EPT) {
          break; // It depends on no register.
        }
      }
    }
    return origins;
  }

  private static int rootLevel(MmuKind mmu, long role, long cr0, long cr4, long efer) {
    return mmu == MmuKind.EPT ? MmuRoleBits.baseLevel(role) : RoleMath.rootLevel(cr0, cr4, efer);
  }

  private static long computed(
      RoleModel model, MmuKind mmu, long cr0, long cr4, long efer, long role) {
    int hflags =
        HflagsBits.prepGuest(MmuRoleBits.baseGuestMode(role))
            | HflagsBits.prepSmm(MmuRoleBits.baseSmm(role) != 0);
    // A cpu role does not say how many levels the host has, nor depend on it.
    int level = model.hasOneRole() ? MmuRoleBits.baseLevel(role) : LOWEST_TDP_LEVEL;
    boolean adDisabled = MmuRoleBits.baseAdDisabled(role);
    return switch (mmu) {
      case SHADOW -> model.shadowRoot(cr0, cr4, efer, hflags);
      case TDP ->
          tdpLevel(level) ? model.tdpRoot(cr0, cr4, efer, hflags, level, adDisabled) : ~role;
      case NPT -> tdpLevel(level) ? model.shadowNpt(cr4, efer, l1(hflags), level) : ~role;
      case EPT -> model.shadowEpt(eptp(role), MmuRoleBits.extExeconly(role), role);
      case NESTED -> model.nested(cr0, cr4, efer, hflags);
    };
  }

  /** NPT roles are computed before L2 is entered. */
  private static int l1(int hflags) {
    return HflagsBits.withGuest(hflags, false);
  }

  private static boolean tdpLevel(int level) {
    return level >= LOWEST_TDP_LEVEL && level <= HIGHEST_LEVEL;
  }

  private static long eptp(long role) {
    int level = MmuRoleBits.baseLevel(role);
    return EptpBits.withWalkLengthTruncated(
        EptpBits.prepAd(!MmuRoleBits.baseAdDisabled(role)), level - 1);
  }

  private static long cr0(long role) {
    return Cr0Bits.prepPg(MmuRoleBits.extCr0Pg(role)) | Cr0Bits.prepWp(MmuRoleBits.baseCr0Wp(role));
  }

  private static long cr4(long role) {
    return Cr4Bits.prepPae(MmuRoleBits.extCr4Pae(role))
        | Cr4Bits.prepPse(MmuRoleBits.extCr4Pse(role))
        | Cr4Bits.prepPke(MmuRoleBits.extCr4Pke(role))
        | Cr4Bits.prepSmap(MmuRoleBits.extCr4Smap(role))
        | Cr4Bits.prepSmep(MmuRoleBits.extCr4Smep(role))
        | Cr4Bits.prepLa57(MmuRoleBits.extCr4La57(role));
  }
}

package dev.bitunion.mmuroles.check;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.mmu.GuestCpuid;
import dev.bitunion.mmuroles.mmu.MmuContext;
import dev.bitunion.mmuroles.role.HflagsBits;
import dev.bitunion.mmuroles.role.MmuRoleBits;
import dev.bitunion.mmuroles.role.RoleMath;
import dev.bitunion.mmuroles.role.RoleModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a context is configured for: each mode has a role function of its own. */
public enum RoleMode {
  /** root_mmu with two-dimensional paging. */
  TDP,
  /** root_mmu under shadow paging. */
  SHADOW,
  /** guest_mmu, shadowing L1's NPT. */
  NPT,
  /** guest_mmu, shadowing L1's EPT. */
  EPT,
  /** nested_mmu, which walks L2's tables. */
  NESTED;

  private static final int TDP_LEVEL = 4;

  /** Its name on the command line. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * One way to come to a role: configures a context, and may be told from others.
   *
   * @param text the registers, as a user would name them
   * @param paging whether walks happen at all
   */
  record Setup(String text, boolean paging, long role, int pages, int levels) {
    /** The role, with the page role that belongs to it in place of its base. */
    long withPages() {
      return MmuRoleBits.withBase(role, pages);
    }
  }

  /** Every legal way to a role of this mode. */
  List<Setup> setups(RoleModel model) {
    if (this == EPT) {
      return eptSetups(model);
    }
    List<Setup> setups = new ArrayList<>();
    for (RegisterState regs : RegisterState.all()) {
      // KVM makes up L1's CR0 for NPT, and asks before L2 is entered.
      long cr0 = this == NPT ? RoleMath.NPT_CR0 : regs.cr0();
      int hflags = this == NPT ? HflagsBits.withGuest(regs.hflags(), false) : regs.hflags();
      long role =
          switch (this) {
            case TDP -> model.tdpRoot(cr0, regs.cr4(), regs.efer(), hflags, TDP_LEVEL, false);
            case SHADOW -> model.shadowRoot(cr0, regs.cr4(), regs.efer(), hflags);
            case NPT -> model.shadowNpt(regs.cr4(), regs.efer(), hflags, TDP_LEVEL);
            default -> model.nested(cr0, regs.cr4(), regs.efer(), hflags);
          };
      setups.add(
          new Setup(
              new RegisterState(cr0, regs.cr4(), regs.efer(), hflags).toString(),
              Cr0Bits.pg(cr0),
              role,
              pages(model, role, RoleMath.rootLevel(cr0, regs.cr4(), regs.efer())),
              RoleMath.rootLevel(cr0, regs.cr4(), regs.efer())));
    }
    return setups;
  }

  private int pages(RoleModel model, long role, int levels) {
    return switch (this) {
      case TDP -> model.tdpPages(role, TDP_LEVEL, false);
      case SHADOW -> model.shadowPages(role);
      case NPT -> model.nptPages(role, TDP_LEVEL, levels);
      default -> MmuRoleBits.base(role);
    };
  }

  private static List<Setup> eptSetups(RoleModel model) {
    List<Setup> setups = new ArrayList<>();
    for (int smm = 0; smm <= 1; smm++) {
      long rootRole = MmuRoleBits.withBaseSmm(0, smm);
      for (int levels = 4; levels <= 5; levels++) {
        for (long ad : RegisterState.subsets(EptpBits.AD_MASK)) {
          for (boolean execonly : new boolean[] {false, true}) {
            long eptp = EptpBits.withWalkLength(ad, levels - 1);
            setups.add(
                new Setup(
                    "EPTP {" + EptpBits.toString(eptp) + "} execonly=" + execonly + " smm=" + smm,
                    true,
                    model.shadowEpt(eptp, execonly, rootRole),
                    MmuRoleBits.base(model.shadowEpt(eptp, execonly, rootRole)),
                    levels));
          }
        }
      }
    }
    return setups;
  }

  /** A context of this mode that was never configured. */
  MmuContext newContext(RoleModel model, GuestCpuid cpuid) {
    MmuContext.Kind kind =
        switch (this) {
          case TDP, SHADOW -> MmuContext.Kind.ROOT;
          case NPT, EPT -> MmuContext.Kind.GUEST;
          case NESTED -> MmuContext.Kind.NESTED;
        };
    return new MmuContext(kind, cpuid, model.behaviours());
  }

  /** Configures the context; false if the skip test found the role stored already. */
  boolean init(MmuContext context, Setup setup) {
    return switch (this) {
      case TDP -> context.initTdp(setup.role(), setup.pages(), setup.levels());
      case SHADOW, NPT -> context.initShadow(setup.role(), setup.pages(), setup.levels());
      case EPT -> context.initEpt(setup.role());
      case NESTED -> context.initNested(setup.role());
    };
  }
}

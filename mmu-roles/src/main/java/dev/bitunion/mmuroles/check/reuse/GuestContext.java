package dev.bitunion.mmuroles.check.reuse;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.mmu.PageMath;
import dev.bitunion.mmuroles.vcpu.Registers;
import dev.bitunion.mmuroles.vcpu.VcpuEvents;
import java.util.ArrayList;
import java.util.List;

/**
 * One state of a guest in which it accesses memory.
 *
 * @param place who runs, and whose tables are shadowed
 * @param cr0 CR0: PG, PE and maybe WP
 * @param cr4 CR4
 * @param efer EFER
 * @param root frame of the shadowed root table
 * @param ad EPTP's accessed and dirty bits
 * @param execonly execute-only entries are offered to L1
 */
public record GuestContext(
    Place place, long cr0, long cr4, long efer, long root, boolean ad, boolean execonly) {
  private static final int WRITE_BACK = 6;

  /** Who runs. */
  public enum Place {
    /** L1, or the only guest. */
    L1,
    /** L2 on L1's shadowed tables. */
    L2,
    /** System management mode. */
    SMM,
    /** L2 on nested EPT. */
    EPT,
    /** L2 on nested NPT. */
    NPT
  }

  /** A context of the given registers. */
  static GuestContext of(Place place, long cr0, long cr4, long efer, long root) {
    return new GuestContext(place, cr0, cr4, efer, root, false, false);
  }

  GuestContext in(Place other) {
    return new GuestContext(other, cr0, cr4, efer, root, ad, execonly);
  }

  private Registers registers() {
    long cr3 = place == Place.EPT || place == Place.NPT ? 0 : PageMath.gpa(root);
    return new Registers(cr0, cr3, cr4, efer);
  }

  private long eptp() {
    long eptp = EptpBits.withMemtype(PageMath.gpa(root), WRITE_BACK);
    return EptpBits.withWalkLength(EptpBits.withAd(eptp, ad), 3);
  }

  /** Leaves the context before and enters this one, up to the guest's first instruction. */
  void enter(VcpuEvents on, GuestContext before) {
    if (before != null) {
      switch (before.place) {
        case L2, EPT, NPT -> on.nesting().vmexit();
        case SMM -> on.userSpace().setSmm(false);
        default -> {}
      }
    }
    if (place == Place.SMM) {
      on.userSpace().setSmm(true);
    }
    on.userSpace().setSregs(registers());
    switch (place) {
      case L2 -> on.nesting().vmrun(false, 0, registers());
      case NPT -> on.nesting().vmrun(true, PageMath.gpa(root), registers());
      case EPT -> on.nesting().vmenter(true, eptp(), execonly, registers());
      default -> {}
    }
    on.entry().run();
  }

  /** The lines of a scenario that do the same. */
  List<String> lines(GuestContext before) {
    List<String> lines = new ArrayList<>();
    if (before != null) {
      switch (before.place) {
        case L2, EPT, NPT -> lines.add("vmexit");
        case SMM -> lines.add("set-smm off");
        default -> {}
      }
    }
    if (place == Place.SMM) {
      lines.add("set-smm on");
    }
    if (before == null || !registers().equals(before.registers())) {
      lines.add(
          String.format(
              "sregs cr0=%s cr4=%s efer=%s cr3=%s",
              flags(Cr0Bits.flagNames(cr0)),
              flags(Cr4Bits.flagNames(cr4)),
              flags(EferBits.flagNames(efer)),
              Text.number(registers().cr3())));
    }
    switch (place) {
      case L2 -> lines.add("vmrun");
      case NPT -> lines.add("vmrun npt=" + Text.number(PageMath.gpa(root)));
      case EPT ->
          lines.add(
              "vmenter ept="
                  + Text.number(PageMath.gpa(root))
                  + (ad ? " ad" : "")
                  + " execonly="
                  + (execonly ? "yes" : "no"));
      default -> {}
    }
    return lines;
  }

  private static String flags(List<String> names) {
    return names.isEmpty() ? "0" : String.join(",", names);
  }

  /** In words: {@code L1, CR0 {WP} CR4 {PAE} EFER {NX,LMA}, CR3 0x1000}. */
  String text() {
    String registers =
        String.format(
            "CR0 {%s} CR4 {%s} EFER {%s}",
            String.join(",", Cr0Bits.flagNames(cr0)),
            String.join(",", Cr4Bits.flagNames(cr4)),
            String.join(",", EferBits.flagNames(efer)));
    String address = Text.number(PageMath.gpa(root));
    return switch (place) {
      case L1 -> registers + " CR3 " + address;
      case L2, SMM -> place + ", " + registers + " CR3 " + address;
      case NPT -> "L2 on NPT at " + address + " of an L1 with " + registers;
      case EPT ->
          "L2 on EPT at "
              + address
              + (ad ? " with" : " without")
              + " accessed and dirty bits"
              + (execonly ? ", execute-only entries offered" : "");
    };
  }

  /** In how many ways it differs from another: mode, each flag, place, A/D bits of EPT. */
  int distance(GuestContext other) {
    boolean modeDiffers =
        root != other.root
            || EferBits.lma(efer) != EferBits.lma(other.efer)
            || Cr4Bits.pae(cr4) != Cr4Bits.pae(other.cr4)
            || Cr4Bits.la57(cr4) != Cr4Bits.la57(other.cr4);
    long mode = Cr4Bits.PAE_MASK | Cr4Bits.LA57_MASK;
    return Long.bitCount(cr0 ^ other.cr0)
        + Long.bitCount((cr4 ^ other.cr4) & ~mode)
        + Long.bitCount((efer ^ other.efer) & EferBits.NX_MASK)
        + (modeDiffers ? 1 : 0)
        + (place == other.place ? 0 : 1)
        + (ad == other.ad ? 0 : 1);
  }

  /**
   * Whether one guest can be in both. What L1's EPT offers is the machine's, not the guest's; and
   * L2 is entered with one state of registers, because a second one meets 9.1, which is about roots
   * and not about pages.
   */
  boolean goesWith(GuestContext other) {
    return execonly == other.execonly
        && !(place == Place.L2 && other.place == Place.L2 && !equals(other));
  }

  /** Plainer ones: a flag of CR4 fewer, NX or WP set. */
  List<GuestContext> plainer() {
    List<GuestContext> plainer = new ArrayList<>();
    for (long flag : new long[] {Cr4Bits.SMEP_MASK, Cr4Bits.SMAP_MASK, Cr4Bits.PSE_MASK}) {
      if ((cr4 & flag) != 0) {
        plainer.add(with(cr0, cr4 & ~flag, efer, execonly));
      }
    }
    if (!Cr0Bits.wp(cr0)) {
      plainer.add(with(cr0 | Cr0Bits.WP_MASK, cr4, efer, execonly));
    }
    if (!EferBits.nx(efer)) {
      plainer.add(with(cr0, cr4, efer | EferBits.NX_MASK, execonly));
    }
    if (execonly) {
      plainer.add(with(cr0, cr4, efer, false));
    }
    return plainer;
  }

  private GuestContext with(long newCr0, long newCr4, long newEfer, boolean offered) {
    return new GuestContext(place, newCr0, newCr4, newEfer, root, ad, offered);
  }
}

package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.arch.EptpBits;
import dev.bitunion.mmuroles.role.MmuKind;
import dev.bitunion.mmuroles.role.RoleMeaning;

/** Why each field of a context's role is what it is, in half a sentence. */
final class RoleReasons {
  private final RoleQuery query;
  private final boolean paging;
  private final boolean longMode;

  RoleReasons(RoleQuery query) {
    this.query = query;
    this.paging = Cr0Bits.pg(query.cr0());
    this.longMode = EferBits.lma(query.efer());
  }

  /** The reason for a field, named with {@code base.} or {@code ext.} before it. */
  String of(String field) {
    return switch (field) {
      case "base.level" -> level();
      case "base.gpte_is_8_bytes" -> entrySize();
      case "base.quadrant" -> "constant; only pages have quadrants";
      case "base.direct" -> direct();
      case "base.access" -> "constant; nothing above a root restricts it";
      case "base.invalid" -> "constant; only zapped pages have it";
      case "base.efer_nx" -> onlyIfPaging("EFER.NX", EferBits.nxBit(query.efer()));
      case "base.cr0_wp" -> writeProtect();
      case "base.smep_andnot_wp" -> andNotWp("SMEP", Cr4Bits.smepBit(query.cr4()));
      case "base.smap_andnot_wp" -> andNotWp("SMAP", Cr4Bits.smapBit(query.cr4()));
      case "base.ad_disabled" -> adDisabled();
      case "base.guest_mode" -> guestMode();
      case "base.smm" -> smm();
      default -> query.baseOnly() ? "not computed: base only" : ext(field);
    };
  }

  private String ext(String field) {
    return switch (field) {
      case "ext.valid" -> "constant; the role was computed";
      case "ext.execonly" -> execonly();
      case "ext.cr0_pg" -> isEpt() ? noRegister() : "CR0.PG=" + bit(paging);
      case "ext.cr4_pae" -> onlyIfPaging("CR4.PAE", Cr4Bits.paeBit(query.cr4()));
      case "ext.cr4_pse" -> onlyIfPaging("CR4.PSE", Cr4Bits.pseBit(query.cr4()));
      case "ext.cr4_pke" -> onlyInLongMode("CR4.PKE", Cr4Bits.pkeBit(query.cr4()));
      case "ext.cr4_smap" -> onlyIfPaging("CR4.SMAP", Cr4Bits.smapBit(query.cr4()));
      case "ext.cr4_smep" -> onlyIfPaging("CR4.SMEP", Cr4Bits.smepBit(query.cr4()));
      case "ext.cr4_la57" -> onlyInLongMode("CR4.LA57", Cr4Bits.la57Bit(query.cr4()));
      default -> throw new IllegalArgumentException(field);
    };
  }

  private boolean isEpt() {
    return query.mmu() == MmuKind.EPT;
  }

  private static int bit(boolean flag) {
    return flag ? 1 : 0;
  }

  private static String noRegister() {
    return "constant; nested EPT depends on no register";
  }

  private String onlyIfPaging(String name, int value) {
    if (isEpt()) {
      return noRegister();
    }
    return paging ? name + "=" + value : "CR0.PG=0, so " + name + " does not count";
  }

  private String onlyInLongMode(String name, int value) {
    if (isEpt() || !paging || longMode) {
      return onlyIfPaging(name, value);
    }
    return "EFER.LMA=0, so " + name + " does not count";
  }

  private String level() {
    return switch (query.mmu()) {
      case TDP, NPT -> tdpLevel();
      case EPT ->
          "EPTP[5:3]=" + EptpBits.walkLength(query.eptp()) + "; 4 means five levels, else four";
      case NESTED -> "depth of L2's tables: " + RoleMeaning.mode(query.rootLevel());
      case SHADOW ->
          longMode
              ? "EFER.LMA=1, CR4.LA57=" + Cr4Bits.la57Bit(query.cr4())
              : "EFER.LMA=0; below long mode a shadow root has level 3";
    };
  }

  private String tdpLevel() {
    String max = "the host offers " + query.maxTdpLevel() + " levels";
    if (query.maxTdpLevel() < 5) {
      return max;
    }
    return max
        + ", MAXPHYADDR "
        + query.maxphyaddr()
        + (query.tdpLevel() == 5 ? " needs them" : " needs four");
  }

  private String entrySize() {
    return switch (query.mmu()) {
      case TDP -> "constant; direct roots have 8-byte entries";
      case EPT -> "constant; EPT has 8-byte entries";
      default ->
          paging ? "CR0.PG=1, CR4.PAE=" + Cr4Bits.paeBit(query.cr4()) : "CR0.PG=0: no guest tables";
    };
  }

  private String direct() {
    return switch (query.mmu()) {
      case SHADOW ->
          paging ? "CR0.PG=1: guest tables are shadowed" : "CR0.PG=0: no tables to shadow";
      case TDP -> "constant; guest frames are mapped, no table is shadowed";
      case NPT, EPT -> "constant; L1's tables are shadowed";
      case NESTED -> "constant; nested_mmu owns no pages, so its role must fit none";
    };
  }

  private String writeProtect() {
    return query.mmu() == MmuKind.NPT
        ? "constant; KVM passes a CR0 with PG alone"
        : onlyIfPaging("CR0.WP", Cr0Bits.wpBit(query.cr0()));
  }

  private String andNotWp(String name, int value) {
    if (isEpt()) {
      return noRegister();
    }
    if (query.mmu() == MmuKind.TDP) {
      return "constant; only roles that shadow guest tables have it";
    }
    if (query.baseOnly()) {
      return "clear in a base-only role: the extended role that holds " + name + " is missing";
    }
    return paging
        ? "CR4." + name + "=" + value + ", CR0.WP=" + Cr0Bits.wpBit(query.cr0())
        : "CR0.PG=0, so CR4." + name + " does not count";
  }

  private String adDisabled() {
    return switch (query.mmu()) {
      case TDP ->
          query.noAd()
              ? "the host's entries have no accessed and dirty bits"
              : "the host's entries have accessed and dirty bits";
      case EPT -> "EPTP[6]=" + EptpBits.adBit(query.eptp()) + ", inverted";
      default -> "constant; guest tables have accessed and dirty bits";
    };
  }

  private String guestMode() {
    return switch (query.mmu()) {
      case NPT -> "constant; computed before L2 is entered";
      case EPT -> "constant";
      default -> query.guestMode() ? "L2 runs" : "L1 runs";
    };
  }

  private String smm() {
    String state = query.smm() ? "in SMM" : "not in SMM";
    return isEpt() ? "from root_mmu's stored role: " + state : state;
  }

  private String execonly() {
    if (!isEpt()) {
      return "constant; only nested EPT has it";
    }
    return query.execonly()
        ? "L1 was offered execute-only entries"
        : "L1 was not offered execute-only entries";
  }
}

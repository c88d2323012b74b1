package dev.bitunion.mmuroles.cli;

import dev.bitunion.mmuroles.arch.Cr0Bits;
import dev.bitunion.mmuroles.arch.Cr4Bits;
import dev.bitunion.mmuroles.arch.EferBits;
import dev.bitunion.mmuroles.role.MmuKind;
import dev.bitunion.mmuroles.role.RoleMeaning;

/**
 * Why each field of a context's roles is what it is, on kernels where a context has a cpu role and
 * a root role.
 */
final class SplitReasons {
  private static final String CPU = "the cpu role's";

  private final RoleQuery query;
  private final RoleReasons shared;
  private final boolean paging;

  SplitReasons(RoleQuery query) {
    this.query = query;
    this.shared = new RoleReasons(query);
    this.paging = Cr0Bits.pg(query.cr0());
  }

  private boolean is(MmuKind mmu) {
    return query.mmu() == mmu;
  }

  /** The reason for a field of the cpu role, {@code base.} or {@code ext.} before its name. */
  String cpu(String field) {
    if (is(MmuKind.EPT)) {
      return ept(field);
    }
    return switch (field) {
      case "base.level" -> "depth of the guest's tables: " + RoleMeaning.mode(query.rootLevel());
      case "base.has_4_byte_gpte" ->
          paging
              ? "CR0.PG=1, CR4.PAE=" + Cr4Bits.paeBit(query.cr4()) + ", inverted"
              : "CR0.PG=0: no guest tables";
      case "base.direct" -> paging ? "CR0.PG=1" : "CR0.PG=0: no tables to walk";
      case "base.smep_andnot_wp" -> andNotWp("SMEP", Cr4Bits.smepBit(query.cr4()));
      case "base.smap_andnot_wp" -> andNotWp("SMAP", Cr4Bits.smapBit(query.cr4()));
      case "base.ad_disabled" -> "constant; only root roles and nested EPT have it";
      case "base.passthrough" -> "constant; only root roles have it";
      case "base.guest_mode" ->
          is(MmuKind.NPT) ? "constant; L2 is entered first" : shared.of(field);
      case "ext.cr4_pke" ->
          is(MmuKind.NPT) ? "constant; NPT knows no protection keys" : shared.of(field);
      case "ext.efer_lma" ->
          paging
              ? "EFER.LMA=" + EferBits.lmaBit(query.efer())
              : "CR0.PG=0, so EFER.LMA does not count";
      default -> shared.of(field);
    };
  }

  private String ept(String field) {
    return switch (field) {
      case "base.has_4_byte_gpte" -> "constant; EPT has 8-byte entries";
      case "base.passthrough" -> "constant; only roots above NPT have it";
      case "ext.efer_lma" -> "constant; nested EPT depends on no register";
      default -> shared.of(field);
    };
  }

  private String andNotWp(String name, int value) {
    return paging
        ? "CR4." + name + "=" + value + ", CR0.WP=" + Cr0Bits.wpBit(query.cr0())
        : "CR0.PG=0, so CR4." + name + " does not count";
  }

  /** The reason for a field of the root role, {@code root.} before its name. */
  String root(String field) {
    boolean tdp = is(MmuKind.TDP);
    boolean shadow = is(MmuKind.SHADOW);
    return switch (field) {
      case "root.level" -> level();
      case "root.has_4_byte_gpte" -> tdp ? "constant; nothing of the guest's is shadowed" : CPU;
      case "root.direct" -> tdp ? "constant; guest frames are mapped" : CPU;
      case "root.efer_nx" ->
          tdp
              ? "constant; the guest's own NX is in no page"
              : shadow ? "constant; KVM keeps NX on while it shadows" : CPU;
      case "root.cr0_wp" -> tdp ? "constant; the guest's own WP is in no page" : CPU;
      case "root.smep_andnot_wp", "root.smap_andnot_wp" ->
          tdp ? "constant; only roles that shadow guest tables have it" : CPU;
      case "root.ad_disabled" -> shared.of("base.ad_disabled");
      case "root.passthrough" ->
          is(MmuKind.NPT) && query.tdpLevel() > 4
              ? "five levels above L1's " + query.rootLevel()
              : "constant; only five levels above L1's four have it";
      case "root.quadrant", "root.access", "root.invalid" ->
          shared.of(field.replace("root.", "base."));
      default -> CPU;
    };
  }

  private String level() {
    return switch (query.mmu()) {
      case TDP, NPT -> shared.of("base.level");
      case SHADOW -> "the cpu role's, at least 3";
      default -> CPU;
    };
  }
}

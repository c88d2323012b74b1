package dev.bitunion.mmuroles.role;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The extended role of Linux v5.15 to v5.17: v5.14's with efer_lma behind it, which tells PAE from
 * 4-level paging. Source: Linux v5.15, arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(bits = 32)
public interface ExtendedRoleWithLma {
  /** The role was computed; cleared to force a re-configuration. */
  @Field(bits = 1)
  boolean valid();

  /** Nested EPT may use execute-only entries. */
  @Field(bits = 1)
  boolean execonly();

  /** CR0.PG; without it every bit below stays clear. */
  @Field(bits = 1)
  boolean cr0_pg();

  /** CR4.PAE. */
  @Field(bits = 1)
  boolean cr4_pae();

  /** CR4.PSE. */
  @Field(bits = 1)
  boolean cr4_pse();

  /** CR4.PKE in long mode. */
  @Field(bits = 1)
  boolean cr4_pke();

  /** CR4.SMAP. */
  @Field(bits = 1)
  boolean cr4_smap();

  /** CR4.SMEP. */
  @Field(bits = 1)
  boolean cr4_smep();

  /** CR4.LA57 in long mode. */
  @Field(bits = 1)
  boolean cr4_la57();

  /** EFER.LMA. */
  @Field(bits = 1)
  boolean efer_lma();
}

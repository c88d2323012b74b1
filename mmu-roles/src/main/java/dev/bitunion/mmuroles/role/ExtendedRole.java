package dev.bitunion.mmuroles.role;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * What else a context's configuration depends on: {@code union kvm_mmu_extended_role} of Linux
 * v5.14. It is compared to skip re-configuration, never to find a page.
 *
 * <p>Mind the order: SMAP comes before SMEP here and after it in {@link PageRole}. There is no
 * efer_lma yet. Source: Linux v5.14, arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(bits = 32)
public interface ExtendedRole {
  /** The role was computed; cleared to force a re-configuration. */
  @Field(bits = 1)
  boolean valid();

  /** Nested EPT may use execute-only entries. */
  @Field(bits = 1)
  boolean execonly();

  /** CR0.PG; without it every CR4 bit below stays clear. */
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
}

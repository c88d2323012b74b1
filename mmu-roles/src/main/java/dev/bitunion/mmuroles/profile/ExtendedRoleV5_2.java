package dev.bitunion.mmuroles.profile;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The extended role: {@code union kvm_mmu_extended_role} of Linux 5.2 to 5.10, read from 5.2.1.
 * Source: arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(
    bits = 32,
    forms = {})
interface ExtendedRoleV5_2 {
  /** The role was computed. */
  @Field(at = 0, bits = 1)
  boolean valid();

  /** Nested EPT may use execute-only entries. */
  @Field(at = 1, bits = 1)
  boolean execonly();

  /** CR0.PG. */
  @Field(at = 2, bits = 1)
  boolean cr0_pg();

  /** CR4.PAE. */
  @Field(at = 3, bits = 1)
  boolean cr4_pae();

  /** CR4.PSE. */
  @Field(at = 4, bits = 1)
  boolean cr4_pse();

  /** CR4.PKE in long mode. */
  @Field(at = 5, bits = 1)
  boolean cr4_pke();

  /** CR4.SMAP. */
  @Field(at = 6, bits = 1)
  boolean cr4_smap();

  /** CR4.SMEP. */
  @Field(at = 7, bits = 1)
  boolean cr4_smep();

  /** CR4.LA57 in long mode. */
  @Field(at = 8, bits = 1)
  boolean cr4_la57();

  /** Width of guest-physical addresses in bits. */
  @Field(at = 9, bits = 6)
  int maxphyaddr();
}

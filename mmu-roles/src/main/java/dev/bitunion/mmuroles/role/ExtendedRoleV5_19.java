package dev.bitunion.mmuroles.role;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The extended role: {@code union kvm_mmu_extended_role} of Linux 5.19 to 6.19, read from 5.19.0.
 * Source: arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(
    bits = 32,
    forms = {})
public interface ExtendedRoleV5_19 {
  /** The role was computed. */
  @Field(at = 0, bits = 1)
  boolean valid();

  /** Nested EPT may use execute-only entries. */
  @Field(at = 1, bits = 1)
  boolean execonly();

  /** CR4.PSE. */
  @Field(at = 2, bits = 1)
  boolean cr4_pse();

  /** CR4.PKE in long mode. */
  @Field(at = 3, bits = 1)
  boolean cr4_pke();

  /** CR4.SMAP. */
  @Field(at = 4, bits = 1)
  boolean cr4_smap();

  /** CR4.SMEP. */
  @Field(at = 5, bits = 1)
  boolean cr4_smep();

  /** CR4.LA57 in long mode. */
  @Field(at = 6, bits = 1)
  boolean cr4_la57();

  /** EFER.LMA. */
  @Field(at = 7, bits = 1)
  boolean efer_lma();
}

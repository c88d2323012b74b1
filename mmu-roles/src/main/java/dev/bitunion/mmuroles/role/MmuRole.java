package dev.bitunion.mmuroles.role;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The role of an MMU context: {@code union kvm_mmu_role} of Linux v5.14. A context whose 64 bits do
 * not change is not configured again.
 *
 * <p>Source: Linux v5.14, arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(bits = 64)
public interface MmuRole {
  /** The template of every shadow page of the context. */
  @Field(bits = 32)
  PageRole base();

  /** What configuration depends on beyond the pages. */
  @Field(bits = 32)
  ExtendedRole ext();
}

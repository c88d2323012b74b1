package dev.bitunion.mmuroles.role;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * Which shadow page may be reused: {@code union kvm_mmu_page_role} of Linux v5.14. The whole word
 * is compared, together with the guest frame number.
 *
 * <p>Bits 17:0 are the 18 bits that the kernel's comment counts; {@code smm} is part of the
 * compared word although it is not one of them. Source: Linux v5.14,
 * arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(bits = 32, layoutHash = "f95948a4a44304ac")
public interface PageRole {
  /** Level of the page table: 1 (4 KB pages) to 5; 0 only in a role that walks nothing. */
  @Field(bits = 4)
  int level();

  /** Guest entries are 8 bytes; clear for 4-byte entries of 32-bit paging and without paging. */
  @Field(bits = 1)
  boolean gpte_is_8_bytes();

  /**
   * Which quarter (level 2) or half (level 1) of a guest table of 4-byte entries this page shadows.
   */
  @Field(bits = 2)
  int quadrant();

  /** The page maps guest frames linearly and shadows no guest table. */
  @Field(bits = 1)
  boolean direct();

  /** What the levels above allow: 1 execute, 2 write, 4 user (nested EPT: read). */
  @Field(bits = 3)
  int access();

  /** The page was zapped and only waits for its last user. */
  @Field(bits = 1)
  boolean invalid();

  /** EFER.NX while paging. */
  @Field(bits = 1)
  boolean efer_nx();

  /** CR0.WP while paging. */
  @Field(bits = 1)
  boolean cr0_wp();

  /** CR4.SMEP and not CR0.WP. */
  @Field(bits = 1)
  boolean smep_andnot_wp();

  /** CR4.SMAP and not CR0.WP. */
  @Field(bits = 1)
  boolean smap_andnot_wp();

  /** Entries have no accessed and dirty bits (EPT without A/D). */
  @Field(bits = 1)
  boolean ad_disabled();

  /** The page serves a nested guest (L2). */
  @Field(bits = 1)
  boolean guest_mode();

  /** Address space: 0 normal, 1 system management mode. Nothing else is ever stored. */
  @Skip(6)
  @Field(bits = 8)
  int smm();
}

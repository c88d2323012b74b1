package dev.bitunion.mmuroles.profile;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The page role: {@code union kvm_mmu_page_role} of Linux 3.13 to 3.19, read from 3.13.10. Source:
 * arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(
    bits = 32,
    forms = {})
interface PageRoleV3_13 {
  /** Level of the page table that the page shadows. */
  @Field(at = 0, bits = 4)
  int level();

  /** Guest entries are 8 bytes. */
  @Field(at = 4, bits = 1)
  boolean cr4_pae();

  /** Which part of a guest table of 4-byte entries the page shadows. */
  @Field(at = 5, bits = 2)
  int quadrant();

  /** Nothing; it puts the next field on a hex digit of its own. */
  @Field(at = 7, bits = 6)
  int pad_for_nice_hex_output();

  /** The page maps guest frames linearly and shadows no guest table. */
  @Field(at = 13, bits = 1)
  boolean direct();

  /** What the levels above allow: 1 execute, 2 write, 4 user. */
  @Field(at = 14, bits = 3)
  int access();

  /** The page was zapped and only waits for its last user. */
  @Field(at = 17, bits = 1)
  boolean invalid();

  /** EFER.NX; later called efer_nx. */
  @Field(at = 18, bits = 1)
  boolean nxe();

  /** CR0.WP while paging. */
  @Field(at = 19, bits = 1)
  boolean cr0_wp();

  /** CR4.SMEP and not CR0.WP. */
  @Field(at = 20, bits = 1)
  boolean smep_andnot_wp();
}

package dev.bitunion.mmuroles.profile;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * The page role: {@code union kvm_mmu_page_role} of Linux 2.6.32, read from 2.6.32. Source:
 * arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(
    bits = 32,
    forms = {})
interface PageRoleV2_6_32 {
  /** Levels of the guest's page tables. */
  @Field(at = 0, bits = 4)
  int glevels();

  /** Level of the page table that the page shadows. */
  @Field(at = 4, bits = 4)
  int level();

  /** Which part of a guest table of 4-byte entries the page shadows. */
  @Field(at = 8, bits = 2)
  int quadrant();

  /** Nothing; it puts the next field on a hex digit of its own. */
  @Field(at = 10, bits = 6)
  int pad_for_nice_hex_output();

  /** The page maps guest frames linearly and shadows no guest table. */
  @Field(at = 16, bits = 1)
  boolean direct();

  /** What the levels above allow: 1 execute, 2 write, 4 user. */
  @Field(at = 17, bits = 3)
  int access();

  /** The page was zapped and only waits for its last user. */
  @Field(at = 20, bits = 1)
  boolean invalid();

  /** CR4.PGE. */
  @Field(at = 21, bits = 1)
  boolean cr4_pge();

  /** EFER.NX; later called efer_nx. */
  @Field(at = 22, bits = 1)
  boolean nxe();

  /** CR0.WP while paging. */
  @Field(at = 23, bits = 1)
  boolean cr0_wp();
}

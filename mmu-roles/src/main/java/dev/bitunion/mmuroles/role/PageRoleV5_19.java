package dev.bitunion.mmuroles.role;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * The page role: {@code union kvm_mmu_page_role} of Linux 5.19 to 6.13, read from 5.19.0. Source:
 * arch/x86/include/asm/kvm_host.h.
 */
@BitUnion(
    bits = 32,
    forms = {})
public interface PageRoleV5_19 {
  /** Level of the page table that the page shadows. */
  @Field(at = 0, bits = 4)
  int level();

  /** Guest entries are 4 bytes. */
  @Field(at = 4, bits = 1)
  boolean has_4_byte_gpte();

  /** Which part of a guest table of 4-byte entries the page shadows. */
  @Field(at = 5, bits = 2)
  int quadrant();

  /** The page maps guest frames linearly and shadows no guest table. */
  @Field(at = 7, bits = 1)
  boolean direct();

  /** What the levels above allow: 1 execute, 2 write, 4 user. */
  @Field(at = 8, bits = 3)
  int access();

  /** The page was zapped and only waits for its last user. */
  @Field(at = 11, bits = 1)
  boolean invalid();

  /** EFER.NX while paging. */
  @Field(at = 12, bits = 1)
  boolean efer_nx();

  /** CR0.WP while paging. */
  @Field(at = 13, bits = 1)
  boolean cr0_wp();

  /** CR4.SMEP and not CR0.WP. */
  @Field(at = 14, bits = 1)
  boolean smep_andnot_wp();

  /** CR4.SMAP and not CR0.WP. */
  @Field(at = 15, bits = 1)
  boolean smap_andnot_wp();

  /** Entries have no accessed and dirty bits. */
  @Field(at = 16, bits = 1)
  boolean ad_disabled();

  /** The page serves a nested guest (L2). */
  @Field(at = 17, bits = 1)
  boolean guest_mode();

  /** A 5-level root above a 4-level nested table: the same frame is the page below it. */
  @Field(at = 18, bits = 1)
  boolean passthrough();

  /** Address space: 0 normal, 1 system management mode. */
  @Skip(5)
  @Field(at = 24, bits = 8)
  int smm();
}

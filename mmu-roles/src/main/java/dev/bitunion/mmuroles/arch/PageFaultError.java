package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;
import dev.bitunion.Skip;

/**
 * Page-fault error code (PFEC), with the bits above 32 that nested paging and Linux add.
 *
 * <p>Source: Intel SDM volume 3, section 4.7; AMD APM volume 2, section 15.25.6 (bits 32 and 33);
 * names as in Linux v5.14.
 */
@BitUnion(bits = 64)
public interface PageFaultError {
  /** The page was present: a protection violation. */
  @Field(bits = 1, at = 0, cName = "P")
  boolean present();

  /** The access was a write. */
  @Field(bits = 1, at = 1, cName = "W")
  boolean write();

  /** The access was a user access. */
  @Field(bits = 1, at = 2, cName = "U")
  boolean user();

  /** A reserved bit was set in an entry; in the index of a permission table, the SMAP override. */
  @Field(bits = 1, at = 3, cName = "RSVD")
  boolean rsvd();

  /** The access was an instruction fetch. */
  @Field(bits = 1, at = 4, cName = "F")
  boolean fetch();

  /** A protection key forbade the access. */
  @Field(bits = 1, at = 5, cName = "PK")
  boolean pk();

  /** An SGX access-control violation. */
  @Skip(9)
  @Field(bits = 1, at = 15, cName = "SGX")
  boolean sgx();

  /** Nested paging: the fault was on the final guest physical address. */
  @Skip(16)
  @Field(bits = 1, at = 32, cName = "GUEST_FINAL")
  boolean guest_final();

  /** Nested paging: the fault was on a guest page table. */
  @Field(bits = 1, at = 33, cName = "GUEST_PAGE")
  boolean guest_page();

  /**
   * The processor's own access to a system structure, at any CPL. Linux tells such accesses apart
   * from 5.18 on; 5.14 has no such bit and treats them as ordinary supervisor accesses.
   */
  @Skip(14)
  @Field(bits = 1, at = 48, cName = "IMPLICIT")
  boolean implicitAccess();
}

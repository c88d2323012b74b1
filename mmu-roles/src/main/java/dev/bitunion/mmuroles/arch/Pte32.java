package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * A 4-byte entry of 32-bit paging: a page-directory entry that points to a table, or a page-table
 * entry. A 4 MB page is a {@link Pde4M}.
 *
 * <p>Source: Intel SDM volume 3, section 4.3, tables 4-5 and 4-6.
 */
@BitUnion(bits = 32)
public interface Pte32 {
  /** The entry maps something; clear: all other bits are software's. */
  @Field(bits = 1, at = 0, cName = "P")
  boolean present();

  /** Writable, as far as this level goes. */
  @Field(bits = 1, at = 1, cName = "W")
  boolean writable();

  /** User accesses allowed, as far as this level goes. */
  @Field(bits = 1, at = 2, cName = "U")
  boolean user();

  /** Page-level write-through. */
  @Field(bits = 1, at = 3, cName = "PWT")
  boolean pwt();

  /** Page-level cache disable. */
  @Field(bits = 1, at = 4, cName = "PCD")
  boolean pcd();

  /** Used in a translation. */
  @Field(bits = 1, at = 5, cName = "A")
  boolean accessed();

  /** The page was written; ignored in an entry that points to a table. */
  @Field(bits = 1, at = 6, cName = "D")
  boolean dirty();

  /** Level 2: a 4 MB page if CR4.PSE is set; level 1: PAT. */
  @Field(bits = 1, at = 7, cName = "PS")
  boolean pageSize();

  /** The translation survives a CR3 load. */
  @Field(bits = 1, at = 8, cName = "G")
  boolean global();

  /** Software's. */
  @Field(bits = 3, at = 9, cName = "AVL")
  int available();

  /** Frame number of the table or page: physical address bits 31:12. */
  @Field(bits = 20, at = 12, cName = "FRAME")
  int frame();
}

package dev.bitunion.mmuroles.arch;

import dev.bitunion.BitUnion;
import dev.bitunion.Field;

/**
 * An 8-byte entry of PAE, 4-level or 5-level paging, of any level.
 *
 * <p>In PAE paging bits 62:52 are reserved; bits from MAXPHYADDR up to 51 are reserved everywhere.
 * Which bits are reserved at which level is no matter of this layout: see {@code ReservedBits}.
 * Source: Intel SDM volume 3, sections 4.4 and 4.5.
 */
@BitUnion(bits = 64)
public interface Pte64 {
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

  /** Level 2: a 2 MB page; level 3: a 1 GB page; level 1: PAT; reserved above. */
  @Field(bits = 1, at = 7, cName = "PS")
  boolean pageSize();

  /** The translation survives a CR3 load; AMD: reserved in the two top levels. */
  @Field(bits = 1, at = 8, cName = "G")
  boolean global();

  /** Software's. */
  @Field(bits = 3, at = 9, cName = "AVL")
  int available();

  /** Frame number of the table or page: physical address bits 51:12. */
  @Field(bits = 40, at = 12, cName = "FRAME")
  long frame();

  /** Software's in long mode, reserved in PAE paging. */
  @Field(bits = 7, at = 52, cName = "AVL_HIGH")
  int availableHigh();

  /** Protection key of a page, with CR4.PKE in long mode; else software's. */
  @Field(bits = 4, at = 59, cName = "PKEY")
  int protectionKey();

  /** No instruction fetch, as far as this level goes; reserved unless EFER.NX. */
  @Field(bits = 1, at = 63, cName = "NX")
  boolean noExecute();
}
